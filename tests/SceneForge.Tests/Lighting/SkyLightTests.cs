using System.Numerics;
using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Lighting;
using SceneForge.Base.Geometry;
using Xunit;

namespace SceneForge.Tests.Lighting;

public sealed class SkyLightTests
{
    private static SkyLight At(int hour, double cover = 0, double visibility = double.PositiveInfinity, int month = 6) =>
        SkyLight.For(new Conditions(new DateTimeOffset(2026, month, 21, hour, 0, 0, TimeSpan.FromHours(1)), 48, 11.5, cover, 3, visibility, 0, 0,
            false, false));

    private static double Luma(Vector3 v) => 0.2126 * v.X + 0.7152 * v.Y + 0.0722 * v.Z;

    [Fact]
    public void A_clear_noon_in_june_has_the_daylight_that_tables_give()
    {
        SkyLight sky = At(12);
        double sun = Luma(sky.SunIlluminance);
        double diffuse = Luma(sky.Illuminance(Double3.UnitZ));
        // IES Lighting Handbook: direct normal 90-110 klx, clear-sky diffuse 8-17 klx at 60-65 degrees of elevation.
        Assert.InRange(sun, 85_000, 118_000);
        Assert.InRange(diffuse, 7_000, 20_000);
        // Sunny 16: EV100 15, as cameras of vehicles a little brighter.
        Assert.InRange(sky.ExposureValue, 14, 15.5);
        Assert.True(sky.SunDirection.Y < 0, "the noon sun stands in the south");
    }

    [Fact]
    public void The_clear_zenith_is_blue_and_the_low_sun_red()
    {
        SkyLight noon = At(12);
        Vector3 zenith = noon.Radiance[0];
        Assert.True(zenith.Z > 2 * zenith.X);
        SkyLight evening = At(20);
        Assert.InRange(evening.SunDirection.Z, 0.0, 0.15);
        Assert.True(evening.SunIlluminance.X > 2 * evening.SunIlluminance.Z);
        Assert.True(Luma(evening.SunIlluminance) < 0.6 * Luma(noon.SunIlluminance));
    }

    [Fact]
    public void An_overcast_sky_has_no_sun_and_the_brightness_of_the_standard()
    {
        SkyLight sky = At(12, cover: 1);
        Assert.Equal(Vector3.Zero, sky.SunIlluminance);
        // Krochmann: 300 + 21000 sin(elevation) lux; 20% for cloud texture and the glow of the ground in the harmonics.
        double expected = 300 + 21_000 * sky.SunDirection.Z;
        Assert.InRange(Luma(sky.Illuminance(Double3.UnitZ)) / expected, 0.8, 1.2);
        // CIE overcast: the zenith three times as bright as the horizon.
        Assert.InRange(Luma(sky.Radiance[0]) / Luma(sky.Radiance[(SkyLight.Rows / 2 - 1) * SkyLight.Columns]), 2.3, 3.7);
    }

    [Fact]
    public void Extinction_follows_Koschmieder()
    {
        Assert.Equal(0.0, At(12).Extinction);
        Assert.Equal(0.05, Math.Exp(-50 * At(12, visibility: 50).Extinction), 1e-12);
    }

    [Fact]
    public void Night_is_dark_but_not_black()
    {
        SkyLight sky = At(1);
        Assert.Equal(Vector3.Zero, sky.SunIlluminance);
        Assert.InRange(Luma(sky.Illuminance(Double3.UnitZ)), 0.005, 1);
    }
}
