using SceneForge.World.Geometry;

namespace SceneForge.Sensors.Cameras;

/// <summary>
/// A pinhole camera without distortion. Camera frame: x right, y down, z forward. Pixel (0,0) is the top left one, its centre (0.5, 0.5).
/// </summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Fx">Focal length, pixels.</param>
/// <param name="Fy">Focal length, pixels.</param>
/// <param name="Cx">Principal point, pixels.</param>
/// <param name="Cy">Principal point, pixels.</param>
public sealed record CameraModel(int Width, int Height, double Fx, double Fy, double Cx, double Cy)
{
    /// <summary>Points nearer than this along the optical axis are not seen, metres.</summary>
    public const double Near = 0.05;

    /// <summary>Image coordinates of a point with positive z.</summary>
    public (double U, double V) Project(Double3 inCamera) =>
        (Fx * inCamera.X / inCamera.Z + Cx, Fy * inCamera.Y / inCamera.Z + Cy);

    /// <summary>Direction of the ray through image coordinates, with z = 1 (not unit length).</summary>
    public Double3 Ray(double u, double v) => new((u - Cx) / Fx, (v - Cy) / Fy, 1);
}
