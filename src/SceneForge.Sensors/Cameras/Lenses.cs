using System.Collections.Immutable;

namespace SceneForge.Sensors.Cameras;

/// <summary>All lens models: one line each.</summary>
public static class Lenses
{
    public static ImmutableArray<LensKind> All { get; } =
    [
        BrownConradyLens.Definition,
        KannalaBrandtLens.Definition,
    ];

    public static IEnumerable<string> Names => All.Select(k => k.Name);

    /// <summary>The model of a name, or null where there is none such.</summary>
    public static LensKind? Find(string name) => All.FirstOrDefault(k => k.Name == name);
}
