using SceneForge.Scenarios.Sampled;

namespace SceneForge.Scenarios.Distributions;

/// <summary>The part of a distribution to which a design confines one variation: a level, or a range of quantiles.</summary>
/// <param name="Level">Index of the level of a discrete distribution, or null.</param>
/// <param name="Low">Lower end of the quantile range.</param>
/// <param name="High">Upper end of the quantile range.</param>
internal readonly record struct Stratum(int? Level, double Low, double High)
{
    /// <summary>
    /// Level <paramref name="index"/> of <paramref name="count"/>: a value of a discrete distribution, else a bin of equal probability.
    /// </summary>
    public static Stratum OfLevel(Distribution distribution, int index, int count) =>
        distribution.Levels.IsDefault ? OfRange(index, count) : new Stratum(index, 0, 1);

    public static Stratum OfRange(int index, int count) => new(null, (double)index / count, (index + 1.0) / count);

    public SampledValue Draw(Distribution distribution, double u) =>
        Level is { } level ? distribution.Levels[level] : distribution.Quantile(Math.Min(Low + (High - Low) * u, Math.BitDecrement(High)));
}
