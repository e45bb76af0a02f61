using System.Numerics;
using SceneForge.Sensors.Cameras;
using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Rendering;

/// <summary>
/// Rays of a camera at one instant. Directions are the model's: where <see cref="CameraModel.RaysHaveUnitDepth"/> says so, a hit's T is its depth.
/// </summary>
/// <param name="origin">The camera's centre in the scene's frame.</param>
public readonly struct PixelRays(CameraModel model, Rotation worldFromCamera, Vector3 origin = default)
{
    private readonly Double3 _right = worldFromCamera.Apply(Double3.UnitX);
    private readonly Double3 _down = worldFromCamera.Apply(Double3.UnitY);
    private readonly Double3 _forward = worldFromCamera.Apply(Double3.UnitZ);

    /// <summary>The ray through image coordinates; the centre of pixel (i, j) is (i + 0.5, j + 0.5). Empty where the lens sees nothing.</summary>
    public Ray Through(double u, double v)
    {
        if (model.Lens is null)
        {
            Double3 direction = _right * ((u - model.Cx) / model.Fx) + _down * ((v - model.Cy) / model.Fy) + _forward;
            return new Ray(origin, direction.ToSingle(), (float)CameraModel.Near, float.PositiveInfinity);
        }

        Double3 bent = model.Ray(u, v);
        return double.IsNaN(bent.Z)
            ? Ray.Empty
            : new Ray(origin, (_right * bent.X + _down * bent.Y + _forward * bent.Z).ToSingle(), (float)CameraModel.Near, float.PositiveInfinity);
    }
}
