using SceneForge.Scenarios.Distributions;
using SceneForge.Base.Numerics;
using SceneForge.Base.Random;
using SceneForge.Scenarios.Sampled;
using Xunit;

namespace SceneForge.Tests.Scenarios;

public sealed class DistributionTests
{
    private const int Draws = 200_000;

    // Four standard errors of the mean: one run in 16,000 would miss it, and the stream is fixed.
    private static readonly double Sigmas = 4 / Math.Sqrt(Draws);

    [Fact]
    public void Uniform_has_its_mean_and_variance()
    {
        (double mean, double deviation, double min, double max) = Moments(new Distribution.Uniform(8, 12));
        double expected = 4 / Math.Sqrt(12);
        Assert.Equal(10, mean, Sigmas * expected);
        Assert.Equal(expected, deviation, Sigmas * expected);
        Assert.InRange(min, 8, 8.001);
        Assert.InRange(max, 11.999, 12);
    }

    [Fact]
    public void Log_uniform_has_a_uniform_logarithm()
    {
        Distribution.LogUniform distribution = new(2, 50);
        (double mean, _, double min, double max) = Moments(distribution);
        double expected = 48 / Math.Log(25);
        double second = (50 * 50 - 2 * 2) / (2 * Math.Log(25));
        Assert.Equal(expected, mean, Sigmas * Math.Sqrt(second - expected * expected));
        Assert.Equal(Math.Sqrt(2 * 50), distribution.Quantile(0.5).Number!.Value, 1e-13);
        Assert.True(min >= 2 && max <= 50);
    }

    [Fact]
    public void Normal_has_its_moments_and_published_quantiles()
    {
        (double mean, double deviation, double min, double max) = Moments(new Distribution.Normal(3, 2));
        Assert.Equal(3, mean, Sigmas * 2);
        Assert.Equal(2, deviation, Sigmas * 2);
        Assert.True(min > 3 - 8.3 * 2 && max < 3 + 8.3 * 2);
        // Tables: Abramowitz and Stegun 26.1, printed to 15 places there.
        Assert.Equal(1.959963984540054, NormalDistribution.Quantile(0.975), 4e-15);
        Assert.Equal(-2.326347874040841, NormalDistribution.Quantile(0.01), 4e-15);
        Assert.Equal(0.841344746068543, NormalDistribution.Cdf(1), 1e-15);
        Assert.Equal(1, NormalDistribution.Cdf(-6) / 9.865876450376981e-10, 1e-14);
    }

    [Fact]
    public void Normal_quantile_and_probability_are_inverse()
    {
        int cases = 0;
        for (double x = -8.2; x <= 0; x += 0.01)
        {
            double p = NormalDistribution.Cdf(x);
            // A relative error of 5e-15 in p moves x by that times p / density, at most 1.26 (Mills' ratio at 0); AS 241 adds 1e-15 of x.
            Assert.Equal(x, NormalDistribution.Quantile(p), 6.3e-15 + 1e-15 * Math.Abs(x));
            cases++;
        }

        Assert.Equal(821, cases);
    }

    [Fact]
    public void The_unit_interval_never_leaves_the_stated_bounds()
    {
        Distribution[] all = [new Distribution.Uniform(0.1, 0.7), new Distribution.LogUniform(0.1, 0.7), new Distribution.Normal(1, 2),
            new Distribution.TruncatedNormal(0, 1, -0.3, 9), new Distribution.TruncatedNormal(0, 1, 4, 5)];
        foreach (Distribution distribution in all)
        {
            Assert.InRange(distribution.Quantile(0).Number!.Value, distribution.Min, distribution.Max);
            Assert.InRange(distribution.Quantile(Math.BitDecrement(1.0)).Number!.Value, distribution.Min, distribution.Max);
            double[] steps = [.. Enumerable.Range(0, 1000).Select(i => distribution.Quantile(i / 1000.0).Number!.Value)];
            Assert.Equal(steps.Order(), steps);
        }
    }

    [Theory]
    [InlineData(0, 1, -1, 1)]
    [InlineData(2, 0.3, 1.5, 2.6)]
    [InlineData(0, 1, 3, 4)]
    [InlineData(0, 1, -4, -3)]
    public void Truncated_normal_has_the_published_mean(double mean, double deviation, double low, double high)
    {
        Distribution.TruncatedNormal distribution = new(mean, deviation, low, high);
        (double found, double spread, double min, double max) = Moments(distribution);
        // Johnson, Kotz, Balakrishnan 1994, section 13.10.1.
        double a = (low - mean) / deviation;
        double b = (high - mean) / deviation;
        static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        Assert.Equal(mean + deviation * (Density(a) - Density(b)) / distribution.Mass, found, Sigmas * spread);
        Assert.True(min >= low && max <= high);
    }

    [Fact]
    public void Choice_follows_its_weights_and_never_takes_weight_zero()
    {
        Distribution.Choice choice = new([Word("a"), Word("b"), Word("c"), Word("d")], [3, 0, 1, 0]);
        RandomStream random = new(5, 0, "choice");
        Dictionary<string, int> counts = Enumerable.Range(0, Draws).GroupBy(_ => choice.Quantile(random.NextDouble()).Word!)
            .ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(2, counts.Count);
        // Standard error of a share of 3/4.
        Assert.Equal(0.75, counts["a"] / (double)Draws, Sigmas * Math.Sqrt(0.75 * 0.25));
        Assert.Equal("c", choice.Quantile(Math.BitDecrement(1.0)).Word);
    }

    private static SampledValue Word(string word) => new(null, word);

    private static (double Mean, double Deviation, double Min, double Max) Moments(Distribution distribution)
    {
        RandomStream random = new(11, 0, "moments");
        double[] values = [.. Enumerable.Range(0, Draws).Select(_ => distribution.Quantile(random.NextDouble()).Number!.Value)];
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / Draws), values.Min(), values.Max());
    }
}
