namespace SceneForge.Quality.Statistics;

/// <summary>
/// Binomial and hypergeometric probabilities. Terms are summed relative to the largest one and divided by the sum of all, so no
/// gamma function and no logarithm enters: only + - * /, which are the same on every machine. Relative error below 1e-12.
/// </summary>
public static class Binomial
{
    // Terms fall faster and faster away from the mode, so what follows one of this relative size adds nothing.
    private const double Negligible = 1e-19;

    /// <summary>P(X &lt;= x) for X of n trials with probability p.</summary>
    public static double AtMost(int x, int n, double p)
    {
        (double below, double at, double above) = Split(x, n, p);
        return (below + at) / (below + at + above);
    }

    /// <summary>P(X >= x) for X of n trials with probability p; as exact where it is small as where it is not.</summary>
    public static double AtLeast(int x, int n, double p)
    {
        (double below, double at, double above) = Split(x, n, p);
        return (at + above) / (below + at + above);
    }

    /// <summary>P(X = x).</summary>
    public static double Exactly(int x, int n, double p)
    {
        (double below, double at, double above) = Split(x, n, p);
        return at / (below + at + above);
    }

    /// <summary>P(X &lt;= x) for X defectives in a sample of n, drawn without replacement from N units with D defectives.</summary>
    public static double HypergeometricAtMost(int x, int lot, int defectives, int sample)
    {
        int least = Math.Max(0, sample + defectives - lot);
        int most = Math.Min(sample, defectives);
        if (x < least || x >= most)
        {
            return x < least ? 0 : 1;
        }

        int mode = Math.Clamp((int)((sample + 1.0) * (defectives + 1.0) / (lot + 2.0)), least, most);
        (double below, double at, double above) = Sums(x, least, most, mode,
            i => (double)(defectives - i) * (sample - i) / ((i + 1.0) * (lot - defectives - sample + i + 1.0)));
        return (below + at) / (below + at + above);
    }

    private static (double Below, double At, double Above) Split(int x, int n, double p)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (!(p >= 0 && p <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies within [0, 1].");
        }

        if (p == 0 || p == 1)
        {
            int certain = p == 0 ? 0 : n;
            return (certain < x ? 1 : 0, certain == x ? 1 : 0, certain > x ? 1 : 0);
        }

        double odds = p / (1 - p);
        return Sums(x, 0, n, Math.Clamp((int)((n + 1.0) * p), 0, n), i => (double)(n - i) / (i + 1) * odds);
    }

    /// <summary>Sums of the terms below, at and above x, in units of the term at the mode.</summary>
    /// <param name="ratio">Term i + 1 over term i.</param>
    private static (double Below, double At, double Above) Sums(int x, int least, int most, int mode, Func<int, double> ratio)
    {
        double below = 0;
        double at = 0;
        double above = 0;
        double term = 1;
        for (int i = mode; ; i++)
        {
            Add(i, term);
            if (i == most || term == 0 || (i > x && term <= Negligible * above))
            {
                break;
            }

            term *= ratio(i);
        }

        term = 1;
        for (int i = mode; i > least && term > 0 && (i >= x || term > Negligible * below); i--)
        {
            term /= ratio(i - 1);
            Add(i - 1, term);
        }

        return (below, at, above);

        void Add(int i, double t)
        {
            below += i < x ? t : 0;
            at += i == x ? t : 0;
            above += i > x ? t : 0;
        }
    }
}
