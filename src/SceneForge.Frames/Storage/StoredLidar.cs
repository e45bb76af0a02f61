using SceneForge.Base.Geometry;

namespace SceneForge.Frames.Storage;

/// <summary>A LiDAR as rig.json describes it.</summary>
/// <param name="Firings">Of each sweep; many give no point.</param>
/// <param name="Divergence">Full angle of a beam, radians.</param>
/// <param name="RangeNoise">Standard deviation of a strong echo's range, metres; at the threshold three times as much.</param>
/// <param name="RangeResolution">Echoes nearer to each other are one, metres.</param>
/// <param name="Compensated">Whether points are given as from the sensor's pose at the sweep's time stamp.</param>
public sealed record StoredLidar(string Name, string Model, int Firings, int Rings, long PeriodNs, double MaxRange, double Divergence,
    double RangeNoise, double RangeResolution, bool Compensated, Pose VehicleFromLidar);
