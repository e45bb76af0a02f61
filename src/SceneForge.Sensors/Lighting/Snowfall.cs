using SceneForge.Base.Numerics;
using SceneForge.Sensors.Appearance;

namespace SceneForge.Sensors.Lighting;

/// <summary>
/// Falling snow, for cameras and LiDARs alike. Flakes hold as much water as Gunn and Marshall measured (1958: N(D) = 3800 R^-0.87
/// exp(-2.55 R^-0.48 D) per m^3 and mm, with R in mm/h of water and D the diameter of the melted flake in mm), and are as wide as their density makes
/// them: 0.17 g/cm^3 over the width in mm (Holroyd 1971), so that the width is D^1.5 / sqrt(0.17).
/// </summary>
public static class Snowfall
{
    private const double Density = 0.17;

    /// <summary>A flake is so many times D^1.5 wide, mm.</summary>
    public static double WidthScale { get; } = 1 / Math.Sqrt(Density);

    /// <summary>Per m^3 and mm of melted diameter.</summary>
    public static double Intercept(double rate) => 3800 * StrictMath.Pow(rate, -0.87);

    /// <summary>Per mm of melted diameter.</summary>
    public static double Slope(double rate) => 2.55 * StrictMath.Pow(rate, -0.48);

    /// <summary>
    /// Chance that a cell before a camera holds a flake wider than 1.5 mm. The renderers look at sheets, each twice as far away as the one before
    /// (<see cref="Flakes"/>), with the flakes of a depth of ln 2 times its distance in cells 2^(-i/2) times as wide, so that the chance is one for
    /// all.
    /// </summary>
    public static double FlakeChance(double rate)
    {
        if (rate <= 0)
        {
            return 0;
        }

        double water = StrictMath.Pow(1.5 / WidthScale, 2.0 / 3);
        double volume = 0.693 * Flakes.NearestSheet * Flakes.CellWidth * Flakes.CellWidth;
        return Math.Min(1, Intercept(rate) / Slope(rate) * StrictMath.Exp(-Slope(rate) * water) * volume);
    }

    /// <summary>
    /// 1/m, one way: the sum of the cross-sections, pi/4 width^2 N(D), which integrates to pi/4 (6 intercept) / (0.17 slope^4) mm^2/m^3. Light
    /// that flakes diffract, as much again, goes on within less than a milliradian, so that pixels and beams keep it. 1.2 km of visibility at 1
    /// mm/h, 460 m at 2.5.
    /// </summary>
    public static double Extinction(double rate)
    {
        if (rate <= 0)
        {
            return 0;
        }

        double slope = Slope(rate);
        return Math.PI / 4 * 6 * Intercept(rate) / (Density * slope * slope * slope * slope) * 1e-6;
    }
}
