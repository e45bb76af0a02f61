using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Lidar;

/// <summary>One shot of a sweep.</summary>
/// <param name="TimeOffsetNs">From the sweep's time stamp, nanoseconds.</param>
/// <param name="Ring">Number of the laser, from the lowest elevation up; 0 where there is but one.</param>
/// <param name="Direction">Unit vector in the sensor frame.</param>
public readonly record struct Firing(int TimeOffsetNs, ushort Ring, Double3 Direction);

/// <summary>Where and when a LiDAR fires.</summary>
public abstract class ScanPattern
{
    /// <summary>Number of firings of every sweep.</summary>
    public abstract int Count { get; }

    /// <summary>Number of lasers.</summary>
    public abstract int Rings { get; }

    /// <summary>Firings that follow each other in a column; 1 where there are no columns.</summary>
    public virtual int ColumnLength => 1;

    /// <summary>The firings of a sweep in their order; firings that follow each other closely point nearly the same way.</summary>
    /// <param name="timeNs">The sweep's time stamp; patterns that do not repeat depend on it.</param>
    public abstract ReadOnlyMemory<Firing> At(long timeNs);
}
