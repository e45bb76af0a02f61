using System.Numerics;
using SceneForge.Sensors.Lighting;
using SceneForge.Base.Geometry;

namespace SceneForge.Renderers.RayTracing.Camera;

/// <summary>
/// Snow on what faces upwards, as the rasterizer's applySnow: in patches on the ground, evenly on all else, where patches fixed to the world
/// would swim.
/// </summary>
/// <param name="cover">Share of what faces upwards, 0 to 1.</param>
/// <param name="eye">The scene's origin in the world's x and y.</param>
internal sealed class SnowLayer(float cover, Vector2 eye)
{
    /// <summary>Linear reflectance of snow.</summary>
    public static readonly Vector3 Color = new(0.85f, 0.87f, 0.89f);

    /// <summary>How much of a point lies under snow.</summary>
    public float Share(in SurfacePoint point)
    {
        float up = point.FlatNormal.Z;
        float lies = (float)Snowfall.Lies(up);
        if (cover <= 0 || lies <= 0)
        {
            return 0;
        }

        if (up <= 0.9f || point.Material.Porosity < 0.65f)
        {
            return lies * cover;
        }

        Vector2 place = eye + new Vector2(point.Position.X, point.Position.Y);
        float hills = 0.65f * SurfaceNoise.Value(place * 0.6f) + 0.35f * SurfaceNoise.Value(place * 2.3f + new Vector2(17));
        float edge = StrictVector.Lerp(0.9f, 0.1f, cover);
        return lies * SurfaceNoise.SmoothStep(edge - 0.1f, edge + 0.1f, hills);
    }
}
