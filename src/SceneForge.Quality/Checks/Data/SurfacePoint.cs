using SceneForge.Sensors.Cameras;
using SceneForge.Base.Geometry;

namespace SceneForge.Quality.Checks.Data;

/// <summary>Surface points in the camera frame, from stored depth.</summary>
internal static class SurfacePoint
{
    // Far aside, a step of depth along a fisheye's axis is many along the ray: here ten.
    private const double LeastCosine = 0.1;

    /// <summary>The point, metres. False for what a fisheye sees so far aside that its depth does not say where it is.</summary>
    /// <param name="depth">Along the optical axis, metres.</param>
    public static bool TryOf(CameraModel camera, double u, double v, double depth, out Double3 point)
    {
        Double3 ray = camera.Ray(u, v);
        point = camera.RaysHaveUnitDepth ? ray * depth : ray * (depth / ray.Z);
        return camera.RaysHaveUnitDepth || ray.Z >= LeastCosine;
    }
}
