using System.Numerics;
using SceneForge.Scenarios.Sampled;
using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Lighting;

/// <summary>Puts clear air, clouds, fog and the glow of the night together.</summary>
internal static class SkyLightBuilder
{
    // Albedo of what the street sends back up: asphalt, grass, walls.
    private static readonly Vector3 GroundAlbedo = new(0.16f, 0.155f, 0.14f);

    // Luminance of a suburban night sky near the horizon, cd/m^2; a quarter at the zenith, 0.0027 or 19 mag/arcsec^2 (Falchi et al. 2016).
    private static readonly Vector3 SkyGlow = new(0.0118f, 0.0106f, 0.0102f);

    // Height of a fog layer, metres.
    private const double FogDepth = 120;

    private const double StreetLampIlluminance = 10;
    private const double HeadLampIlluminance = 3;

    public static SkyLight Build(Double3 sunDirection, Conditions conditions)
    {
        Atmosphere air = new(conditions.Turbidity);
        double extinction = (double.IsInfinity(conditions.Visibility) ? 0 : -Math.Log(0.05) / conditions.Visibility)
            + Snowfall.Extinction(conditions.SnowRate);
        double fogDepth = Math.Max(0, extinction - -Math.Log(0.05) / 5_000) * FogDepth;
        double open = 1 - CloudLayer.SmoothStep(0.5, 0.92, conditions.CloudCover);
        Vector3 clearSun = air.SunIlluminance(sunDirection.Z);
        Vector3 sun = clearSun * (float)(open * Math.Exp(-fogDepth / Math.Max(0.05, sunDirection.Z)));

        Vector3[] radiance = new Vector3[SkyLight.Columns * SkyLight.Rows];
        Parallel.For(0, SkyLight.Rows / 2, row =>
        {
            for (int column = 0; column < SkyLight.Columns; column++)
            {
                Double3 direction = SkyLight.Direction(column, row);
                Vector3 clear = air.Luminance(direction.Z, sunDirection.Z, Double3.Dot(direction, sunDirection));
                radiance[row * SkyLight.Columns + column] = clear;
            }
        });

        Vector3 clearIlluminance = Horizontal(radiance);
        AddClouds(radiance, sunDirection, clearSun, clearIlluminance, conditions);
        AddGlow(radiance, conditions.CloudCover);
        Vector3 skyIlluminance = Horizontal(radiance);
        Vector3 total = skyIlluminance + sun * (float)Math.Max(0, sunDirection.Z);
        // In fog light comes from everywhere alike; in haze distant things take on the horizon's colour.
        Vector3 diffuse = (skyIlluminance + clearSun * (float)(open * Math.Max(0, sunDirection.Z))) * (float)(1.1 / (2 * Math.PI));
        Vector3 fog = StrictVector.Lerp(Horizon(radiance), diffuse, (float)(1 - Math.Exp(-2 * fogDepth)));
        AddFog(radiance, fog, fogDepth);
        FillGround(radiance, total);

        double lux = Luma(Horizontal(radiance) + sun * (float)Math.Max(0, sunDirection.Z));
        return new SkyLight
        {
            SunDirection = sunDirection,
            SunIlluminance = sun,
            Radiance = radiance,
            IlluminanceHarmonics = SphericalHarmonics.Illuminance(radiance),
            Extinction = extinction,
            FogRadiance = fog,
            ExposureValue = Exposure(lux, extinction, conditions),
        };
    }

    // Clouds shine by the light that falls on them; a closed layer has the CIE's overcast distribution (Moon and Spencer 1942)
    // with Krochmann's illuminance E = 300 + 21000 sin(elevation) lux.
    private static void AddClouds(Vector3[] radiance, Double3 sunDirection, Vector3 sun, Vector3 sky, Conditions conditions)
    {
        if (conditions.CloudCover <= 0)
        {
            return;
        }

        double elevation = Math.Max(0, sunDirection.Z);
        double twilight = Math.Clamp((sunDirection.Z + 0.1) / 0.1, 0, 1);
        double rain = 1 - 0.45 * Math.Min(1, conditions.RainRate / 25);
        double overcast = (300 * twilight * twilight + 21_000 * elevation) * rain;
        Vector3 tint = Vector3.Normalize(new Vector3(0.97f, 1f, 1.04f)) * MathF.Sqrt(3);
        Vector3 lit = (sun * (float)(0.35 * elevation + 0.04 * twilight) + sky * 0.6f) / MathF.PI;
        float closed = (float)CloudLayer.SmoothStep(0.55, 0.95, conditions.CloudCover);
        for (int row = 0; row < SkyLight.Rows / 2; row++)
        {
            for (int column = 0; column < SkyLight.Columns; column++)
            {
                Double3 direction = SkyLight.Direction(column, row);
                double opacity = CloudLayer.Opacity(direction, conditions.CloudCover);
                double brightness = CloudLayer.Brightness(direction);
                double zenith = 9 * overcast / (7 * Math.PI);
                Vector3 grey = tint * (float)(zenith * (1 + 2 * direction.Z) / 3 * (0.75 + 0.3 * brightness));
                Vector3 cloud = StrictVector.Lerp(lit * (float)brightness, grey, closed);
                ref Vector3 here = ref radiance[row * SkyLight.Columns + column];
                here = StrictVector.Lerp(here, cloud, (float)opacity);
            }
        }
    }

    private static void AddGlow(Vector3[] radiance, double cover)
    {
        for (int row = 0; row < SkyLight.Rows / 2; row++)
        {
            double up = Math.Cos((row + 0.5) / SkyLight.Rows * Math.PI);
            float share = (float)((0.25 + 0.75 * Math.Exp(-4 * up)) * (1 + 2 * cover));
            for (int column = 0; column < SkyLight.Columns; column++)
            {
                radiance[row * SkyLight.Columns + column] += SkyGlow * share;
            }
        }
    }

    private static void AddFog(Vector3[] radiance, Vector3 fog, double depth)
    {
        for (int row = 0; row < SkyLight.Rows / 2; row++)
        {
            double up = Math.Cos((row + 0.5) / SkyLight.Rows * Math.PI);
            float share = (float)(1 - Math.Exp(-depth / Math.Max(0.02, up)));
            for (int column = 0; column < SkyLight.Columns; column++)
            {
                ref Vector3 here = ref radiance[row * SkyLight.Columns + column];
                here = StrictVector.Lerp(here, fog, share);
            }
        }
    }

    private static void FillGround(Vector3[] radiance, Vector3 illuminance)
    {
        Vector3 ground = illuminance * GroundAlbedo / MathF.PI;
        for (int i = SkyLight.Rows / 2 * SkyLight.Columns; i < radiance.Length; i++)
        {
            radiance[i] = ground;
        }
    }

    private static Vector3 Horizon(Vector3[] radiance)
    {
        Vector3 sum = Vector3.Zero;
        const int rows = 3;
        for (int i = (SkyLight.Rows / 2 - rows) * SkyLight.Columns; i < SkyLight.Rows / 2 * SkyLight.Columns; i++)
        {
            sum += radiance[i];
        }

        return sum / (rows * SkyLight.Columns);
    }

    // Illuminance of the upper half of the map on level ground, lux.
    private static Vector3 Horizontal(Vector3[] radiance)
    {
        Vector3 sum = Vector3.Zero;
        for (int row = 0; row < SkyLight.Rows / 2; row++)
        {
            double top = Math.Cos(Math.PI * row / SkyLight.Rows);
            double bottom = Math.Cos(Math.PI * (row + 1) / SkyLight.Rows);
            float weight = (float)(Math.PI * (top * top - bottom * bottom) / SkyLight.Columns);
            for (int column = 0; column < SkyLight.Columns; column++)
            {
                sum += radiance[row * SkyLight.Columns + column] * weight;
            }
        }

        return sum;
    }

    // An incident-light meter with C = 250 reads EV100 = log2(E / 2.5); cameras of vehicles sit brighter, for the shadows' sake.
    // A vehicle's camera meters what comes back: thick fog sends back three times what a street does (its radiance against an
    // albedo of 0.18), so with the share of fog that stands before a street 20 m away the exposure goes down by up to 1.5 EV.
    // Ground under snow sends back four times as much as a bare street.
    // Below 1000 lux the exposure follows the light by seven eighths only, so that dusk looks like dusk and night like night.
    private static double Exposure(double lux, double extinction, Conditions conditions)
    {
        const double brighter = 0.7;
        double lamps = Math.Max(conditions.StreetLamps ? StreetLampIlluminance : 0, conditions.HeadLamps ? HeadLampIlluminance : 0);
        double metered = Math.Log2(Math.Max(lux + lamps, 0.5) / 2.5) - brighter
            + 1.5 * Math.Max(1 - Math.Exp(-20 * extinction), conditions.SnowCover);
        double full = Math.Log2(1_000 / 2.5) - brighter;
        return metered >= full ? metered : metered + (full - metered) / 8;
    }

    private static double Luma(Vector3 rgb) => 0.2126 * rgb.X + 0.7152 * rgb.Y + 0.0722 * rgb.Z;
}
