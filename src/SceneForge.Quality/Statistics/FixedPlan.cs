namespace SceneForge.Quality.Statistics;

/// <summary>Looks at a sample of fixed size and accepts the lot if at most so many defectives show. Nobody decides before the last one.</summary>
/// <param name="Sample">Units to look at, n.</param>
/// <param name="AcceptanceNumber">Most defectives with which the lot is accepted, c.</param>
public sealed record FixedPlan(int Sample, int AcceptanceNumber)
{
    /// <summary>The operating characteristic for a lot much larger than the sample: P(accept) at the share p of defectives.</summary>
    public double Accept(double p, double recall = 1) => Binomial.AtMost(AcceptanceNumber, Sample, p * recall);

    /// <summary>The operating characteristic for a lot of N units with D defectives, every shown defect seen.</summary>
    public double Accept(int lot, int defectives) => Binomial.HypergeometricAtMost(AcceptanceNumber, lot, defectives, Sample);

    /// <summary>Probability that a lot as good as <paramref name="acceptable"/> is turned down.</summary>
    public double ProducersRisk(double acceptable, double recall = 1) => 1 - Accept(acceptable, recall);

    /// <summary>Probability that a lot as bad as <paramref name="limit"/> passes.</summary>
    public double ConsumersRisk(double limit, double recall = 1) => Accept(limit, recall);

    /// <summary>
    /// The smallest plan with P(accept | p1) >= 1 - a and P(accept | p2) &lt;= b (Guenther 1969: for each c the smallest n that
    /// meets the consumer's risk; the first c for which it meets the producer's as well).
    /// </summary>
    public static FixedPlan Smallest(double acceptable, double limit, double producersRisk, double consumersRisk)
    {
        if (!(acceptable >= 0 && acceptable < limit && limit < 1))
        {
            throw new ArgumentException("The acceptable share must lie below the limit, and the limit below 1.");
        }

        for (int c = 0; ; c++)
        {
            int n = SmallestSample(c, limit, consumersRisk);
            if (Binomial.AtMost(c, n, acceptable) >= 1 - producersRisk)
            {
                return new FixedPlan(n, c);
            }
        }
    }

    /// <summary>The smallest n with P(X &lt;= c | n, limit) at most the risk.</summary>
    public static int SmallestSample(int acceptanceNumber, double limit, double risk)
    {
        int low = acceptanceNumber + 1;
        int high = low;
        while (Binomial.AtMost(acceptanceNumber, high, limit) > risk)
        {
            low = high + 1;
            high = checked(high * 2);
        }

        while (low < high)
        {
            int middle = low + (high - low) / 2;
            (low, high) = Binomial.AtMost(acceptanceNumber, middle, limit) <= risk ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
