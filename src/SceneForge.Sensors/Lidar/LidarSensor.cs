using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Lidar;

/// <summary>A LiDAR on a vehicle.</summary>
/// <param name="Name">Name of its folder and channel, such as <c>LIDAR_TOP</c>.</param>
/// <param name="VehicleFromLidar">Pose of the sensor frame (x forward, y left, z up) in the vehicle frame.</param>
/// <param name="Compensate">Whether points are given as from where the sensor stands at the sweep's time stamp, instead of where it stood at
/// their firing.</param>
public sealed record LidarSensor(string Name, LidarModel Model, Pose VehicleFromLidar, bool Compensate);
