namespace SceneForge.Quality.Statistics;

/// <summary>Attempts at one dataset: trying again until it passes must not pay.</summary>
public static class Attempt
{
    /// <summary>The consumer's risk of all attempts together.</summary>
    public const double TotalRisk = 0.10;

    /// <summary>Attempts beyond this are refused: their samples would be larger than any dataset.</summary>
    public const int Most = 20;

    /// <summary>alpha_j = 0.10 / 2^j for attempt j = 1, 2, ...: 5%, 2.5%, ...; the sum stays below 10%.</summary>
    public static double Risk(int attempt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(attempt, Most);
        return TotalRisk / (1 << attempt);
    }
}
