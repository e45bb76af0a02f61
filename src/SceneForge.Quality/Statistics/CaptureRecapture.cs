namespace SceneForge.Quality.Statistics;

/// <summary>How many defects there are, from two independent reviews of the same frames.</summary>
public static class CaptureRecapture
{
    /// <summary>Chapman 1951: (n1 + 1)(n2 + 1) / (both + 1) - 1. 12, 10 and 8 in common give 14.89.</summary>
    public static double Chapman(int first, int second, int both)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(both);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(both, Math.Min(first, second));
        return (first + 1.0) * (second + 1.0) / (both + 1.0) - 1.0;
    }
}
