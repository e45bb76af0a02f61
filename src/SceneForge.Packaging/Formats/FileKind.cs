namespace SceneForge.Packaging.Formats;

/// <summary>Files of a format that are of one kind.</summary>
/// <param name="Name">One word, for names in croissant.json.</param>
/// <param name="Glob">Within the format's folder.</param>
/// <param name="What">For people.</param>
public sealed record FileKind(string Name, string Glob, string MediaType, string What);
