using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.Scenarios.Sampled;

namespace SceneForge.Sensors.Lighting;

/// <summary>A hall's light in the form of a sky: the same from everywhere, without a sun.</summary>
internal static class HallSky
{
    public static SkyLight Build(HallLight hall)
    {
        Vector3[] radiance = new Vector3[SkyLight.Columns * SkyLight.Rows];
        Array.Fill(radiance, hall.Ambient / MathF.PI);
        double lux = 0.2126 * hall.Floor.X + 0.7152 * hall.Floor.Y + 0.0722 * hall.Floor.Z;
        return new SkyLight
        {
            SunDirection = Double3.UnitZ,
            SunIlluminance = Vector3.Zero,
            Radiance = radiance,
            IlluminanceHarmonics = SphericalHarmonics.Illuminance(radiance),
            Extinction = 0,
            FogRadiance = hall.Ambient / MathF.PI,
            // An incident-light meter with C = 250 reads EV100 = log2(E / 2.5).
            ExposureValue = Math.Log2(Math.Max(lux, 1) / 2.5),
        };
    }
}
