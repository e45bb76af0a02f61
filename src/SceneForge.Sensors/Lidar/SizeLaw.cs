using SceneForge.Base.Numerics;
using SceneForge.Sensors.Lighting;

namespace SceneForge.Sensors.Lidar;

/// <summary>
/// How many particles of which size fall: N(D) = intercept exp(-slope D) per m^3 and mm, with D the diameter of the water in one, mm; and
/// what one does to a beam.
/// </summary>
/// <param name="Smallest">Smaller ones are left out, mm of water.</param>
/// <param name="Largest">Larger ones do not occur, mm of water.</param>
/// <param name="Scale">A particle is <paramref name="Scale"/> D^<paramref name="Power"/> wide, mm.</param>
/// <param name="Reflectance">Of the part of a beam that falls on one.</param>
/// <param name="Extinction">Of all together, 1/m, one way.</param>
internal sealed record SizeLaw(PointCause Cause, double Intercept, double Slope, double Smallest, double Largest, double Scale, double Power,
    double Reflectance, double Extinction)
{
    /// <summary>
    /// Marshall and Palmer 1948. It attenuates by 0.01 R^0.6 (Goodin et al. 2019); a drop reflects 0.02, water's normal Fresnel reflectance
    /// (Kilic et al. 2021, LISA).
    /// </summary>
    /// <param name="rate">Millimetres an hour, above 0.</param>
    public static SizeLaw Rain(double rate) =>
        new(PointCause.Rain, 8000, 4.1 * StrictMath.Pow(rate, -0.21), 0.5, 6, 1, 1, 0.02, 0.01 * StrictMath.Pow(rate, 0.6));

    /// <summary>
    /// Gunn and Marshall 1958 (<see cref="Snowfall"/>); a flake reflects 0.9 of what it meets (Hahner et al., CVPR 2022). It attenuates by the
    /// flakes' cross-sections: what they diffract stays within the beam.
    /// </summary>
    /// <param name="rate">Millimetres of water an hour, above 0.</param>
    public static SizeLaw Snow(double rate) =>
        new(PointCause.Snow, Snowfall.Intercept(rate), Snowfall.Slope(rate), 0.3, 5, Snowfall.WidthScale, 1.5, 0.9, Snowfall.Extinction(rate));

    /// <summary>Particles per m^3 that hold more water than <paramref name="size"/> says, mm.</summary>
    public double Above(double size) => size >= Largest ? 0 : Intercept / Slope * (StrictMath.Exp(-Slope * size) - StrictMath.Exp(-Slope * Largest));

    /// <summary>One of the particles above a size, mm of water.</summary>
    /// <param name="uniform">In [0, 1).</param>
    public double Draw(double size, double uniform)
    {
        double first = StrictMath.Exp(-Slope * size);
        double last = StrictMath.Exp(-Slope * Largest);
        return -StrictMath.Log(first + uniform * (last - first)) / Slope;
    }

    /// <summary>Width in millimetres by water.</summary>
    public double Width(double size) => Power == 1 ? Scale * size : Scale * StrictMath.Pow(size, Power);

    /// <summary>Water in millimetres by width.</summary>
    public double Water(double width) => Power == 1 ? width / Scale : StrictMath.Pow(width / Scale, 1 / Power);
}
