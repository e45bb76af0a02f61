using System.Collections.Immutable;

namespace SceneForge.Quality.Decisions;

/// <summary>How much a defect matters.</summary>
public enum Severity
{
    /// <summary>Does not mislead training, but should not be there.</summary>
    Minor,

    /// <summary>The picture shows what the world would not.</summary>
    Major,

    /// <summary>A label or its geometry is wrong: the frame teaches a falsehood.</summary>
    Critical,
}

/// <summary>A kind of defect that reviewers can name.</summary>
/// <param name="Name">As decisions and policies write it.</param>
/// <param name="Severity">At least this; a policy may take it more seriously.</param>
/// <param name="Title">For people.</param>
public sealed record DefectKind(string Name, Severity Severity, string Title);

/// <summary>Where in a frame a defect is. What is null is not said; a place that says nothing means the whole frame.</summary>
/// <param name="Sensor">Name of the camera or LiDAR.</param>
/// <param name="Object">Object id.</param>
/// <param name="Box">xmin, ymin, xmax, ymax in pixels, half-open; a clicked pixel is a box of one.</param>
public sealed record DefectPlace(string? Sensor = null, int? Object = null, PixelBox? Box = null)
{
    public static readonly DefectPlace WholeFrame = new();

    /// <summary>
    /// Whether a reviewer who points here has found a defect that truly is at <paramref name="truth"/>: the same sensor where the
    /// truth names one, and the same object or an overlapping box where it has either.
    /// </summary>
    public bool Finds(DefectPlace truth)
    {
        ArgumentNullException.ThrowIfNull(truth);
        if (truth.Sensor is not null && Sensor is not null && Sensor != truth.Sensor)
        {
            return false;
        }

        bool isPlaced = truth.Object is not null || truth.Box is not null;
        return !isPlaced
            || (truth.Object is not null && Object == truth.Object)
            || (truth.Box is { } there && Box is { } here && Sensor == truth.Sensor && here.Overlaps(there));
    }
}

/// <summary>A half-open rectangle of pixels.</summary>
public readonly record struct PixelBox(double XMin, double YMin, double XMax, double YMax)
{
    public bool Overlaps(PixelBox other) => XMin < other.XMax && other.XMin < XMax && YMin < other.YMax && other.YMin < YMax;
}

/// <summary>A defect as a reviewer reports it.</summary>
public sealed record Defect(string Kind, Severity Severity, DefectPlace Place);

/// <summary>The kinds of defects, in the order in which people see them.</summary>
public static class DefectTaxonomy
{
    public static readonly ImmutableArray<DefectKind> Kinds =
    [
        new("box_shifted", Severity.Critical, "Box beside its object"),
        new("box_size_wrong", Severity.Critical, "Box too large or too small"),
        new("class_wrong", Severity.Critical, "Wrong class"),
        new("instance_missing", Severity.Critical, "Object without a label"),
        new("instance_extra", Severity.Critical, "Label without an object"),
        new("label_late", Severity.Critical, "Labels of another moment"),
        new("lidar_misaligned", Severity.Critical, "LiDAR beside the picture"),
        new("depth_wrong", Severity.Critical, "Wrong depth"),
        new("segment_wrong", Severity.Critical, "Wrong outline or segment"),
        new("keypoint_wrong", Severity.Critical, "Keypoint beside its joint"),
        new("actor_floating", Severity.Major, "Object floats or sinks"),
        new("collision", Severity.Major, "Objects run through each other"),
        new("motion_unnatural", Severity.Major, "Nobody moves like this"),
        new("lamp_missing", Severity.Major, "Lamp that should burn is dark"),
        new("light_wrong", Severity.Major, "Impossible light or shadow"),
        new("texture_fault", Severity.Minor, "Texture is missing, stretched or swims"),
        new("geometry_fault", Severity.Minor, "Hole, flicker or sharp edge in a body"),
        new("exposure_wrong", Severity.Minor, "Too dark or too bright"),
    ];

    public static DefectKind? Find(string name) => Kinds.FirstOrDefault(k => k.Name == name);
}
