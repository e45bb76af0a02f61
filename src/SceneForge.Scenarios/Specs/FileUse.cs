namespace SceneForge.Scenarios.Specs;

/// <summary>A file or folder that some variation of a spec is made from.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Pointer">JSON pointer to where the spec names it.</param>
public sealed record FileUse(string Path, string Pointer);
