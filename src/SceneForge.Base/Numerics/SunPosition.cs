namespace SceneForge.Base.Numerics;

/// <summary>
/// Where the sun stands, after Meeus, Astronomical Algorithms (1998), chapter 25 (low accuracy, 0.01 degrees), in the form of
/// NOAA's solar calculator; good from 1900 to 2100.
/// </summary>
/// <param name="Azimuth">Degrees clockwise from north, 0 to 360.</param>
/// <param name="Elevation">Degrees above the horizon of the sun's centre as it is seen, lifted by refraction at sea level.</param>
/// <param name="TrueElevation">Degrees above the horizon without refraction.</param>
public readonly record struct SunPosition(double Azimuth, double Elevation, double TrueElevation)
{
    private static readonly DateTimeOffset J2000 = new(2000, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <param name="time">Any instant; the offset from UTC is taken into account.</param>
    /// <param name="latitude">Degrees north.</param>
    /// <param name="longitude">Degrees east.</param>
    public static SunPosition At(DateTimeOffset time, double latitude, double longitude)
    {
        double century = (time.UtcTicks - J2000.UtcTicks) / (double)TimeSpan.TicksPerDay / 36525.0;
        (double declination, double equationOfTime) = Ephemeris(century);

        double utcMinutes = time.UtcTicks % TimeSpan.TicksPerDay / (double)TimeSpan.TicksPerMinute;
        double hourAngle = StrictMath.Radians((utcMinutes + equationOfTime + 4.0 * longitude) / 4.0 - 180.0);
        double phi = StrictMath.Radians(latitude);

        // Unit vector to the sun in east, north, up.
        double cosDeclination = StrictMath.Cos(declination);
        double east = -cosDeclination * StrictMath.Sin(hourAngle);
        double north = StrictMath.Sin(declination) * StrictMath.Cos(phi) - cosDeclination * StrictMath.Cos(hourAngle) * StrictMath.Sin(phi);
        double up = StrictMath.Sin(declination) * StrictMath.Sin(phi) + cosDeclination * StrictMath.Cos(hourAngle) * StrictMath.Cos(phi);

        double elevation = StrictMath.Degrees(StrictMath.Atan2(up, Math.Sqrt(east * east + north * north)));
        double azimuth = StrictMath.Degrees(StrictMath.Atan2(east, north));
        return new SunPosition(azimuth < 0 ? azimuth + 360.0 : azimuth, elevation + Refraction(elevation), elevation);
    }

    /// <returns>Apparent declination in radians; equation of time in minutes (Meeus 28.3).</returns>
    private static (double Declination, double EquationOfTime) Ephemeris(double t)
    {
        double meanLongitude = StrictMath.Radians((280.46646 + t * (36000.76983 + t * 0.0003032)) % 360.0);
        double anomaly = StrictMath.Radians((357.52911 + t * (35999.05029 - 0.0001537 * t)) % 360.0);
        double eccentricity = 0.016708634 - t * (0.000042037 + 0.0000001267 * t);
        double center = StrictMath.Sin(anomaly) * (1.914602 - t * (0.004817 + 0.000014 * t))
            + StrictMath.Sin(2 * anomaly) * (0.019993 - 0.000101 * t)
            + StrictMath.Sin(3 * anomaly) * 0.000289;

        // Nutation and aberration in the short form of Meeus, p. 164.
        double node = StrictMath.Radians(125.04 - 1934.136 * t);
        double apparentLongitude = meanLongitude + StrictMath.Radians(center - 0.00569 - 0.00478 * StrictMath.Sin(node));
        double meanObliquity = 23.0 + (26.0 + (21.448 - t * (46.815 + t * (0.00059 - t * 0.001813))) / 60.0) / 60.0;
        double obliquity = StrictMath.Radians(meanObliquity + 0.00256 * StrictMath.Cos(node));
        double declination = StrictMath.Asin(StrictMath.Sin(obliquity) * StrictMath.Sin(apparentLongitude));

        double y = StrictMath.Tan(obliquity / 2) * StrictMath.Tan(obliquity / 2);
        double equation = y * StrictMath.Sin(2 * meanLongitude)
            - 2 * eccentricity * StrictMath.Sin(anomaly)
            + 4 * eccentricity * y * StrictMath.Sin(anomaly) * StrictMath.Cos(2 * meanLongitude)
            - 0.5 * y * y * StrictMath.Sin(4 * meanLongitude)
            - 1.25 * eccentricity * eccentricity * StrictMath.Sin(2 * anomaly);
        return (declination, 4.0 * StrictMath.Degrees(equation));
    }

    // NOAA's fit, in degrees, for sea level and standard air.
    private static double Refraction(double elevation)
    {
        if (elevation > 85.0)
        {
            return 0.0;
        }

        double tan = StrictMath.Tan(StrictMath.Radians(elevation));
        double arcSeconds = elevation > 5.0
            ? 58.1 / tan - 0.07 / (tan * tan * tan) + 0.000086 / (tan * tan * tan * tan * tan)
            : elevation > -0.575
                ? 1735.0 + elevation * (-518.2 + elevation * (103.4 + elevation * (-12.79 + elevation * 0.711)))
                : -20.774 / tan;
        return arcSeconds / 3600.0;
    }
}
