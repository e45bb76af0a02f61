namespace SceneForge.Scenarios.Sampled;

/// <summary>Weather and light.</summary>
/// <param name="LocalTime">Date and local time, with its offset from UTC.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="CloudCover">Share of the sky, 0 to 1; 1 is overcast.</param>
/// <param name="Turbidity">Haze of the clear air (Preetham, Shirley, Smits 1999): 2 very clear, 10 hazy.</param>
/// <param name="Visibility">Meteorological optical range in metres; fog below 1000. Infinity: no fog.</param>
/// <param name="RainRate">Millimetres an hour.</param>
/// <param name="Wetness">How wet surfaces are, 0 dry to 1 with puddles.</param>
/// <param name="StreetLamps">Whether the street lamps burn.</param>
/// <param name="HeadLamps">Whether vehicles drive with lamps on.</param>
public sealed record Conditions(
    DateTimeOffset LocalTime,
    double Latitude,
    double Longitude,
    double CloudCover,
    double Turbidity,
    double Visibility,
    double RainRate,
    double Wetness,
    bool StreetLamps,
    bool HeadLamps)
{
    /// <summary>Falling snow, millimetres of water an hour.</summary>
    public double SnowRate { get; init; }

    /// <summary>How much of what faces upwards lies under snow, 0 to 1.</summary>
    public double SnowCover { get; init; }

    /// <summary>The light of the closed hall that the scene is; null under the open sky.</summary>
    public HallLight? Hall { get; init; }
}
