using System.Numerics;
using SceneForge.Quality.Statistics;
using Xunit;

namespace SceneForge.Tests.Gate;

public sealed class SamplingPlanTests
{
    [Theory]
    [InlineData(100, 0.01, 0.05, 95)]
    // Cannon and Roe 1982, "Livestock Disease Surveys", table of samples that show a disease with 95%.
    [InlineData(100, 0.05, 0.05, 45)]
    [InlineData(100, 0.10, 0.05, 25)]
    [InlineData(100, 0.50, 0.05, 5)]
    [InlineData(10, 0.10, 0.05, 10)]
    [InlineData(1000, 0.10, 0.05, 29)]
    public void Zero_acceptance_samples_of_finite_lots_are_as_published(int lot, double limit, double risk, int sample) =>
        Assert.Equal(sample, ZeroAcceptance.SampleSize(lot, limit, risk));

    [Theory]
    [InlineData(0.03, 0.05, 99)]
    // The classic success-run figures: 95% confidence in 90%, 95% and 99% good.
    [InlineData(0.10, 0.05, 29)]
    [InlineData(0.05, 0.05, 59)]
    [InlineData(0.01, 0.05, 299)]
    [InlineData(0.001, 0.05, 2995)]
    [InlineData(0.5, 0.5, 1)]
    [InlineData(0.5, 0.25, 2)]
    public void Zero_acceptance_samples_of_endless_lots_are_as_published(double limit, double risk, int sample) =>
        Assert.Equal(sample, ZeroAcceptance.UnboundedSampleSize(limit, risk));

    [Fact]
    public void Smallest_zero_acceptance_samples_meet_the_risk_and_one_less_does_not()
    {
        int cases = 0;
        foreach (int lot in (ReadOnlySpan<int>)[1, 2, 20, 33, 100, 357, 5000])
        {
            foreach (double limit in (ReadOnlySpan<double>)[0.001, 0.01, 0.03, 0.1, 0.5, 1])
            {
                foreach ((double risk, double recall) in (ReadOnlySpan<(double, double)>)[(0.05, 1), (0.025, 0.85), (0.0125, 0.5)])
                {
                    int defectives = (int)Math.Max(1, Math.Ceiling((decimal)lot * (decimal)limit));
                    Rational seen = Rational.Of(recall);
                    int? sample = ZeroAcceptance.SampleSize(lot, limit, risk, recall);
                    if (sample is not { } n)
                    {
                        Assert.True(Math.Pow(1 - recall, defectives) > risk);
                    }
                    else
                    {
                        Assert.True(ZeroAcceptance.Escape(lot, defectives, n, seen) <= Rational.Of(risk));
                        Assert.True(n == 1 || ZeroAcceptance.Escape(lot, defectives, n - 1, seen) > Rational.Of(risk));
                    }

                    cases++;
                }
            }
        }

        Assert.Equal(126, cases);
    }

    [Fact]
    public void Escape_equals_the_sum_over_what_the_sample_may_hold()
    {
        Rational recall = Rational.Of(0.85);
        int cases = 0;
        foreach ((int lot, int defectives, int sample) in (ReadOnlySpan<(int, int, int)>)[(20, 3, 7), (20, 7, 3), (20, 15, 10), (12, 12, 5),
            (12, 0, 5), (9, 4, 9), (30, 2, 0)])
        {
            double expected = Enumerable.Range(0, sample + 1).Sum(k => (double)(ZeroAcceptance.Choose(defectives,
                k) * ZeroAcceptance.Choose(lot - defectives, sample - k)) * Math.Pow(0.15, k)) / (double)ZeroAcceptance.Choose(lot, sample);
            Assert.Equal(expected, ZeroAcceptance.Escape(lot, defectives, sample, recall).ToDouble(), 1e-12);
            Assert.Equal(Binomial.HypergeometricAtMost(0, lot, defectives, sample), ZeroAcceptance.Escape(lot, defectives, sample, Rational.One)
                .ToDouble(), 1e-13);
            cases++;
        }

        Assert.Equal(7, cases);
    }

    [Fact]
    public void A_lot_of_a_million_is_planned_at_once() =>
        Assert.Equal(99, ZeroAcceptance.SampleSize(1_000_000, 0.03, 0.05));

    [Theory]
    // Montgomery, Introduction to Statistical Quality Control, 6th edition, table 15.2: n = 89, c = 2.
    [InlineData(0.005, 0.9897)]
    [InlineData(0.010, 0.9397)]
    [InlineData(0.020, 0.7366)]
    [InlineData(0.030, 0.4985)]
    [InlineData(0.040, 0.3042)]
    [InlineData(0.050, 0.1721)]
    [InlineData(0.060, 0.0919)]
    [InlineData(0.070, 0.0468)]
    [InlineData(0.080, 0.0230)]
    [InlineData(0.090, 0.0109)]
    public void The_operating_characteristic_is_as_published(double share, double accepted)
    {
        FixedPlan plan = new(89, 2);
        Assert.Equal(accepted, plan.Accept(share), 4);
        Assert.Equal(1 - accepted, plan.ProducersRisk(share), 4);
        Assert.Equal(plan.Accept(share), plan.ConsumersRisk(share / 0.8, 0.8), 12);
    }

    [Fact]
    public void The_smallest_fixed_plan_meets_both_risks_and_no_smaller_one_does()
    {
        FixedPlan plan = FixedPlan.Smallest(0.01, 0.06, 0.05, 0.10);
        Assert.True(plan.ProducersRisk(0.01) <= 0.05 && plan.ConsumersRisk(0.06) <= 0.10);
        int tried = 0;
        for (int n = 1; n < plan.Sample; n++)
        {
            for (int c = 0; c <= n && c < 12; c++, tried++)
            {
                FixedPlan smaller = new(n, c);
                Assert.False(smaller.ProducersRisk(0.01) <= 0.05 && smaller.ConsumersRisk(0.06) <= 0.10, $"{smaller}");
            }
        }

        Assert.True(tried > 500);
    }

    [Fact]
    public void A_finite_lots_operating_characteristic_is_hypergeometric()
    {
        FixedPlan plan = new(20, 1);
        BigInteger ways = Enumerable.Range(0, 2).Aggregate(BigInteger.Zero,
            (sum, k) => sum + ZeroAcceptance.Choose(8, k) * ZeroAcceptance.Choose(92, 20 - k));
        Assert.Equal((double)ways / (double)ZeroAcceptance.Choose(100, 20), plan.Accept(100, 8), 1e-12);
        Assert.Equal(1, plan.Accept(100, 1));
        Assert.Equal(0, plan.Accept(100, 90));
    }

    [Theory]
    [InlineData(0.01, 0.10, 0.05, 0.10, 0.93886, 1.20538, 0.03975, 5)]
    // Montgomery, 6th edition, section 15.3.3.
    [InlineData(0.01, 0.06, 0.05, 0.10, 1.22, 1.57, 0.028, 2)]
    public void Walds_lines_are_as_published(double p1, double p2, double a, double b, double h1, double h2, double s, int digits)
    {
        SequentialPlan plan = SequentialPlan.Create(p1, p2, a, b);
        Assert.Equal(h1, plan.AcceptIntercept, digits);
        Assert.Equal(h2, plan.RejectIntercept, digits);
        Assert.Equal(s, plan.Slope, Math.Max(digits, 3));
    }

    [Fact]
    public void Walds_plan_decides_at_its_lines()
    {
        SequentialPlan plan = SequentialPlan.Create(0.01, 0.10, 0.05, 0.10);
        Assert.Equal(24, plan.FewestToAccept);
        Assert.Equal(SequentialState.GoOn, plan.After(23, 0));
        Assert.Equal(SequentialState.Accept, plan.After(24, 0));
        Assert.Equal(SequentialState.GoOn, plan.After(2, 1));
        Assert.Equal(SequentialState.Reject, plan.After(2, 2));
    }

    [Fact]
    public void Strata_are_weighted_by_their_units()
    {
        StratumCount[] strata = [new(900, 30, 0), new(100, 10, 2)];
        Assert.Equal(0.02, Stratification.Estimate(strata), 1e-15);
        // 0.1^2 (1 - 0.1) 0.2 0.8 / 9
        Assert.Equal(Math.Sqrt(0.01 * 0.9 * 0.16 / 9), Stratification.StandardError(strata), 1e-15);
        Assert.Equal(30 / 0.9, Stratification.ProportionalWorth(strata), 1e-12);
        Assert.Equal(44.8, Stratification.EffectiveSample(300, 20, 0.3), 1);
    }

    [Fact]
    public void Proportional_parts_add_up_and_stay_within_their_strata()
    {
        Assert.Equal([45, 5], Stratification.Proportional([900, 100], 50));
        Assert.Equal([1, 1, 0], Stratification.Proportional([1, 1, 1], 2));
        Assert.Equal([900, 100], Stratification.Proportional([900, 100], 1000));
        // Equal spread: Neyman's split is the proportional one.
        Assert.Equal(45, Stratification.Neyman([900, 100], [0.1, 0.1], 50)[0], 1e-12);
    }

    [Theory]
    [InlineData(12, 10, 8, 14.89)]
    // Wikipedia, "Mark and recapture": 10 marked, 15 caught, 5 of them marked.
    [InlineData(10, 15, 5, 28.33)]
    public void Chapmans_estimate_is_as_published(int first, int second, int both, double all) =>
        Assert.Equal(all, CaptureRecapture.Chapman(first, second, both), 2);

    [Fact]
    public void Decimals_become_the_fractions_that_people_mean()
    {
        Assert.Equal(new Rational(1, 100), Rational.Of(0.01));
        Assert.Equal(new Rational(1, 1_000_000), Rational.Of(1e-6));
        Assert.Equal(new Rational(1500, 1), Rational.Of(1.5e3));
        Assert.Equal(new Rational(-1, 8), Rational.Of(-0.125));
        Assert.Equal(1.0 / 3.0, new Rational(1, 3).ToDouble());
        Assert.Equal(1e-300, Rational.Of(1e-300).ToDouble());
    }
}
