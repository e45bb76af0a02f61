using System.Numerics;

namespace SceneForge.World.Models;

/// <summary>What a surface does to a LiDAR's light; between and beyond the two wavelengths a reader interpolates and holds.</summary>
/// <param name="Near">Diffuse (Lambertian) reflectance near 900 nm, in [0, 1].</param>
/// <param name="Short">The same near 1550 nm.</param>
/// <param name="Transmission">Share of the light that passes, one way; above 0 the surface gleams as glass does and soaks up no water.</param>
public readonly record struct Infrared(double Near, double Short, double Transmission = 0)
{
    /// <summary>Glass, sheet or pane: little of itself, and most passes.</summary>
    public static Infrared Glass { get; } = new(0.02, 0.02, 0.9);

    /// <summary>
    /// Paints and plastics without a measurement: 0.04 + 0.9 Y, of the luminance Y of the linear colour (ITU-R BT.709). A little brighter in the
    /// infrared than to the eye, since most pigments but soot fade there.
    /// </summary>
    public static Infrared Pigment(Vector3 color)
    {
        double visible = 0.2126 * color.X + 0.7152 * color.Y + 0.0722 * color.Z;
        double reflectance = Math.Clamp(0.04 + 0.9 * visible, 0, 1);
        return new Infrared(reflectance, reflectance);
    }
}
