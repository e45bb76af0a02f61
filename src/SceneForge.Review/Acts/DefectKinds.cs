using System.Collections.Immutable;

namespace SceneForge.Review.Acts;

/// <summary>A kind of defect.</summary>
/// <param name="Key">The digit that marks it.</param>
/// <param name="Severity"><c>critical</c>: a label or its geometry is wrong; <c>major</c>; <c>minor</c>.</param>
internal sealed record DefectKind(string Id, char Key, string Title, string Severity);

/// <summary>What can be wrong with a frame.</summary>
internal static class DefectKinds
{
    public static ImmutableArray<DefectKind> All { get; } =
    [
        new("box_misplaced", '1', "Box misplaced", "critical"),
        new("class_wrong", '2', "Wrong class", "critical"),
        new("label_missing", '3', "Label missing", "critical"),
        new("lidar_misaligned", '4', "LiDAR misaligned", "critical"),
        new("label_late", '5', "Label late", "critical"),
        new("depth_wrong", '6', "Depth wrong", "critical"),
        new("actor_implausible", '7', "Actor implausible", "major"),
        new("light_wrong", '8', "Light wrong", "major"),
        new("texture_fault", '9', "Texture fault", "minor"),
        new("other", '0', "Other", "minor"),
    ];

    public static bool Has(string id) => All.Any(k => k.Id == id);
}
