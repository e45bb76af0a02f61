using System.Numerics;
using SceneForge.Quality.Statistics;
using Xunit;

namespace SceneForge.Tests.Gate;

public sealed class ProportionTests
{
    [Theory]
    // R's binom.test, as widely tabulated.
    [InlineData(10, 100, 0.95, 0.04900469, 0.17622260, 8)]
    // Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 5.
    [InlineData(81, 263, 0.95, 0.2527, 0.3676, 4)]
    [InlineData(15, 148, 0.95, 0.0578, 0.1617, 4)]
    [InlineData(0, 20, 0.95, 0, 0.1684, 4)]
    [InlineData(1, 29, 0.95, 0.0009, 0.1776, 4)]
    // Examples of the R packages BayesianHybridDesign (exactci) and GenBinomApps (clopper.pearson.ci).
    [InlineData(4, 20, 0.95, 0.057334, 0.436614, 6)]
    [InlineData(5, 100000, 0.90, 1.97017e-05, 0.0001051275, 10)]
    public void Clopper_Pearson_gives_the_published_figures(int x, int n, double confidence, double lower, double upper, int digits)
    {
        (double low, double high) = Proportion.ClopperPearson(x, n, confidence);
        Assert.Equal(lower, low, digits);
        Assert.Equal(upper, high, digits);
    }

    [Fact]
    public void No_defect_in_100_bounds_the_share_at_the_published_figure() =>
        Assert.Equal(0.0362167, Proportion.ClopperPearson(0, 100, 0.95).Upper, 7);

    [Theory]
    [InlineData(10, 100, 0.055229, 0.174366, 6)]
    // Newcombe 1998, table I, method 3.
    [InlineData(81, 263, 0.2553, 0.3662, 4)]
    [InlineData(15, 148, 0.0624, 0.1605, 4)]
    [InlineData(0, 20, 0, 0.1611, 4)]
    [InlineData(1, 29, 0.0061, 0.1718, 4)]
    public void Wilson_gives_the_published_figures(int x, int n, double lower, double upper, int digits)
    {
        (double low, double high) = Proportion.Wilson(x, n, 0.95);
        Assert.Equal(lower, low, digits);
        Assert.Equal(upper, high, digits);
    }

    [Fact]
    public void Bounds_solve_their_equations_in_exact_arithmetic()
    {
        int cases = 0;
        foreach ((int x, int n) in (ReadOnlySpan<(int, int)>)[(0, 1), (0, 7), (1, 2), (3, 60), (57, 60), (59, 60), (10, 100), (99, 100), (0, 500),
            (7, 500), (250, 500)])
        {
            foreach (double risk in (ReadOnlySpan<double>)[0.05, 0.025, 0.0125, 1e-4])
            {
                // 2e-10: a bound near 1 is stored in steps of 1e-16, and the nearest to 1 here, U(99, 100, 1e-4), is 1 - 1e-6.
                Assert.Equal(1, ExactTail(0, x, n, Proportion.Upper(x, n, risk)) / risk, 2e-10);
                Assert.Equal(1, ExactTail(n - x, n, n, Proportion.Lower(n - x, n, risk)) / risk, 2e-10);
                cases += 2;
            }
        }

        Assert.Equal(88, cases);
    }

    [Fact]
    public void Bounds_are_ordered_and_mirror_each_other()
    {
        int pairs = 0;
        foreach (int n in (ReadOnlySpan<int>)[1, 2, 10, 99, 1000])
        {
            double last = 0;
            for (int x = 0; x <= n; x += Math.Max(1, n / 10))
            {
                double upper = Proportion.Upper(x, n, 0.025);
                Assert.InRange((double)x / n, Proportion.Lower(x, n, 0.025), upper);
                Assert.True(upper > last || upper == 1);
                Assert.Equal(1 - upper, Proportion.Lower(n - x, n, 0.025), 1e-14);
                Assert.True(Proportion.Upper(x, n, 0.01) >= upper);
                Assert.True(n == x || Proportion.Upper(x, n + 1, 0.025) < upper);
                last = upper;
                pairs++;
            }

            Assert.Equal(1, Proportion.Upper(n, n, 0.025));
            Assert.Equal(0, Proportion.Lower(0, n, 0.025));
        }

        Assert.True(pairs > 35);
    }

    [Fact]
    public void Extreme_sizes_neither_overflow_nor_hang()
    {
        Assert.Equal(3.6888794541e-6, Proportion.Upper(0, 1_000_000, 0.025), 1e-11);
        Assert.Equal(0.5, Proportion.Upper(500_000, 1_000_000, 0.4999), 1e-5);
        Assert.Equal(0, Binomial.AtMost(0, 1_000_000, 0.5));
        Assert.Equal(1, Binomial.AtMost(999_999, 1_000_000, 0.5));
    }

    [Fact]
    public void Recall_widens_the_bound()
    {
        Recall recall = new(60, 57);
        Assert.Equal(Proportion.Upper(2, 300, 0.025) / Proportion.Lower(57, 60, 0.025), recall.UpperBound(2, 300, 0.05));
        Assert.True(recall.Lower(0.025) >= 0.85, "57 of 60 show a recall of 85%");
        Assert.True(new Recall(60, 56).Lower(0.025) < 0.85);
        Assert.Equal(1, new Recall(0, 0).UpperBound(0, 300, 0.05));
        Assert.Equal(1, new Recall(60, 0).UpperBound(0, 300, 0.05));
    }

    [Fact]
    public void Risks_of_attempts_halve_and_stay_below_a_tenth_together()
    {
        Assert.Equal([0.05, 0.025, 0.0125], Enumerable.Range(1, 3).Select(Attempt.Risk));
        Assert.True(Enumerable.Range(1, Attempt.Most).Sum(Attempt.Risk) < 0.10);
    }

    // P(from <= X <= to) with p as the exact fraction that the double is.
    private static double ExactTail(int from, int to, int n, double p)
    {
        const int bits = 80;
        BigInteger one = BigInteger.One << bits;
        BigInteger hit = (BigInteger)Math.ScaleB(p, bits);
        BigInteger sum = 0;
        for (int i = from; i <= to; i++)
        {
            sum += ZeroAcceptance.Choose(n, i) * BigInteger.Pow(hit, i) * BigInteger.Pow(one - hit, n - i);
        }

        return new Rational(sum, BigInteger.One << (bits * n)).ToDouble();
    }
}
