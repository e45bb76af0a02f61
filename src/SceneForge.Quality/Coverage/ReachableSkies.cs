using SceneForge.Quality.Sampling;
using SceneForge.Scenarios.Numerics;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;

namespace SceneForge.Quality.Coverage;

/// <summary>Which weathers and lights a spec draws.</summary>
public static class ReachableSkies
{
    // A sky that one draw in fifty shows is missed once in 25,000 times.
    private const int Draws = 500;

    /// <summary>Those of <see cref="Draws"/> draws, each variation's first among them, in the order of their first draw.</summary>
    public static IReadOnlyList<(string Weather, string Light)> Of(ScenarioSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return [.. Enumerable.Range(0, Math.Max(Draws, Math.Min(spec.VariationCount, 5 * Draws)))
            .Select(i => SkyOf(spec.Sample(i % spec.VariationCount, i / spec.VariationCount))).Distinct()];
    }

    /// <summary>Weather and light of a draw.</summary>
    public static (string Weather, string Light) SkyOf(SampledScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        Conditions c = scenario.Conditions;
        return (DatasetLot.Weather(c.Visibility, c.RainRate, c.Wetness, c.SnowRate), DatasetLot.Light(SunPosition.At(c.LocalTime, c.Latitude, c.Longitude).TrueElevation));
    }
}
