using SceneForge.Base.Numerics;

namespace SceneForge.Quality.Statistics;

/// <summary>Bounds on a proportion from x of n.</summary>
public static class Proportion
{
    /// <summary>
    /// Clopper and Pearson 1934: the p with P(X &lt;= x | n, p) = risk; 1 where x = n. True proportions lie above with at most this risk.
    /// </summary>
    public static double Upper(int x, int n, double risk)
    {
        Check(x, n, risk);
        return x == n ? 1 : Root(p => Binomial.AtMost(x, n, p) > risk);
    }

    /// <summary>Clopper and Pearson 1934: the p with P(X >= k | m, p) = risk; 0 where k = 0.</summary>
    public static double Lower(int k, int m, double risk)
    {
        Check(k, m, risk);
        return k == 0 ? 0 : Root(p => Binomial.AtLeast(k, m, p) <= risk);
    }

    /// <summary>The two-sided Clopper-Pearson interval, half the remaining risk on each side.</summary>
    public static (double Lower, double Upper) ClopperPearson(int x, int n, double confidence)
    {
        double risk = (1 - confidence) / 2;
        return (Lower(x, n, risk), Upper(x, n, risk));
    }

    /// <summary>Wilson's score interval (1927). For display only: it promises its confidence on average, not always.</summary>
    public static (double Lower, double Upper) Wilson(int x, int n, double confidence)
    {
        Check(x, n, 1 - confidence);
        double z = NormalDistribution.Quantile(1 - (1 - confidence) / 2);
        double p = (double)x / n;
        double centre = p + z * z / (2.0 * n);
        double half = z * Math.Sqrt(p * (1 - p) / n + z * z / (4.0 * n * n));
        double scale = 1 + z * z / n;
        return (x == 0 ? 0 : (centre - half) / scale, x == n ? 1 : (centre + half) / scale);
    }

    /// <summary>The place in (0, 1) where a test that holds below it ceases to hold, to the last bit.</summary>
    private static double Root(Func<double, bool> isBelow)
    {
        double low = 0;
        double high = 1;
        while (true)
        {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high)
            {
                return high;
            }

            (low, high) = isBelow(middle) ? (middle, high) : (low, middle);
        }
    }

    private static void Check(int x, int n, double risk)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(x, n);
        if (!(risk > 0 && risk < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(risk), risk, "A risk lies within (0, 1).");
        }
    }
}
