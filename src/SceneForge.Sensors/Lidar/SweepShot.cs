using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Lidar;

/// <summary>One sweep to take, by a LiDAR on an object of the world.</summary>
/// <param name="TimeNs">Time stamp: the middle of the sweep.</param>
/// <param name="Carrier">Index of the object that carries the sensor, which it does not see.</param>
/// <param name="Seed">Of all noise, with variation, sensor and frame.</param>
public sealed record SweepShot(WorldTimeline Timeline, LidarSensor Lidar, int Frame, long TimeNs, int Carrier, ulong Seed, int Variation)
{
    public long StartNs => TimeNs - Lidar.Model.HalfPeriodNs;

    public long EndNs => TimeNs + Lidar.Model.HalfPeriodNs;

    /// <summary>Pose of the carrier at any time.</summary>
    public Pose WorldFromVehicle(long timeNs) => Timeline.Objects[Carrier].Track.PoseAt(timeNs);
}
