using System.Numerics;

namespace SceneForge.Quality.Statistics;

/// <summary>A stratum's counts.</summary>
/// <param name="Units">Units in the stratum, N_h.</param>
/// <param name="Sample">Units looked at, n_h.</param>
/// <param name="Defectives">Defectives among them, x_h.</param>
public readonly record struct StratumCount(int Units, int Sample, int Defectives = 0);

/// <summary>Sampling from strata (Cochran, Sampling Techniques, 3rd edition, chapter 5).</summary>
public static class Stratification
{
    /// <summary>The unbiased estimate sum (N_h / N) (x_h / n_h). Every stratum with units must have a sample.</summary>
    public static double Estimate(IReadOnlyList<StratumCount> strata)
    {
        double units = Units(strata);
        return strata.Where(s => s.Units > 0).Sum(s => s.Units / units * s.Defectives / s.Sample);
    }

    /// <summary>
    /// Standard error of <see cref="Estimate"/>, with finite population correction (Cochran 5.14); a stratum with a sample of one
    /// contributes nothing unless that one is all of it, so the figure is for display, never for a verdict.
    /// </summary>
    public static double StandardError(IReadOnlyList<StratumCount> strata)
    {
        double units = Units(strata);
        return Math.Sqrt(strata.Where(s => s.Sample > 1).Sum(s =>
        {
            double weight = s.Units / units;
            double p = (double)s.Defectives / s.Sample;
            return weight * weight * (1 - (double)s.Sample / s.Units) * p * (1 - p) / (s.Sample - 1);
        }));
    }

    /// <summary>
    /// The size of the proportional sample that an uneven one is worth at least: min n_h / (N_h / N). Equal to the sample where the
    /// allocation is proportional. The defectives found then bound the share of the lot by
    /// (n / n*) U(x, n, risk): their number has the mean sum n_h p_h >= n* p, and a sum of independent yes-or-no trials, without
    /// replacement or not, has a lower tail below the binomial one (Hoeffding 1956, theorem 4).
    /// </summary>
    public static double ProportionalWorth(IReadOnlyList<StratumCount> strata)
    {
        double units = Units(strata);
        return strata.Where(s => s.Units > 0).Min(s => s.Sample * units / s.Units);
    }

    /// <summary>
    /// Splits a sample over strata in proportion to their units by largest remainders (ties to the earlier stratum), never more
    /// than a stratum has.
    /// </summary>
    public static int[] Proportional(IReadOnlyList<int> units, int sample)
    {
        ArgumentNullException.ThrowIfNull(units);
        long all = units.Sum(u => (long)u);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sample, all);
        int[] parts = [.. units.Select(u => (int)(BigInteger.Multiply(u, sample) / all))];
        int[] byRemainder = [.. Enumerable.Range(0, units.Count).OrderByDescending(i => (long)(BigInteger.Multiply(units[i], sample) % all))
            .ThenBy(i => i)];
        int rest = sample - parts.Sum();
        for (int i = 0; i < rest; i++)
        {
            parts[byRemainder[i]]++;
        }

        return parts;
    }

    /// <summary>Neyman 1934: in proportion to N_h S_h, S_h^2 = p_h (1 - p_h); the split with the least standard error.</summary>
    /// <returns>Real-valued shares of the sample.</returns>
    public static double[] Neyman(IReadOnlyList<int> units, IReadOnlyList<double> shares, double sample)
    {
        ArgumentNullException.ThrowIfNull(units);
        double[] weights = [.. units.Zip(shares, (u, p) => u * Math.Sqrt(p * (1 - p)))];
        double sum = weights.Sum();
        return [.. weights.Select(w => sample * w / sum)];
    }

    /// <summary>
    /// Independent frames that n frames, m of each variation, are worth: n / (1 + (m - 1) rho) (Kish 1965), rho the intra-class
    /// correlation. 300 frames, m = 20, rho = 0.3 are worth 44.8.
    /// </summary>
    public static double EffectiveSample(double frames, double framesOfEach, double correlation) => frames / (1 + (framesOfEach - 1) * correlation);

    private static double Units(IReadOnlyList<StratumCount> strata)
    {
        ArgumentNullException.ThrowIfNull(strata);
        return strata.Sum(s => (double)s.Units);
    }
}
