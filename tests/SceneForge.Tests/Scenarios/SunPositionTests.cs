using SceneForge.Base.Numerics;
using Xunit;

namespace SceneForge.Tests.Scenarios;

public sealed class SunPositionTests
{
    [Fact]
    public void Agrees_with_the_worked_example_of_NREL()
    {
        // Reda and Andreas 2003 (NREL/TP-560-34302), table A5.1: topocentric elevation without refraction 39.872046, azimuth
        // 194.340241. Theirs is good to 0.0003 degrees, Meeus' short form to 0.01.
        SunPosition sun = SunPosition.At(new DateTimeOffset(2003, 10, 17, 12, 30, 30, TimeSpan.FromHours(-7)), 39.742476, -105.1786);
        Assert.Equal(39.872046, sun.TrueElevation, 0.01);
        Assert.Equal(194.340241, sun.Azimuth, 0.01);
    }

    [Fact]
    public void Agrees_with_the_worked_example_of_Meeus()
    {
        // Astronomical Algorithms, example 25.a: 1992 October 13, 0 h dynamical time: apparent declination -7.78507. Seen from the
        // north pole the elevation is the declination. Dynamical time was 59 s ahead, which moves the sun by 0.0003 degrees.
        SunPosition sun = SunPosition.At(new DateTimeOffset(1992, 10, 13, 0, 0, 0, TimeSpan.Zero), 90, 0);
        Assert.Equal(-7.78507, sun.TrueElevation, 0.001);
    }

    [Theory]
    // The Astronomical Almanac's equinoxes and solstices of 2025 (universal time to the minute); the declination moves by 0.0003
    // degrees a minute at an equinox.
    [InlineData(2025, 3, 20, 9, 1, 0.0)]
    [InlineData(2025, 6, 21, 2, 42, 23.436)]
    [InlineData(2025, 9, 22, 18, 19, 0.0)]
    [InlineData(2025, 12, 21, 15, 3, -23.436)]
    public void Stands_over_the_tropics_and_the_equator_at_the_turns_of_the_year(int year, int month, int day, int hour, int minute,
        double declination)
    {
        SunPosition sun = SunPosition.At(new DateTimeOffset(year, month, day, hour, minute, 0, TimeSpan.Zero), 90, 0);
        Assert.Equal(declination, sun.TrueElevation, 0.005);
    }

    [Fact]
    public void Refraction_lifts_the_setting_sun_by_half_a_degree()
    {
        SunPosition noon = SunPosition.At(new DateTimeOffset(2026, 6, 21, 12, 30, 0, TimeSpan.FromHours(2)), 48.14, 11.58);
        Assert.InRange(noon.Elevation - noon.TrueElevation, 0, 0.02);
        int cases = 0;
        for (int minute = 0; minute < 24 * 60; minute++)
        {
            SunPosition sun = SunPosition.At(new DateTimeOffset(2026, 6, 21, 0, 0, 0, TimeSpan.FromHours(2)).AddMinutes(minute), 48.14, 11.58);
            Assert.InRange(sun.Azimuth, 0, 360);
            if (Math.Abs(sun.TrueElevation) < 0.1)
            {
                // NOAA's fit gives 0.48 degrees at the horizon and falls by 0.14 a degree.
                Assert.InRange(sun.Elevation - sun.TrueElevation, 0.46, 0.50);
                cases++;
            }
        }

        Assert.True(cases > 2);
    }
}
