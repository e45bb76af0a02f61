using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Cameras;

/// <summary>
/// Where a camera's pixels look. Camera frame: x right, y down, z forward. Pixel (0,0) is the top left one, its centre (0.5, 0.5).
/// </summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Fx">Focal length, pixels.</param>
/// <param name="Fy">Focal length, pixels.</param>
/// <param name="Cx">Principal point, pixels.</param>
/// <param name="Cy">Principal point, pixels.</param>
public sealed record CameraModel(int Width, int Height, double Fx, double Fy, double Cx, double Cy)
{
    /// <summary>Points nearer than this along the optical axis (through a fisheye: along the ray) are not seen, metres.</summary>
    public const double Near = 0.05;

    /// <summary>What bends the rays, or null: a pinhole.</summary>
    public Lens? Lens { get; init; }

    /// <summary>Whether the rays of <see cref="Ray"/> have z = 1; else they have unit length.</summary>
    public bool RaysHaveUnitDepth => Lens?.RaysHaveUnitDepth ?? true;

    /// <summary>Image coordinates of a point, which may lie beyond the image's edges; false where the camera cannot see it.</summary>
    public bool TryProject(Double3 inCamera, out double u, out double v)
    {
        if (Lens is null)
        {
            (u, v) = Pinhole(inCamera);
            return inCamera.Z >= Near;
        }

        bool seen = Lens.TryProject(inCamera, out double x, out double y);
        (u, v) = (Fx * x + Cx, Fy * y + Cy);
        return seen;
    }

    /// <summary>Image coordinates of a point on the plane of a pinhole, for any z but 0; what a lens would do to it is left out.</summary>
    internal (double U, double V) Pinhole(Double3 inCamera) => (Fx * inCamera.X / inCamera.Z + Cx, Fy * inCamera.Y / inCamera.Z + Cy);

    /// <summary>Image coordinates of a point that the camera can see, else NaN.</summary>
    public (double U, double V) Project(Double3 inCamera) => TryProject(inCamera, out double u, out double v) ? (u, v) : (double.NaN, double.NaN);

    /// <summary>
    /// Direction of the ray through image coordinates, of which <see cref="RaysHaveUnitDepth"/> says the length; NaN where the lens sees nothing.
    /// </summary>
    public Double3 Ray(double u, double v)
    {
        double x = (u - Cx) / Fx;
        double y = (v - Cy) / Fy;
        return Lens is null
            ? new Double3(x, y, 1)
            : Lens.TryRay(x, y, out Double3 direction)
            ? direction
            : new Double3(double.NaN, double.NaN, double.NaN);
    }
}
