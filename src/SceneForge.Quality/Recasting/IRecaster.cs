using SceneForge.Frames.Storage;
using SceneForge.Base.Geometry;

namespace SceneForge.Quality.Recasting;

/// <summary>
/// Builds the world of a stored sequence again and casts single rays into it, by a way that shares no code with the one that made
/// the data. Implementations are handed in by the composition root. Safe to call from many threads.
/// </summary>
public interface IRecaster
{
    /// <summary>How rays are cast, for people.</summary>
    string Description { get; }

    /// <summary>The world of a sequence; a sequence's views share it.</summary>
    IRecastWorld Open(SequenceReader sequence);
}

/// <summary>A sequence's world.</summary>
public interface IRecastWorld
{
    /// <summary>What a camera sees at a frame.</summary>
    IRecastView View(string camera, int frame);

    /// <summary>
    /// What stands on a LiDAR's ray, nearest first: what the light goes through, and the first surface that stops it. Empty: nothing.
    /// </summary>
    /// <param name="timeNs">Of the firing.</param>
    /// <param name="direction">Unit vector in the sensor frame at that time.</param>
    IReadOnlyList<RecastEcho> Beam(string lidar, long timeNs, Double3 direction);

    /// <summary>Pose of a LiDAR at any time.</summary>
    Pose WorldFromLidar(string lidar, long timeNs);
}

/// <summary>The world as a camera sees it at a frame.</summary>
public interface IRecastView
{
    /// <summary>Nanoseconds since the scenario's start at which the picture is taken.</summary>
    long TimeNs { get; }

    /// <summary>The surface on the ray through image coordinates (the centre of pixel (i, j) is (i + 0.5, j + 0.5)), or null: the sky.</summary>
    RecastSurface? Through(double u, double v);

    /// <summary>
    /// Where the picture shows a point that stands still in the world, and that point in the camera frame of the row's instant; null where it
    /// does not.
    /// </summary>
    (double U, double V, Double3 InCamera)? Project(Double3 inWorld);
}
