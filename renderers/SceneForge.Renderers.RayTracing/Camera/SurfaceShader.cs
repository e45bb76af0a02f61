using System.Numerics;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;

namespace SceneForge.Renderers.RayTracing.Camera;

/// <summary>
/// Luminance of a surface towards the eye: Lambert and GGX under the sun, the sky's harmonics, one mirrored ray where the surface is
/// smooth, lamps with shadows, wetness, snow and fog.
/// </summary>
internal sealed class SurfaceShader(PictureScene scene)
{
    private const float Dielectric = 0.04f;

    // Below this roughness a mirrored ray shows more than the smooth sky.
    private const float MirrorRoughness = 0.25f;

    // Lamps whose light on the surface is weaker than this need no shadow, lux.
    private const float ShadowThreshold = 0.2f;

    private readonly Vector3 _toSun = scene.Light.SunDirection.ToSingle();
    private readonly Vector3 _sun = scene.Light.SunIlluminance;
    private readonly float _wetness = (float)scene.Shot.Timeline.Conditions.Wetness;
    private readonly SnowLayer _snow = new((float)scene.Shot.Timeline.Conditions.SnowCover,
        new Vector2((float)scene.Shot.WorldFromCamera.Translation.X, (float)scene.Shot.WorldFromCamera.Translation.Y));
    private readonly float _extinction = (float)scene.Light.Extinction;

    /// <param name="open">Shares of the sky and the sun that the point sees.</param>
    public Vector3 Shade(in SurfacePoint point, Vector3 view, float distance, (float Sky, float Sun) open)
    {
        float snow = _snow.Share(point);
        Gloss gloss = Surface(point, snow);
        Vector3 n = snow > 0 ? Vector3.Normalize(StrictVector.Lerp(point.Normal, point.FlatNormal, 0.8f * snow)) : point.Normal;
        Vector3 toEye = -view;
        float facing = Math.Max(1e-3f, Vector3.Dot(n, toEye));
        Vector3 light = SunOn(point, n, open.Sun) + scene.Sky.Illuminance(n) * (StrictVector.Lerp(point.Cavity, 1,
            snow) * (0.25f * open.Sky * open.Sky + 0.75f * open.Sky + 0.06f));
        Vector3 specular = Vector3.Zero;
        if (open.Sun > 0)
        {
            specular += _sun * (open.Sun * Math.Max(0, Vector3.Dot(n, _toSun))) * Ggx(gloss, n, toEye, _toSun);
        }

        AddLamps(point, gloss, n, 1 - snow, toEye, distance, ref light, ref specular);
        Vector3 mirrored = view - 2 * Vector3.Dot(view, n) * n;
        specular += Mirror(point, gloss, mirrored, distance, open.Sky) * Environment(gloss.F0, gloss.Roughness, facing);
        if (gloss.Coat > 0)
        {
            Gloss coat = new(Vector3.Zero, new Vector3(Dielectric), 0.05f, 0);
            Vector3 fresnel = Environment(coat.F0, coat.Roughness, facing) * gloss.Coat;
            Vector3 sunGlint = open.Sun > 0
                ? _sun * (open.Sun * Math.Max(0, Vector3.Dot(n, _toSun))) * Ggx(coat, n, toEye, _toSun) * gloss.Coat
                : Vector3.Zero;
            specular += Mirror(point, coat, mirrored, distance, open.Sky) * fresnel + sunGlint;
        }

        Vector3 luminance = gloss.Albedo * light / MathF.PI + specular + point.Emission;
        return Fog(luminance, distance);
    }

    /// <summary>The sky with the sun's disc.</summary>
    public Vector3 Sky(Vector3 view)
    {
        Vector3 sky = scene.Sky.Luminance(view);
        // Solid angle of the disc: 6.8e-5 sr, radius 0.2665 degrees.
        return Vector3.Dot(view, _toSun) > 0.9999892f ? sky + _sun / 6.8e-5f : sky;
    }

    private Vector3 Fog(Vector3 luminance, float distance) =>
        _extinction <= 0 ? luminance : StrictVector.Lerp(scene.Light.FogRadiance, luminance, MathF.Exp(-_extinction * distance));

    private Vector3 SunOn(in SurfacePoint point, Vector3 normal, float open)
    {
        float cosine = Vector3.Dot(normal, _toSun);
        return _sun * (cosine > 0 ? cosine * open : -cosine * point.Material.Translucency);
    }

    /// <summary>The dry, wet or snowy surface (Lagarde 2012: water darkens what is porous and smooths what it covers).</summary>
    private Gloss Surface(in SurfacePoint point, float snow)
    {
        float metallic = point.Metallic * (1 - snow);
        float up = Math.Clamp(point.FlatNormal.Z * 1.5f, 0, 1);
        float wet = _wetness * (0.3f + 0.7f * up);
        Vector3 albedo = point.BaseColor * (1 - metallic) * (1 - 0.65f * wet * point.Material.Porosity);
        float roughness = Math.Clamp(point.Roughness * (1 - 0.65f * wet), 0.04f, 1);
        return new Gloss(
            StrictVector.Lerp(albedo, SnowLayer.Color, snow),
            StrictVector.Lerp(new Vector3(Dielectric), point.BaseColor, metallic),
            StrictVector.Lerp(roughness, 0.9f, snow),
            point.Material.ClearCoat * (1 - snow));
    }

    private void AddLamps(in SurfacePoint point, Gloss gloss, Vector3 normal, float bare, Vector3 toEye, float distance, ref Vector3 light,
        ref Vector3 specular)
    {
        foreach (BurningLamp lamp in scene.Lamps)
        {
            Vector3 illuminance = lamp.Illuminance(point.Position, out Vector3 toLamp, out float range);
            float cosine = Vector3.Dot(normal, toLamp);
            if (cosine <= 0 || illuminance == Vector3.Zero)
            {
                continue;
            }

            illuminance *= cosine * MathF.Exp(-_extinction * range);
            Ray shadow = new(point.Position + point.FlatNormal * (1e-3f + 2e-5f * distance), toLamp, 0, range);
            if (illuminance.X + illuminance.Y + illuminance.Z > ShadowThreshold && lamp.Blockers.Occluded(shadow))
            {
                continue;
            }

            light += illuminance;
            specular += illuminance * Ggx(gloss, normal, toEye, toLamp);
            if (point.Material.Retroreflection > 0)
            {
                // Sheeting returns light within about a degree: 100 cd / (lx m^2) at the centre (EN 12899, class RA2).
                float apart = (toEye - toLamp).LengthSquared();
                specular += illuminance * (100 * bare * point.Material.Retroreflection * MathF.Exp(-apart / (0.02f * 0.02f)));
            }
        }
    }

    private Vector3 Mirror(in SurfacePoint point, Gloss gloss, Vector3 direction, float distance, float openSky)
    {
        if (Vector3.Dot(direction, point.FlatNormal) < 0.01f)
        {
            direction = Vector3.Normalize(direction + point.FlatNormal * (0.02f - Vector3.Dot(direction, point.FlatNormal)));
        }

        Vector3 blurred = scene.Sky.Illuminance(direction) * (openSky / MathF.PI);
        if (gloss.Roughness >= MirrorRoughness)
        {
            return blurred;
        }

        Ray ray = new(point.Position + point.FlatNormal * (1e-3f + 2e-5f * distance), direction, 0, float.PositiveInfinity);
        Span<RayHit> hit = stackalloc RayHit[1];
        scene.World.Cast([ray], hit);
        Vector3 sharp = scene.Sky.Luminance(direction);
        if (hit[0].IsHit)
        {
            SurfacePoint other = scene.Describe(ray.Origin, direction, hit[0], distance + hit[0].T);
            Vector3 light = _sun * (0.6f * Math.Max(0, Vector3.Dot(other.Normal, _toSun))) + scene.Sky.Illuminance(other.Normal) * 0.7f;
            sharp = Fog(other.BaseColor * light / MathF.PI + other.Emission, hit[0].T);
        }

        return StrictVector.Lerp(sharp, blurred, gloss.Roughness / MirrorRoughness);
    }

    /// <summary>Trowbridge and Reitz 1975 with Smith's masking by Hammon 2017 and Schlick's Fresnel term.</summary>
    private static Vector3 Ggx(Gloss gloss, Vector3 n, Vector3 toEye, Vector3 toLight)
    {
        Vector3 half = Vector3.Normalize(toEye + toLight);
        float nl = Vector3.Dot(n, toLight);
        float nv = Math.Max(1e-3f, Vector3.Dot(n, toEye));
        if (nl <= 0)
        {
            return Vector3.Zero;
        }

        float alpha = gloss.Roughness * gloss.Roughness;
        float a2 = alpha * alpha;
        float nh = Math.Max(0, Vector3.Dot(n, half));
        float spread = nh * nh * (a2 - 1) + 1;
        float density = a2 / (MathF.PI * spread * spread);
        float visible = 0.5f / (2 * nl * nv * (1 - alpha) + (nl + nv) * alpha);
        float grazing = MathF.Pow(1 - Math.Clamp(Vector3.Dot(toEye, half), 0, 1), 5);
        return (gloss.F0 + (Vector3.One - gloss.F0) * grazing) * Math.Min(density * visible, 500);
    }

    /// <summary>Reflectance of an even surrounding (Karis 2014, analytic fit).</summary>
    private static Vector3 Environment(Vector3 f0, float roughness, float facing)
    {
        Vector4 r = roughness * new Vector4(-1, -0.0275f, -0.572f, 0.022f) + new Vector4(1, 0.0425f, 1.04f, -0.04f);
        float a = Math.Min(r.X * r.X, MathF.Pow(2, -9.28f * facing)) * r.X + r.Y;
        return f0 * (-1.04f * a + r.Z) + new Vector3(1.04f * a + r.W);
    }

    /// <param name="Albedo">Of the diffuse part.</param>
    /// <param name="F0">Reflectance at normal incidence.</param>
    private readonly record struct Gloss(Vector3 Albedo, Vector3 F0, float Roughness, float Coat);
}
