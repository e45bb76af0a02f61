namespace SceneForge.Scenarios.Specs;

/// <summary>What happens by itself when the weather or the light changes and the spec says nothing else.</summary>
public static class LampRules
{
    /// <summary>Street lamps burn from sunset to sunrise (centre of the sun's disc, degrees above the horizon).</summary>
    public static bool StreetLampsBurn(double sunElevation) => sunElevation < 0;

    /// <summary>Drivers light up when the sun is low, in fog (visibility below 1000 m), and in rain or snow.</summary>
    public static bool HeadLampsBurn(double sunElevation, double visibility, double rainRate, double snowRate) =>
        sunElevation < 5 || visibility < 1000 || rainRate >= 0.5 || snowRate >= 0.2;

    /// <summary>Rain wets everything at once and fills puddles as it grows; dry without it.</summary>
    public static double WetnessIn(double rainRate) => rainRate > 0 ? Math.Min(1, 0.5 + rainRate / 20) : 0;

    /// <summary>Where it snows it has snowed for a while.</summary>
    public static double CoverIn(double snowRate) => snowRate > 0 ? Math.Min(1, 0.5 + snowRate / 4) : 0;
}
