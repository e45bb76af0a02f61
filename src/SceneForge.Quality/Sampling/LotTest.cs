using SceneForge.Quality.Policy;
using SceneForge.Quality.Statistics;

namespace SceneForge.Quality.Sampling;

/// <summary>
/// The arithmetic of a verdict: what a sample with its defects says about the lot. A consumer's risk a is spent by halves: one on
/// the sample, one on the reviewers' recall, whose lower bound is used in place of the recall itself.
/// </summary>
public static class LotTest
{
    /// <summary>
    /// Upper bound of the share of defective units of the whole lot; a larger share shows as few defects with at most half the risk.
    /// Where every unit was looked at, the bound is the largest D with P(X &lt;= x | D, recall) above half the risk, over N.
    /// Else it is (n / n*) U(x, n, a/2) / recall, see <see cref="Stratification.ProportionalWorth"/>; p_U itself where the sample is proportional.
    /// </summary>
    /// <param name="strata">Units and sample of each.</param>
    /// <param name="defectives">Defective units seen, x.</param>
    /// <param name="recall">Lower bound of the recall.</param>
    public static double UpperBound(IReadOnlyList<StratumCount> strata, int defectives, double recall, double risk)
    {
        ArgumentNullException.ThrowIfNull(strata);
        int units = strata.Sum(s => s.Units);
        int sample = strata.Sum(s => s.Sample);
        if (recall <= 0 || strata.Any(s => s.Units > 0 && s.Sample == 0))
        {
            return 1;
        }

        if (sample == units)
        {
            int low = defectives;
            int high = units + 1;
            while (high - low > 1)
            {
                int middle = low + (high - low) / 2;
                (low, high) = Binomial.AtMost(defectives, middle, recall) > risk / 2 ? (middle, high) : (low, middle);
            }

            return (double)low / units;
        }

        double evenness = sample / Stratification.ProportionalWorth(strata);
        return Math.Min(1, evenness * Proportion.Upper(defectives, sample, risk / 2) / recall);
    }

    /// <summary>
    /// Probability that a stratum as bad as the limit would show no critical defect, exactly; the stratum is shown to be better where
    /// this is at most half the risk.
    /// </summary>
    public static double CriticalEscape(int units, int sample, double limit, double recall) =>
        ZeroAcceptance.Escape(units, ZeroAcceptance.Defectives(units, limit), sample, Rational.Of(recall)).ToDouble();

    /// <summary>Whether a stratum that shows no critical defect is shown to be below the limit.</summary>
    public static bool ShowsNoCritical(int units, int sample, double limit, double recall, double risk) =>
        ZeroAcceptance.Escape(units, ZeroAcceptance.Defectives(units, limit), sample, Rational.Of(recall)) <= Rational.Of(risk / 2);

    /// <summary>Whether a stratum of this size can be judged on its own at all, if need be by looking at every unit.</summary>
    public static bool IsLargeEnough(int units, PolicyLevel level, double risk)
    {
        ArgumentNullException.ThrowIfNull(level);
        return ShowsNoCritical(units, units, level.CriticalLimit, level.Recall, risk);
    }

    /// <summary>The smallest lot that is shown to lie below the limit, or at it, where all of it is looked at and nothing found.</summary>
    /// <param name="isBelow">Whether the limit itself is too much.</param>
    public static int FewestUnits(double limit, bool isBelow, double recall, double risk)
    {
        // The most defectives that may all stay unseen with more than half the risk.
        int unseen = 0;
        while (ZeroAcceptance.Escape(unseen + 1, unseen + 1, unseen + 1, Rational.Of(recall)) > Rational.Of(risk / 2))
        {
            unseen++;
        }

        Rational share = Rational.Of(limit);
        Rational units = new(unseen * share.Denominator, share.Numerator);
        return (int)units.Ceiling() + (isBelow && units.Denominator.IsOne ? 1 : 0);
    }
}
