using SceneForge.Base.Geometry;

namespace SceneForge.Packaging.Ros2;

/// <summary>
/// Names of frames (REP 105) and their axes (REP 103): x forward, y left, z up; an optical frame has z forward, x right, y down, and the suffix
/// that REP 103 asks for.
/// </summary>
internal static class Ros2Frames
{
    /// <summary>The dataset's world.</summary>
    public const string Map = "map";

    /// <summary>The same as the map here, since poses are exact: nothing drifts.</summary>
    public const string Odom = "odom";

    /// <summary>The dataset's vehicle: origin below the centre of the rear axle.</summary>
    public const string Base = "base_link";

    /// <summary>The camera's body, from its optical frame.</summary>
    public static Rotation BodyFromOptical { get; } = new(0.5, -0.5, 0.5, -0.5);

    /// <summary>The frame of a camera's pictures.</summary>
    public static string Optical(string camera) => $"{camera}_optical";
}
