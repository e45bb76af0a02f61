using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Rendering;

/// <summary>Builds what rays are cast against; keeps an index per mesh between calls.</summary>
public interface IRayCaster
{
    /// <summary>
    /// The world at an instant in single precision around <paramref name="origin"/> (world coordinates), so that
    /// nothing is lost far from the world's origin. The object at index <paramref name="hiddenObject"/> is left out (-1: none).
    /// </summary>
    IRayScene Build(WorldSnapshot snapshot, Double3 origin, int hiddenObject);

    /// <summary>
    /// The world from <paramref name="startNs"/> to <paramref name="endNs"/>, likewise around an origin and with an object left out.
    /// </summary>
    ISweepScene BuildSweep(WorldTimeline timeline, long startNs, long endNs, Double3 origin, int hiddenObject);
}

/// <summary>
/// A world to cast rays at. Thread-safe. It is disposed by whoever had it built; where it holds only managed memory, that does nothing.
/// </summary>
public interface IRayScene : IDisposable
{
    /// <summary>Nearest hits. Both spans have the same length.</summary>
    void Cast(ReadOnlySpan<Ray> rays, Span<RayHit> hits);

    /// <summary>Nearest hits on one object alone, by its index.</summary>
    void CastObject(int objectIndex, ReadOnlySpan<Ray> rays, Span<RayHit> hits);
}

/// <summary>
/// A ray from a point relative to the scene's origin. A hit lies at <c>Origin + T * Direction</c>; the direction need not have unit length.
/// </summary>
public readonly record struct Ray(Vector3 Origin, Vector3 Direction, float MinT, float MaxT)
{
    /// <summary>A ray of no length, which meets nothing.</summary>
    public static Ray Empty => new(Vector3.Zero, Vector3.UnitZ, 1, 0);

    public bool IsEmpty => MaxT < MinT;
}

/// <summary>A hit, or Instance -1 and T infinite.</summary>
/// <param name="Instance">Index into <c>WorldTimeline.Instances</c>.</param>
/// <param name="Triangle">Index of the triangle in the instance's mesh.</param>
public readonly record struct RayHit(int Instance, int Triangle, float T)
{
    public static RayHit None => new(-1, -1, float.PositiveInfinity);

    public bool IsHit => Instance >= 0;
}
