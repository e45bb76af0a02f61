using System.Text.Json.Serialization;

namespace SceneForge.Review.Queues;

/// <summary>Which frames, in which order.</summary>
/// <param name="Order"><c>dataset</c>, <c>worst</c> or <c>random</c>.</param>
/// <param name="Seed">Of the random order.</param>
/// <param name="Status">Only frames that stand so; <c>mine_open</c>: those that the person has not judged.</param>
/// <param name="Camera">Only this camera.</param>
/// <param name="Sequence">Only this sequence.</param>
/// <param name="Class">Only frames that show this class id.</param>
/// <param name="Reviewer">Only frames that this person judged.</param>
/// <param name="Check">Only frames with a finding of this check, or of any: <c>failed</c>, <c>borderline</c>.</param>
/// <param name="Asset">Only frames of sequences in which this asset stands.</param>
/// <param name="Behaviour">Only frames during this step of an actor: <c>child.cross</c>.</param>
/// <param name="Marked">Only frames that are <c>gold</c> or <c>quarantined</c>. Without it, what is in quarantine is no work to do.</param>
/// <param name="Values">Drawn values by JSON pointer: texts that match, or a range.</param>
internal sealed record QueueRequest(
    string Order = "dataset",
    string? Seed = null,
    string? Status = null,
    string? Camera = null,
    int? Sequence = null,
    int? Class = null,
    string? Reviewer = null,
    string? Check = null,
    string? Asset = null,
    string? Behaviour = null,
    string? Marked = null,
    Dictionary<string, ValueFilter>? Values = null);

/// <summary>Keeps a drawn value in [<paramref name="Min"/>, <paramref name="Max"/>], or one whose text is among <paramref name="Texts"/>.</summary>
internal sealed record ValueFilter(double? Min = null, double? Max = null, string[]? Texts = null);
