using System.Text.Json;
using SceneForge.Review.Queues;

namespace SceneForge.Review.Server;

/// <summary>An act as the page sends it: <c>{"kind": "verdict", "act": {...}}</c>.</summary>
internal sealed record ActRequest(string Kind, JsonElement Act);

/// <summary>Takes the last act back; <paramref name="Request"/> tells a repeated sending from a second undo.</summary>
internal sealed record UndoRequest(string? Request = null);

internal sealed record SignInRequest(string Name, string Password);

internal sealed record AccountRequest(string Name, string Role, string Password);

internal sealed record AccountNameRequest(string Name);

/// <summary>Which of two pictures is more real; the digests say which files the person saw.</summary>
internal sealed record ChoiceRequest(string A, string AHash, string B, string BHash, string Choice, string? Request = null);

/// <summary>Frames from the most real to the least, with the digests that the person saw.</summary>
internal sealed record RankingRequest(string[] Frames, string[] Hashes, string? Request = null);

/// <summary>A frame to be rendered again: with nothing, seed, light, weather or viewpoint changed.</summary>
internal sealed record FrameRerenderRequest(int Sequence, string Camera, int Frame, string Change, int Turn = 0);

/// <summary>Makes the gold frames a version.</summary>
internal sealed record GoldVersionRequest(string? Note = null, string? Request = null);

/// <summary>Sets aside all frames that a queue's filter takes.</summary>
internal sealed record QuarantineRequest(string Cause, QueueRequest Queue, string? Request = null);

/// <summary>What the page can offer besides reviewing.</summary>
/// <param name="Rerendering">Frames can be rendered again.</param>
/// <param name="References">There are real pictures to show beside frames.</param>
internal sealed record PageOffers(bool Rerendering, bool References);
