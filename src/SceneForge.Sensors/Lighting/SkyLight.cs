using System.Numerics;
using SceneForge.Base.Numerics;
using SceneForge.Scenarios.Sampled;
using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Lighting;

/// <summary>
/// The light of sun and sky for one variation, computed once on the CPU and used by every renderer. World axes: x east, y north, z up.
/// Colours are linear RGB with sRGB's primaries, in photometric units (a white surface under E lux has luminance E / pi).
/// </summary>
public sealed record SkyLight
{
    /// <summary>Columns of <see cref="Radiance"/>: azimuth from +x, counter-clockwise, column centres at (i + 0.5) / Columns * 2 pi.</summary>
    public const int Columns = 256;

    /// <summary>Rows of <see cref="Radiance"/>: row centres at polar angle (j + 0.5) / Rows * pi from the zenith.</summary>
    public const int Rows = 128;

    /// <summary>Unit vector towards the sun.</summary>
    public required Double3 SunDirection { get; init; }

    /// <summary>Illuminance of the sun's disc on a surface facing it, lux, after air and clouds; zero below the horizon.</summary>
    public required Vector3 SunIlluminance { get; init; }

    /// <summary>
    /// Luminance of the sky without the sun's disc, cd/m^2; Columns * Rows entries, zenith row first. Below the horizon: light from the ground.
    /// </summary>
    public required Vector3[] Radiance { get; init; }

    /// <summary>
    /// Nine spherical-harmonics coefficients (bands 0 to 2, order 00, 1-1, 10, 11, 2-2, 2-1, 20, 21, 22) of the sky's illuminance by normal,
    /// already convolved with the cosine (Ramamoorthi and Hanrahan 2001): E(n) = sum of c_i Y_i(n), lux.
    /// </summary>
    public required Vector3[] IlluminanceHarmonics { get; init; }

    /// <summary>Extinction of fog and haze, sigma = -ln(0.05) / V (Koschmieder), and of falling snow, 1/m.</summary>
    public required double Extinction { get; init; }

    /// <summary>Luminance that thick fog takes on, cd/m^2.</summary>
    public required Vector3 FogRadiance { get; init; }

    /// <summary>Exposure value at ISO 100 that an incident-light meter in the street would choose.</summary>
    public required double ExposureValue { get; init; }

    /// <summary>The light under the given weather at the given time and place.</summary>
    public static SkyLight For(Conditions conditions)
    {
        if (conditions.Hall is { } hall)
        {
            return HallSky.Build(hall);
        }

        SunPosition sun = SunPosition.At(conditions.LocalTime, conditions.Latitude, conditions.Longitude);
        double elevation = StrictMath.Radians(sun.TrueElevation);
        double azimuth = StrictMath.Radians(90 - sun.Azimuth);
        Double3 direction = new(Math.Cos(elevation) * Math.Cos(azimuth), Math.Cos(elevation) * Math.Sin(azimuth), Math.Sin(elevation));
        return SkyLightBuilder.Build(direction, conditions);
    }

    /// <summary>Unit vector through the centre of an entry of <see cref="Radiance"/>.</summary>
    public static Double3 Direction(int column, int row)
    {
        double azimuth = (column + 0.5) / Columns * 2 * Math.PI;
        double polar = (row + 0.5) / Rows * Math.PI;
        return new Double3(Math.Sin(polar) * Math.Cos(azimuth), Math.Sin(polar) * Math.Sin(azimuth), Math.Cos(polar));
    }

    /// <summary>Illuminance of the sky on a surface with a unit normal, lux.</summary>
    public Vector3 Illuminance(Double3 normal)
    {
        Span<double> basis = stackalloc double[9];
        SphericalHarmonics.Evaluate(normal, basis);
        Vector3 sum = Vector3.Zero;
        for (int i = 0; i < 9; i++)
        {
            sum += IlluminanceHarmonics[i] * (float)basis[i];
        }

        return Vector3.Max(sum, Vector3.Zero);
    }
}
