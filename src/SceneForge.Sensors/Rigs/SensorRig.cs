using System.Collections.Immutable;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Lidar;

namespace SceneForge.Sensors.Rigs;

/// <summary>The sensors on one carrier; their names differ.</summary>
public sealed record SensorRig(string Name, ImmutableArray<CameraSensor> Cameras, ImmutableArray<LidarSensor> Lidars)
{
    /// <summary>Full paths of the files that it was read from; none where it was read from a dataset.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>What carries it; the ego vehicle where it was read from a dataset, whose timelines have the carrier first already.</summary>
    public RigMount Mount { get; init; } = new RigMount.OnEgo();

    /// <summary>The longest time before or after a frame's time at which a sensor still measures, nanoseconds.</summary>
    public long ReachNs =>
        Math.Max(Cameras.Select(c => c.ReachNs).DefaultIfEmpty().Max(), Lidars.Select(l => l.Model.HalfPeriodNs).DefaultIfEmpty().Max());
}
