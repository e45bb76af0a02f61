using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.Sensors.Appearance;
using SceneForge.Sensors.Rendering;

namespace SceneForge.Renderers.RayTracing.Camera;

/// <summary>
/// Luminance of a surface towards the eye: the model of <see cref="Reflection"/> under the sun, the sky and lamps, with cast shadows and one
/// mirrored ray where the surface is smooth, then wetness, snow and fog.
/// </summary>
internal sealed class SurfaceShader(PictureScene scene)
{
    // Below this roughness a mirrored ray shows more than the sky alone.
    private const float MirrorRoughness = 0.25f;

    // Lamps whose light on the surface is weaker than this need no shadow, lux.
    private const float ShadowThreshold = 0.2f;

    private readonly Vector3 _toSun = scene.Light.SunDirection.ToSingle();
    private readonly Vector3 _sun = scene.Light.SunIlluminance;
    private readonly Vector2 _eye = new((float)scene.Shot.WorldFromCamera.Translation.X, (float)scene.Shot.WorldFromCamera.Translation.Y);
    private readonly float _seconds = (float)(scene.Shot.TimeNs * 1e-9);
    private readonly float _extinction = (float)scene.Light.Extinction;

    /// <param name="row">Of the pixel.</param>
    /// <param name="open">Shares of the sky and the sun that the point sees.</param>
    public Vector3 Shade(in SurfacePoint point, Vector3 view, float distance, int row, (float Sky, float Sun) open)
    {
        Vector2 place = _eye + new Vector2(point.Position.X, point.Position.Y);
        SurfaceLook look = SurfaceLook.Of(point, scene.Shot.Timeline.Conditions, place, _seconds);
        Vector3 luminance = point.Emission + OfSky(point, look, view, distance, row, open.Sky);
        if (open.Sun > 0)
        {
            luminance += Reflected(point, look, -view, _toSun, _sun * open.Sun);
        }

        foreach (BurningLamp lamp in scene.Lamps)
        {
            luminance += OfLamp(lamp, point, look, -view, distance);
        }

        return Fog(luminance, distance) + Glow(view, distance);
    }

    /// <summary>The sky with the sun's disc. Where the world ends, the horizon goes on.</summary>
    public Vector3 Background(Vector3 view)
    {
        Vector3 above = Vector3.Normalize(view with { Z = Math.Max(view.Z, SunDisc.Horizon) });
        return scene.Sky.Luminance(above) + _sun * SunDisc.Seen(Vector3.Dot(view, _toSun)) + Glow(view, float.PositiveInfinity);
    }

    private Vector3 Fog(Vector3 luminance, float distance) =>
        _extinction <= 0 ? luminance : StrictVector.Lerp(scene.Light.FogRadiance, luminance, MathF.Exp(-_extinction * distance));

    private Vector3 Glow(Vector3 view, float distance)
    {
        Vector3 glow = Vector3.Zero;
        foreach (BurningLamp lamp in scene.Lamps)
        {
            glow += lamp.Glow(view, distance, _extinction);
        }

        return glow;
    }

    private Vector3 OfLamp(in BurningLamp lamp, in SurfacePoint point, in SurfaceLook look, Vector3 toEye, float distance)
    {
        Vector3 illuminance = lamp.Illuminance(point.Position, _extinction, out Vector3 toLamp, out float range);
        float facing = Vector3.Dot(point.FlatNormal, toLamp);
        if (illuminance == Vector3.Zero || (facing <= 0 && point.Material.Translucency <= 0))
        {
            return Vector3.Zero;
        }

        if ((illuminance.X + illuminance.Y + illuminance.Z) * Math.Abs(facing) > ShadowThreshold)
        {
            Vector3 start = point.Position + point.FlatNormal * (1e-3f + 2e-5f * distance);
            if (lamp.Blockers.Occluded(new Ray(start, toLamp, 0, range)))
            {
                return Vector3.Zero;
            }
        }

        float apart = 1 - Vector3.Dot(toLamp, toEye);
        float thrownBack = Reflection.Retroreflected * look.Retroreflection * MathF.Exp(-apart * Reflection.RetroSharpness);
        return Reflected(point, look, toEye, toLamp, illuminance) + look.Color * illuminance * (thrownBack * Math.Max(facing, 0));
    }

    /// <summary>Light of a small source.</summary>
    private static Vector3 Reflected(in SurfacePoint point, in SurfaceLook look, Vector3 toEye, Vector3 toLight, Vector3 illuminance)
    {
        float translucency = point.Material.Translucency;
        float facing = Vector3.Dot(look.Normal, toLight);
        // No light from behind the triangle, however its relief is bent.
        float leaning = Vector3.Dot(point.FlatNormal, toLight) * Reflection.FacetFade + (translucency > 0 ? 1 : Reflection.FacetStart);
        float lit = Math.Max(facing, 0) * Math.Clamp(leaning, 0, 1);
        Vector3 half = Vector3.Normalize(toEye + toLight);
        float nh = Math.Clamp(Vector3.Dot(look.Normal, half), 0, 1);
        float nv = Math.Clamp(Vector3.Dot(look.Normal, toEye), 1e-3f, 1);
        float nl = Math.Clamp(facing, 1e-3f, 1);
        float vh = Math.Clamp(Vector3.Dot(toEye, half), 0, 1);
        float roughness = Math.Max(look.Roughness, Reflection.LeastRoughness);
        Vector3 fresnel = StrictVector.Lerp(look.F0, Vector3.One, Reflection.Schlick(vh));
        Vector3 diffuse = (Vector3.One - fresnel) * look.Color * ((1 - look.Metallic) * (1 - translucency) / MathF.PI);
        Vector3 sum = (diffuse + fresnel * Reflection.Specular(roughness * roughness, nl, nv, nh)) * lit;
        float coat = look.ClearCoat * StrictVector.Lerp(Reflection.Schlick(vh), 1, Reflection.Dielectric);
        sum = sum * (1 - coat) + new Vector3(coat * Reflection.Specular(Reflection.CoatAlpha, nl, nv, nh) * lit);
        float leaf = Reflection.ThroughLeaf * Math.Max(-facing, 0) + Reflection.WithinLeaf * Math.Abs(facing);
        return (sum + look.Color * (translucency * leaf / MathF.PI)) * illuminance;
    }

    /// <summary>Light of the sky, and what a smooth surface mirrors.</summary>
    private Vector3 OfSky(in SurfacePoint point, in SurfaceLook look, Vector3 view, float distance, int row, float open)
    {
        float facing = Math.Clamp(-Vector3.Dot(look.Normal, view), 1e-3f, 1);
        Vector2 term = Reflection.Environment(look.Roughness, facing);
        Vector3 specular = look.F0 * term.X + new Vector3(term.Y);
        float shade = open * look.Cavity;
        Vector3 front = scene.Sky.Illuminance(look.Normal, out Vector3 back);
        Vector3 sum = front * AmbientOcclusion.WithBounces(look.Color, shade) * look.Color * (Vector3.One - specular)
            * ((1 - look.Metallic) / MathF.PI);
        sum += back * look.Color * (open * Reflection.SkyThroughLeaf / MathF.PI * point.Material.Translucency);

        Vector3 mirrored = view - 2 * Vector3.Dot(view, look.Normal) * look.Normal;
        float octave = StrictVector.Lerp(look.Roughness * Reflection.SkyOctaves, Reflection.CoatOctave, look.ClearCoat);
        Vector3 sky = scene.Sky.Blurred(mirrored, octave);
        Vector3 seen = Mirrored(point, mirrored, sky, distance, row, look.Roughness);
        sum += specular * seen * AmbientOcclusion.OfMirror(shade, look.Roughness, facing);
        if (look.ClearCoat <= 0)
        {
            return sum;
        }

        float coat = look.ClearCoat * StrictVector.Lerp(Reflection.Schlick(facing), 1, Reflection.Dielectric);
        Vector3 sharp = Mirrored(point, mirrored, sky, distance, row, 0);
        return sum * (1 - coat) + sharp * (coat * StrictVector.Lerp(Reflection.CoatInShade, 1, shade));
    }

    /// <summary>What a mirrored ray meets; the sky where it meets nothing, and the more of it the rougher the surface.</summary>
    private Vector3 Mirrored(in SurfacePoint point, Vector3 direction, Vector3 sky, float distance, int row, float roughness)
    {
        if (roughness >= MirrorRoughness)
        {
            return sky;
        }

        float lean = Vector3.Dot(direction, point.FlatNormal);
        direction = lean < 0.01f ? Vector3.Normalize(direction + point.FlatNormal * (0.02f - lean)) : direction;
        Ray ray = new(point.Position + point.FlatNormal * (1e-3f + 2e-5f * distance), direction, 0, float.PositiveInfinity);
        Span<RayHit> hit = stackalloc RayHit[1];
        scene.World.Cast([ray], hit);
        if (!hit[0].IsHit)
        {
            return sky;
        }

        SurfacePoint other = scene.Describe(ray.Origin, direction, hit[0], distance + hit[0].T, row);
        Vector3 light = _sun * (0.6f * Math.Max(0, Vector3.Dot(other.Normal, _toSun))) + scene.Sky.Illuminance(other.Normal, out _) * 0.7f;
        Vector3 sharp = Fog(other.BaseColor * light / MathF.PI + other.Emission, hit[0].T);
        return StrictVector.Lerp(sharp, sky, roughness / MirrorRoughness);
    }
}
