using SceneForge.Base.Numerics;
using SceneForge.World.Models;

namespace SceneForge.Sensors.Lidar;

/// <summary>How a material throws a LiDAR's light back.</summary>
/// <param name="Reflectance">Diffuse (Lambertian) reflectance in [0, 1].</param>
/// <param name="Retroreflection">What reflectors add: times the cosine of incidence.</param>
/// <param name="Transmission">Share of the light that passes, one way.</param>
public readonly record struct InfraredSurface(double Reflectance, double Retroreflection, double Transmission)
{
    // A mirror's gleam where glass stands square to the beam: Fresnel's 4%, spread over the two degrees that window panes are off plane.
    private const double GlassGleam = 8;
    private const double GlassSpread = 0.035;

    // Farther off, in spreads, the gleam is lost in the last place of what glass throws back anyway.
    private const double GleamReach = 10;

    // Sheeting and beads send light back into a narrow cone, many times as much as white paint does.
    private const double RetroGain = 30;

    /// <param name="wavelength">Nanometres.</param>
    /// <param name="wetness">As in the scenario's conditions: water darkens what it soaks into (Lagarde 2012, as for the cameras).</param>
    public static InfraredSurface Of(Material material, double wavelength, double wetness)
    {
        ArgumentNullException.ThrowIfNull(material);
        Infrared infrared = material.InfraredOrPigment;
        double share = Math.Clamp((wavelength - 900) / 650, 0, 1);
        double dry = infrared.Near + (infrared.Short - infrared.Near) * share;
        double wet = infrared.Transmission > 0 ? dry : dry * (1 - 0.6 * material.Porosity * Math.Min(1, wetness));
        return new InfraredSurface(wet, RetroGain * material.Retroreflection, infrared.Transmission);
    }

    /// <summary>Signal at 1 m of a surface that fills the beam, relative to a white Lambertian plane square to it.</summary>
    /// <param name="cosine">Of the angle between beam and normal, in [0, 1].</param>
    public double Response(double cosine)
    {
        double diffuse = (Reflectance + Retroreflection) * cosine;
        return Transmission == 0 ? diffuse : diffuse + Gleam(cosine);
    }

    private static double Gleam(double cosine)
    {
        double off = Math.Sqrt(Math.Max(0, 1 - cosine * cosine)) / GlassSpread;
        return off > GleamReach ? 0 : GlassGleam * StrictMath.Exp(-off * off);
    }
}
