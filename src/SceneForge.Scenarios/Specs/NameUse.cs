namespace SceneForge.Scenarios.Specs;

/// <summary>What a name in a spec refers to outside the spec.</summary>
public enum NameKind
{
    Asset,
    Road,
    Camera,

    /// <summary>A thing that the scene names.</summary>
    Thing,
}

/// <summary>
/// A name that a later stage has to know. Every value that could be drawn is listed, so that all are checked before
/// the first frame; <see cref="ScenarioSpec.ErrorAt"/> turns the pointer into a place.
/// </summary>
public sealed record NameUse(NameKind Kind, string Name, string Pointer);
