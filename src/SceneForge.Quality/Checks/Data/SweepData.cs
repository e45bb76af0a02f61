using System.Collections.Immutable;
using SceneForge.Frames.Storage;
using SceneForge.Sensors.Lidar;

namespace SceneForge.Quality.Checks.Data;

/// <summary>A stored sweep with its points.</summary>
public sealed class SweepData(SequenceTables tables, StoredFrame frame, StoredSweep sweep, double vehicleSpeed, double vehicleTurning)
{
    public SequenceTables Tables { get; } = tables;

    public StoredFrame Frame { get; } = frame;

    public StoredSweep Sweep { get; } = sweep;

    public StoredLidar Sensor { get; } = tables.Sequence.Lidars.First(l => l.Name == sweep.Lidar);

    /// <summary>The vehicle's speed between this frame and the next, or the one before at the end, m/s.</summary>
    public double VehicleSpeed { get; } = vehicleSpeed;

    /// <summary>How fast the vehicle turns about any axis between the same two frames, rad/s.</summary>
    public double VehicleTurning { get; } = vehicleTurning;

    /// <exception cref="Base.Input.InputException">The file is missing or no whole number of points.</exception>
    public ImmutableArray<LidarPoint> Points { get; } = [.. PointFile.Read(tables.Sequence.PathOf(sweep.File))];
}
