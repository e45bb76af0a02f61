using System.Numerics;

namespace SceneForge.Quality.Statistics;

/// <summary>
/// Plans that accept a lot only if its sample shows no defect at all. Everything here is exact: for a lot of 100 with one
/// defective at 5% the smallest sample is 95, and double precision gives 96 or 95 by the order of its products.
/// </summary>
public static class ZeroAcceptance
{
    /// <summary>The fewest defectives that make a lot of <paramref name="lot"/> as bad as <paramref name="limit"/>: ceil(N p), at least 1.</summary>
    public static int Defectives(int lot, double limit) => Math.Max(1, (int)(new Rational(lot, 1) * Rational.Of(limit)).Ceiling());

    /// <summary>
    /// Probability that a sample without replacement shows none of the defectives:
    /// C(N-D, n) / C(N, n) where every shown defect is seen, else the sum over k of P(K = k) (1 - r)^k, K hypergeometric.
    /// </summary>
    /// <param name="lot">Units in the lot, N.</param>
    /// <param name="defectives">Defective ones, D.</param>
    /// <param name="sample">Units looked at, n.</param>
    /// <param name="recall">Probability r that a reviewer sees the defect of a sampled defective unit.</param>
    public static Rational Escape(int lot, int defectives, int sample, Rational recall)
    {
        Check(lot, defectives, sample);
        BigInteger missed = recall.Denominator - recall.Numerator;
        if (sample == lot)
        {
            return new Rational(BigInteger.Pow(missed, defectives), BigInteger.Pow(recall.Denominator, defectives));
        }

        // Sample and defectives change places without changing P(K = k) = C(b, k) C(N - b, a - k) / C(N, a); the smaller one is a.
        int a = Math.Min(defectives, sample);
        int b = Math.Max(defectives, sample);
        int least = Math.Max(0, a + b - lot);
        BigInteger ways = Choose(b, least) * Choose(lot - b, a - least);
        BigInteger power = BigInteger.Pow(missed, least);
        BigInteger whole = BigInteger.Pow(recall.Denominator, a - least);
        BigInteger sum = ways * power * whole;
        for (int k = least; k < a && !missed.IsZero; k++)
        {
            ways = ways * (b - k) * (a - k) / ((BigInteger)(k + 1) * (lot - b - a + k + 1));
            power *= missed;
            whole /= recall.Denominator;
            sum += ways * power * whole;
        }

        return new Rational(sum, Choose(lot, a) * BigInteger.Pow(recall.Denominator, a));
    }

    /// <summary>
    /// The smallest sample whose escape probability is at most <paramref name="risk"/> for a lot with ceil(N p) defectives
    /// (hypergeometric, exact). Null where even looking at every unit leaves more, which only an imperfect recall can do.
    /// </summary>
    /// <param name="lot">Units in the lot, N.</param>
    /// <param name="limit">Share of defectives that must not pass, p.</param>
    /// <param name="risk">Consumer's risk, beta.</param>
    /// <param name="recall">Recall that the review will at least have.</param>
    public static int? SampleSize(int lot, double limit, double risk, double recall = 1)
    {
        int defectives = Defectives(lot, limit);
        Rational most = Rational.Of(risk);
        Rational seen = Rational.Of(recall);
        if (defectives > lot || Escape(lot, defectives, lot, seen) > most)
        {
            return null;
        }

        return Smallest(lot, n => Escape(lot, defectives, n, seen) <= most);
    }

    /// <summary>The smallest n with (1 - p r)^n at most the risk: the plan for a lot without end. p = 3%, 5% gives 99.</summary>
    public static int UnboundedSampleSize(double limit, double risk, double recall = 1)
    {
        Rational most = Rational.Of(risk);
        Rational clean = Rational.One - Rational.Of(limit) * Rational.Of(recall);
        return Smallest(int.MaxValue, Enough);

        bool Enough(int n) => BigInteger.Pow(clean.Numerator, n) * most.Denominator <= most.Numerator * BigInteger.Pow(clean.Denominator, n);
    }

    /// <summary>C(n, k), exactly.</summary>
    public static BigInteger Choose(int n, int k)
    {
        if (k < 0 || k > n)
        {
            return BigInteger.Zero;
        }

        BigInteger ways = BigInteger.One;
        for (int i = 1; i <= Math.Min(k, n - k); i++)
        {
            ways = ways * (n - i + 1) / i;
        }

        return ways;
    }

    // Doubles first: the sizes near the answer are the cheap ones.
    private static int Smallest(int most, Func<int, bool> enough)
    {
        int low = 1;
        int high = 1;
        while (high < most && !enough(high))
        {
            low = high + 1;
            high = (int)Math.Min(most, 2L * high);
        }

        while (low < high)
        {
            int middle = low + (high - low) / 2;
            (low, high) = enough(middle) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static void Check(int lot, int defectives, int sample)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lot);
        ArgumentOutOfRangeException.ThrowIfNegative(defectives);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(defectives, lot);
        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sample, lot);
    }
}
