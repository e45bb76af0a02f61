using SceneForge.Quality.Policy;
using SceneForge.Quality.Statistics;

namespace SceneForge.Quality.Sampling;

/// <summary>How many variations of each stratum are drawn, decided before anybody looks.</summary>
public static class SampleSizes
{
    /// <summary>
    /// The smallest sizes that, with the least recall that a level asks for, let a stratum without critical defects and a sample with
    /// the tolerated number of others pass at every one of the levels: zero acceptance for each stratum, and beyond that a
    /// proportional sample. A stratum that no sample can show is drawn whole.
    /// </summary>
    /// <param name="units">Units of each stratum.</param>
    /// <param name="levels">The level that holds, and those below it: higher stakes never draw less.</param>
    public static int[] Fixed(IReadOnlyList<int> units, IEnumerable<PolicyLevel> levels, double risk)
    {
        ArgumentNullException.ThrowIfNull(levels);
        int[] sizes = new int[units.Count];
        foreach (PolicyLevel level in levels)
        {
            int[] own = OfLevel(units, level, risk);
            sizes = [.. sizes.Zip(own, Math.Max)];
        }

        return sizes;
    }

    /// <summary>
    /// The most frames that the sequential plan looks at before it gives up: three times the fixed plan, which leaves it undecided
    /// for few lots. Giving up rejects, which never raises the consumer's risk.
    /// </summary>
    public static int Sequential(int units, IEnumerable<PolicyLevel> levels, double risk) =>
        (int)Math.Min(units, 3L * Fixed([units], levels, risk)[0]);

    private static int[] OfLevel(IReadOnlyList<int> units, PolicyLevel level, double risk)
    {
        int[] critical = [.. units.Select(u => ZeroAcceptance.SampleSize(u, level.CriticalLimit, risk / 2, level.Recall) ?? u)];
        int all = units.Sum();
        int low = 0;
        int high = all;
        while (low < high)
        {
            int middle = low + (high - low) / 2;
            (low, high) = Suffices(Sizes(middle)) ? (low, middle) : (middle + 1, high);
        }

        return Sizes(low);

        int[] Sizes(int proportional) => [.. units.Select((u, i) => Math.Max(critical[i], (int)(((long)u * proportional + all - 1) / all)))];

        bool Suffices(int[] sizes)
        {
            StratumCount[] strata = [.. units.Zip(sizes, (u, n) => new StratumCount(u, n))];
            return LotTest.UpperBound(strata, level.Major.Tolerated, level.Recall, risk) <= level.Major.Limit
                && LotTest.UpperBound(strata, level.Minor.Tolerated, level.Recall, risk) <= level.Minor.Limit;
        }
    }
}
