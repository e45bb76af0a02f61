namespace SceneForge.Sensors.Lidar;

/// <summary>Light of a beam that comes back from one place.</summary>
/// <param name="Range">Metres.</param>
/// <param name="Signal">Received: reflectance over range squared, after attenuation and for the beam's share that falls on the place.</param>
/// <param name="Segment">Segment id, or 0.</param>
internal record struct Echo(double Range, double Signal, ushort Segment, PointCause Cause);
