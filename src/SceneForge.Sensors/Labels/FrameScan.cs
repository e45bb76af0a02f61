using System.Collections.Immutable;
using SceneForge.Sensors.Lidar;
using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Labels;

/// <summary>What a frame holds beside its pictures.</summary>
/// <param name="Frame">Number of the frame within its variation, from 0.</param>
/// <param name="Sweeps">One for each LiDAR of the rig, in its order.</param>
/// <param name="Objects">The things around the ego vehicle.</param>
public sealed record FrameScan(int Frame, long TimeNs, Pose WorldFromVehicle, ImmutableArray<LidarSweep> Sweeps, ImmutableArray<ObjectBox> Objects);
