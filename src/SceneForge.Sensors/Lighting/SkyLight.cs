using System.Numerics;
using SceneForge.World.Geometry;

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

    /// <summary>Luminance of the sky without the sun's disc, cd/m^2; Columns * Rows entries, zenith row first. Below the horizon: light from the ground.</summary>
    public required Vector3[] Radiance { get; init; }

    /// <summary>
    /// Nine spherical-harmonics coefficients (bands 0 to 2, order 00, 1-1, 10, 11, 2-2, 2-1, 20, 21, 22) of the sky's illuminance by normal,
    /// already convolved with the cosine (Ramamoorthi and Hanrahan 2001): E(n) = sum of c_i Y_i(n), lux.
    /// </summary>
    public required Vector3[] IlluminanceHarmonics { get; init; }

    /// <summary>Extinction of fog, haze and rain, 1/m: sigma = -ln(0.05) / V (Koschmieder).</summary>
    public required double Extinction { get; init; }

    /// <summary>Luminance that thick fog takes on, cd/m^2.</summary>
    public required Vector3 FogRadiance { get; init; }

    /// <summary>Exposure value at ISO 100 that an incident-light meter in the street would choose.</summary>
    public required double ExposureValue { get; init; }
}
