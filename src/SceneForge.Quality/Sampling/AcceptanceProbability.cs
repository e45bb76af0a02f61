using SceneForge.Quality.Decisions;
using SceneForge.Quality.Policy;
using SceneForge.Quality.Statistics;

namespace SceneForge.Quality.Sampling;

/// <summary>
/// The operating characteristic of the whole fixed gate: how likely a given lot is accepted under given reviewers. One less it is the
/// producer's risk of a good lot, and itself the consumer's risk of a bad one.
/// </summary>
public static class AcceptanceProbability
{
    /// <param name="strata">Units and sample of each stratum.</param>
    /// <param name="severity">The one severity of which the lot has defects.</param>
    /// <param name="defectives">Defective units of each stratum.</param>
    /// <param name="kinds">Planted kinds; the worst of them counts.</param>
    /// <param name="risk">Consumer's risk of the attempt.</param>
    /// <param name="recall">With what probability reviewers see a defect of the lot.</param>
    /// <param name="plantedRecall">With what probability they see a planted one.</param>
    public static double Of(IReadOnlyList<StratumCount> strata, Severity severity, IReadOnlyList<int> defectives, PolicyLevel level, int kinds,
        double risk, double recall, double plantedRecall)
    {
        ArgumentNullException.ThrowIfNull(level);
        double[] seen = Seen(strata, defectives, recall);
        double accept = 0;
        for (int k = 0; k <= level.Planted; k++)
        {
            // The fewest caught of any kind is k.
            double worst = Math.Pow(Binomial.AtLeast(k, level.Planted, plantedRecall), kinds)
                - (k == level.Planted ? 0 : Math.Pow(Binomial.AtLeast(k + 1, level.Planted, plantedRecall), kinds));
            double lower = new Recall(level.Planted, k).Lower(risk / 2);
            if (lower < level.Recall || worst <= 0)
            {
                continue;
            }

            double passes = 0;
            for (int x = 0; x < seen.Length && Passes(strata, level, severity, x, lower, risk); x++)
            {
                passes += seen[x];
            }

            accept += worst * passes;
        }

        return Math.Min(1, accept);
    }

    /// <summary>Whether the gate accepts a sample with x units of one severity and none of the others, given the recall's lower bound.</summary>
    public static bool Passes(IReadOnlyList<StratumCount> strata, PolicyLevel level, Severity severity, int defectives, double recall, double risk)
    {
        ArgumentNullException.ThrowIfNull(level);
        return recall >= level.Recall
            && (severity != Severity.Critical || defectives == 0)
            && strata.All(s => LotTest.ShowsNoCritical(s.Units, s.Sample, level.CriticalLimit, recall, risk))
            && LotTest.UpperBound(strata, severity == Severity.Major ? defectives : 0, recall, risk) <= level.Major.Limit
            && LotTest.UpperBound(strata, severity == Severity.Minor ? defectives : 0, recall, risk) <= level.Minor.Limit;
    }

    /// <summary>P(x defective units are drawn and seen), over all strata: thinned hypergeometric counts, convolved.</summary>
    private static double[] Seen(IReadOnlyList<StratumCount> strata, IReadOnlyList<int> defectives, double recall)
    {
        double[] all = [1];
        foreach ((StratumCount stratum, int bad) in strata.Zip(defectives))
        {
            int most = Math.Min(stratum.Sample, bad);
            double[] sum = new double[all.Length + most];
            double below = 0;
            for (int drawn = 0; drawn <= most; drawn++)
            {
                double upTo = Binomial.HypergeometricAtMost(drawn, stratum.Units, bad, stratum.Sample);
                double share = upTo - below;
                below = upTo;
                for (int x = 0; x <= drawn; x++)
                {
                    double p = share * Binomial.Exactly(x, drawn, recall);
                    for (int i = 0; i < all.Length && p > 0; i++)
                    {
                        sum[i + x] += all[i] * p;
                    }
                }
            }

            all = sum;
        }

        return all;
    }
}
