using SceneForge.Quality.Lots;
using SceneForge.Base.Numerics;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;

namespace SceneForge.Quality.Coverage;

/// <summary>Which weathers and lights a spec draws.</summary>
public static class ReachableSkies
{
    // A sky that one draw in fifty shows is missed once in 25,000 times.
    private const int FewestDraws = 500;
    private const int MostDraws = 5 * FewestDraws;

    /// <summary>Those that are drawn, in the order of their first draw.</summary>
    public static IReadOnlyList<(string Weather, string Light)> Of(ScenarioSpec spec) => [.. Draws(spec).Select(SkyOf).Distinct()];

    /// <summary>The draws that are looked at: each variation's first among them, as far as there are not too many.</summary>
    public static IEnumerable<SampledScenario> Draws(ScenarioSpec spec) =>
        Enumerable.Range(0, CountOf(spec)).Select(i => spec.Sample(i % spec.VariationCount, i / spec.VariationCount));

    /// <summary>How many draws are looked at.</summary>
    public static int CountOf(ScenarioSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return Math.Clamp(spec.VariationCount, FewestDraws, MostDraws);
    }

    /// <summary>Weather and light of a draw.</summary>
    public static (string Weather, string Light) SkyOf(SampledScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        Conditions c = scenario.Conditions;
        return (DatasetLot.Weather(c.Visibility, c.RainRate, c.Wetness, c.SnowRate),
            DatasetLot.Light(SunPosition.At(c.LocalTime, c.Latitude, c.Longitude).TrueElevation));
    }
}
