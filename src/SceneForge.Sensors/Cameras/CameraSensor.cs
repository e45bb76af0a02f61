using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Cameras;

/// <summary>A camera on a vehicle.</summary>
/// <param name="Name">Name of its folder and channel, such as <c>CAM_FRONT</c>.</param>
/// <param name="VehicleFromCamera">Pose of the camera frame (x right, y down, z forward) in the vehicle frame.</param>
/// <param name="ExposureValue">Fixed exposure (EV at ISO 100), or null: automatic.</param>
/// <param name="Supersampling">RGB samples along each side of a pixel: 1 or 2.</param>
public sealed record CameraSensor(string Name, CameraModel Model, Pose VehicleFromCamera, double? ExposureValue, int Supersampling)
{
    public Shutter Shutter { get; init; }

    /// <summary>
    /// Whether triangles can be projected and filled: straight lines stay straight and the picture is of one instant. Else rays are cast.
    /// </summary>
    public bool CanBeRasterized => Model.Lens is null && !Shutter.IsRolling;

    /// <summary>The longest time before or after a frame's time at which a row is exposed, nanoseconds.</summary>
    public long ReachNs => Math.Max(-Shutter.FirstRowNs(Model.Height), Shutter.OffsetNs(Model.Height - 1, Model.Height));
}
