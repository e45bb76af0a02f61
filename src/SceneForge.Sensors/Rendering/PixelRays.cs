using SceneForge.Sensors.Cameras;
using SceneForge.World.Geometry;

namespace SceneForge.Sensors.Rendering;

/// <summary>
/// Rays of a pinhole camera from its centre, for a scene built around that centre. Directions have z = 1 in the camera frame, so a hit's T is its depth.
/// </summary>
public readonly struct PixelRays(CameraModel model, Rotation worldFromCamera)
{
    private readonly Double3 _right = worldFromCamera.Apply(Double3.UnitX);
    private readonly Double3 _down = worldFromCamera.Apply(Double3.UnitY);
    private readonly Double3 _forward = worldFromCamera.Apply(Double3.UnitZ);

    /// <summary>The ray through image coordinates; the centre of pixel (i, j) is (i + 0.5, j + 0.5).</summary>
    public Ray Through(double u, double v)
    {
        Double3 direction = _right * ((u - model.Cx) / model.Fx) + _down * ((v - model.Cy) / model.Fy) + _forward;
        return new Ray(default, direction.ToSingle(), (float)CameraModel.Near, float.PositiveInfinity);
    }
}
