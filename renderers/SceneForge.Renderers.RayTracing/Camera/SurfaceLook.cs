using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Appearance;

namespace SceneForge.Renderers.RayTracing.Camera;

/// <summary>What a surface is made of at a point, once the weather has been over it.</summary>
internal struct SurfaceLook
{
    public Vector3 Color;
    public float Roughness;
    public float Metallic;
    public float ClearCoat;
    public float Retroreflection;
    public float Cavity;

    /// <summary>Share of standing water.</summary>
    public float Water;

    /// <summary>Towards the viewer.</summary>
    public Vector3 Normal;

    /// <summary>Reflectance at normal incidence.</summary>
    public readonly Vector3 F0 => StrictVector.Lerp(
        new Vector3(StrictVector.Lerp(Reflection.Dielectric, Reflection.Water, Water)), Color, Metallic);

    /// <param name="place">World x and y, metres.</param>
    /// <param name="seconds">Since the start.</param>
    public static SurfaceLook Of(in SurfacePoint point, Conditions weather, Vector2 place, float seconds)
    {
        SurfaceLook look = new()
        {
            Color = point.BaseColor,
            Roughness = point.Roughness,
            Metallic = point.Material.Metallic,
            ClearCoat = point.Material.ClearCoat,
            Retroreflection = point.Material.Retroreflection,
            Cavity = point.Cavity,
            Normal = point.Normal,
        };
        if (weather.Wetness > 0)
        {
            look.Wet(point, weather, place, seconds);
        }

        if (weather.SnowCover > 0)
        {
            look.Cover(point, SnowPatches.Share(place, (float)weather.SnowCover, point.FlatNormal.Z, point.Material.Porosity));
        }

        return look;
    }

    private void Wet(in SurfacePoint point, Conditions weather, Vector2 place, float seconds)
    {
        float wetness = (float)weather.Wetness;
        float porosity = point.Material.Porosity;
        float level = WetSurface.Level(point.FlatNormal.Z);
        float wet = WetSurface.Share(wetness, point.FlatNormal.Z);
        float holdsFilm = WetSurface.HoldsFilm(porosity);
        float film = StrictVector.Lerp(WetSurface.SlopeFilm, WetSurface.LevelFilm, level);
        Water = Puddles.Share(place, wetness, level, porosity, point.Material.Translucency);
        Color *= WetSurface.Darkening(wet, porosity, Metallic) * StrictVector.Lerp(1, Puddles.Darkening, Water);
        float filmed = wet * WetSurface.Strength * holdsFilm * (1 - point.Material.Translucency);
        Roughness = StrictVector.Lerp(StrictVector.Lerp(Roughness, Math.Min(Roughness, film), filmed), Puddles.Roughness, Water);
        Cavity = StrictVector.Lerp(Cavity, 1, Water);
        Vector3 still = weather.RainRate > 0
            ? Puddles.Ripple(point.FlatNormal, place, seconds, (float)weather.RainRate)
            : point.FlatNormal;
        Normal = Vector3.Normalize(StrictVector.Lerp(Normal, still, Math.Max(Water, wet * WetSurface.FilmLevels * level * holdsFilm)));
    }

    private void Cover(in SurfacePoint point, float share)
    {
        Color = StrictVector.Lerp(Color, SnowPatches.Color, share);
        Roughness = StrictVector.Lerp(Roughness, SnowPatches.Roughness, share);
        Cavity = StrictVector.Lerp(Cavity, 1, share);
        Metallic *= 1 - share;
        ClearCoat *= 1 - share;
        Retroreflection *= 1 - share;
        Water *= 1 - share;
        Normal = Vector3.Normalize(StrictVector.Lerp(Normal, point.FlatNormal, SnowPatches.Levels * share));
    }
}
