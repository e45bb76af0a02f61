using System.Collections.Frozen;
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

    // Reflectances near 900 nm and near 1550 nm by material; families of the ECOSTRESS spectral library (Meerdink et al. 2019), rounded.
    // Leaves are bright in the near infrared and dark where water absorbs; dyes of cloth hardly matter there.
    private static readonly FrozenDictionary<string, (double Near, double Short)> Measured = new Dictionary<string, (double, double)>
    {
        ["leaves"] = (0.48, 0.27), ["foliage"] = (0.48, 0.27), ["petals"] = (0.50, 0.25), ["grass"] = (0.42, 0.24), ["bark"] = (0.32, 0.38),
            ["birch_bark"] = (0.55, 0.50),
        ["soil"] = (0.25, 0.35), ["gravel"] = (0.38, 0.42), ["asphalt"] = (0.13, 0.17), ["asphalt_red"] = (0.18, 0.22),
            ["asphalt_parking"] = (0.14, 0.18),
        ["paving_slabs"] = (0.34, 0.38), ["paving_blocks"] = (0.32, 0.40), ["concrete"] = (0.36, 0.38), ["concrete_gutter"] = (0.34, 0.36),
            ["kerb_granite"] = (0.38, 0.40),
        ["brick_red"] = (0.40, 0.47), ["brick_brown"] = (0.36, 0.43), ["brick_buff"] = (0.48, 0.52), ["render"] = (0.55, 0.55),
            ["cladding"] = (0.50, 0.42), ["timber"] = (0.52, 0.42),
        ["roof_clay"] = (0.36, 0.45), ["roof_brown"] = (0.28, 0.36), ["roof_plain"] = (0.32, 0.40), ["roof_slate"] = (0.12, 0.15),
            ["wood"] = (0.50, 0.40), ["glass_curtain"] = (0.45, 0.40),
        ["skin"] = (0.55, 0.10), ["lips"] = (0.50, 0.10), ["hair"] = (0.30, 0.35), ["top"] = (0.50, 0.45), ["legs"] = (0.45, 0.42),
            ["headgear"] = (0.45, 0.42), ["pack"] = (0.40, 0.40),
        ["socks"] = (0.50, 0.45), ["shoes"] = (0.25, 0.28), ["soles"] = (0.10, 0.12), ["coat"] = (0.35, 0.38), ["canvas"] = (0.45, 0.42),
            ["strap"] = (0.35, 0.35),
        ["tyre"] = (0.05, 0.06), ["rubber"] = (0.06, 0.07), ["underbody"] = (0.05, 0.06),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <param name="wavelength">Nanometres.</param>
    /// <param name="wetness">As in the scenario's conditions: water darkens what it soaks into (Lagarde 2012, as for the cameras).</param>
    public static InfraredSurface Of(Material material, double wavelength, double wetness)
    {
        ArgumentNullException.ThrowIfNull(material);
        if (material.Name is "glass" or "glass_lit" or "visor")
        {
            return new InfraredSurface(0.02, 0, 0.9);
        }

        double share = Math.Clamp((wavelength - 900) / 650, 0, 1);
        double dry = Measured.TryGetValue(material.Name, out (double Near, double Short) at)
            ? at.Near + (at.Short - at.Near) * share
            : Grey(material);
        double wet = dry * (1 - 0.6 * material.Porosity * Math.Min(1, wetness));
        return new InfraredSurface(wet, RetroGain * material.Retroreflection, 0);
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

    // Paints and plastics without a measurement: a little brighter in the infrared than to the eye, since most pigments but soot fade there.
    private static double Grey(Material material)
    {
        double visible = 0.2126 * material.BaseColor.X + 0.7152 * material.BaseColor.Y + 0.0722 * material.BaseColor.Z;
        return Math.Clamp(0.04 + 0.9 * visible, 0, 1);
    }
}
