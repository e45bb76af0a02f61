using SceneForge.World.Geometry;

namespace SceneForge.Sensors.Cameras;

/// <summary>A camera on a vehicle.</summary>
/// <param name="Name">Name of its folder and channel, such as <c>CAM_FRONT</c>.</param>
/// <param name="VehicleFromCamera">Pose of the camera frame (x right, y down, z forward) in the vehicle frame.</param>
/// <param name="ExposureValue">Fixed exposure (EV at ISO 100), or null: automatic.</param>
/// <param name="Supersampling">RGB samples along each side of a pixel: 1 or 2.</param>
public sealed record CameraSensor(string Name, CameraModel Model, Pose VehicleFromCamera, double? ExposureValue, int Supersampling);
