using SceneForge.Quality.Decisions;
using SceneForge.Quality.Gate;
using SceneForge.Quality.Lots;
using SceneForge.Quality.Policy;
using SceneForge.Quality.Sampling;
using SceneForge.Quality.Statistics;
using SceneForge.Base.Random;
using Xunit;
using Xunit.Abstractions;

namespace SceneForge.Tests.Gate;

/// <summary>
/// Lots drawn and reviewed unit by unit, over a grid of strata, defect rates and recalls. In full (SCENEFORGE_FULL=1) 10,000 lots for
/// each point of the grid, else 1,000 over a part of it.
/// </summary>
public sealed class SimulatedLotTests(ITestOutputHelper output)
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("SCENEFORGE_FULL") == "1";
    private static readonly int Lots = IsFull ? 10_000 : 1_000;
    private static readonly PolicyLevel Level = PolicyReader.Read(Repository.PathOf("policies", "release.json")).Levels[0];
    private const int Kinds = 5;

    private static readonly int[][] Layouts = IsFull
        ? [[300], [2000], [20000], [1000, 1000], [2500, 300, 120, 60], [600, 500, 400, 300, 200, 150, 100, 80]]
        : [[2000], [2500, 300, 120, 60]];

    private static readonly double[] Recalls = IsFull ? [0.80, 0.85, 0.90, 0.95, 0.98, 1] : [0.85, 0.95, 1];

    private readonly Dictionary<(int Layout, int Attempt, int Caught, Severity Severity), int> _acceptanceNumbers = [];

    [Fact]
    public void The_consumers_risk_is_at_most_the_stated_one_everywhere()
    {
        int points = 0;
        double worst = 0;
        foreach (Point point in Grid(scale => scale >= 1, IsFull ? [1, 1.25, 2] : [1, 1.5]))
        {
            double accepted = Simulate(point);
            double computed = Computed(point);
            Assert.True(computed <= point.Risk, $"{point}: computed {computed}");
            // A strict comparison: what is computed lies far enough below for the noise of the simulation.
            Assert.True(accepted <= point.Risk, $"{point}: {accepted}");
            Close(point, accepted, computed);
            worst = Math.Max(worst, computed / point.Risk);
            points++;
        }

        output.WriteLine($"{points} points of {Lots} lots; the largest consumer's risk is {worst:P1} of the stated one");
        Assert.True(points >= (IsFull ? 400 : 30), $"{points}");
    }

    [Fact]
    public void The_producers_risk_is_the_computed_one()
    {
        int points = 0;
        foreach (Point point in Grid(scale => scale < 1, IsFull ? [0, 0.05, 0.2, 0.5] : [0, 0.1]))
        {
            double computed = Computed(point);
            double accepted = Simulate(point);
            Close(point, accepted, computed);
            points++;
        }

        Assert.True(points >= (IsFull ? 500 : 30), $"{points}");
        StratumCount[] strata = Strata([2000], 1);
        output.WriteLine($"{points} points; 2000 clean variations, recall 0.95: accepted with "
            + $"{AcceptanceProbability.Of(strata, Severity.Major, [0], Level, Kinds, 0.05, 0.95, 0.95):P1}; recall 0.98: "
            + $"{AcceptanceProbability.Of(strata, Severity.Major, [0], Level, Kinds, 0.05, 0.98, 0.98):P1}");
    }

    [Theory]
    // The table of docs/gate.md.
    [InlineData(60, "11%", "85%", "98%")]
    [InlineData(100, "50%", "100%", "100%")]
    [InlineData(150, "91%", "100%", "100%")]
    public void Clean_datasets_pass_as_the_documentation_says(int planted, params string[] shares)
    {
        string[] computed = [.. ((double[])[0.95, 0.98, 0.99]).Select(r =>
            Math.Round(100 * AcceptanceProbability.Of(Strata([2000], 1), Severity.Major, [0], Level with { Planted = planted }, Kinds, 0.05, r, r))
            + "%")];
        Assert.Equal(shares, computed);
        Assert.Contains($"| {planted} | {string.Join(" | ", shares)} |", File.ReadAllText(Repository.PathOf("docs", "gate.md")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Real_defects_that_are_harder_to_see_than_planted_ones_break_the_promise()
    {
        // The documented limit: recall is measured on planted defects and believed for real ones.
        StratumCount[] strata = Strata([2000], 1);
        double honest = AcceptanceProbability.Of(strata, Severity.Critical, [60], Level, Kinds, 0.05, 0.95, 0.95);
        double easyPlants = AcceptanceProbability.Of(strata, Severity.Critical, [60], Level, Kinds, 0.05, 0.20, 0.98);
        double hardPlants = AcceptanceProbability.Of(strata, Severity.Critical, [60], Level, Kinds, 0.05, 1.00, 0.95);
        output.WriteLine($"consumer's risk: same recall {honest:P2}, planted 0.98 but real 0.20 {easyPlants:P1}, planted 0.95 and real 1 "
            + $"{hardPlants:P2}");
        Assert.True(honest <= 0.05);
        Assert.True(easyPlants > 0.05);
        Assert.True(hardPlants <= honest);
    }

    [Fact]
    public void The_sequential_plan_keeps_its_consumers_risk()
    {
        int points = 0;
        const double risk = 0.05;
        SequentialPlan plan = SequentialPlan.Guaranteed(Level.Major.Acceptable!.Value, Level.Major.Limit * Level.Recall, 0.05, risk / 2);
        foreach (int units in (int[])[400, 2000, 20000])
        {
            int most = SampleSizes.Sequential(units, [Level], risk);
            foreach (double recall in Recalls.Where(r => r >= Level.Recall))
            {
                foreach (double scale in (double[])[1, 2])
                {
                    int bad = (int)Math.Floor(units * Level.Major.Limit * scale) + 1;
                    RandomStream random = new(7, (ulong)units, $"sequential/{recall}/{scale}");
                    int accepted = Enumerable.Range(0, Lots).Count(_ => Walk(random, units, bad, recall, most) == SequentialState.Accept);
                    Assert.True(accepted <= risk / 2 * Lots + 4 * Math.Sqrt(risk / 2 * Lots), $"{units} {recall} {scale}: {accepted} of {Lots}");
                    points++;
                }
            }
        }

        Assert.True(points >= 18);

        SequentialState Walk(RandomStream random, int units, int bad, double recall, int most)
        {
            int left = bad;
            int found = 0;
            for (int i = 0; i < most; i++)
            {
                if (random.NextDouble() * (units - i) < left)
                {
                    left--;
                    found += random.NextDouble() < recall ? 1 : 0;
                }

                if (plan.After(i + 1, found) is not SequentialState.GoOn and var state)
                {
                    return state;
                }
            }

            return SequentialState.Reject;
        }
    }

    [Fact]
    public void The_verdict_is_the_simulated_rule()
    {
        GatePolicy policy = GateCase.Policy();
        PolicyLevel level = policy.Levels[0];
        Lot lot = GateCase.Lot(300);
        GateDraw draw = GateDraw.Make(lot, policy, "training", 1, "ada", GateCase.Nonce);
        StratumCount[] strata = [.. draw.Strata.Select(s => new StratumCount(s.Units, s.Sample))];
        int[] outcomes = new int[3];
        for (int i = 0; i < 60; i++)
        {
            int bad = i % 12 * 2;
            int misses = i / 12;
            HashSet<int> set = [.. draw.Items.Take(bad).Select(d => d.Variation)];
            GateVerdict verdict = GateJudge.Decide(lot, GateCase.Evidence(lot, policy,
                v => set.Contains(v) ? new Defect("collision", Severity.Major, DefectPlace.WholeFrame) : null, k => k < misses));
            bool passes = AcceptanceProbability.Passes(strata, level, Severity.Major, bad, new Recall(20, 20 - misses).Lower(0.025), 0.05);
            Assert.Equal(passes, verdict.Outcome == GateOutcome.Accepted);
            outcomes[(int)verdict.Outcome]++;
        }

        Assert.True(outcomes[0] > 5 && outcomes[2] > 5);
    }

    private sealed record Point(int Layout, int Attempt, Severity Severity, double Scale, string Spread, double Recall, StratumCount[] Strata,
        int[] Defectives)
    {
        public double Risk => SceneForge.Quality.Statistics.Attempt.Risk(Attempt);

        public override string ToString() =>
            $"layout {string.Join('+', Strata.Select(s => s.Units))}, attempt {Attempt}, {Severity}, {Scale} x limit {Spread}, recall {Recall}";
    }

    private static IEnumerable<Point> Grid(Func<double, bool> isBad, double[] scales)
    {
        for (int layout = 0; layout < Layouts.Length; layout++)
        {
            int[] units = Layouts[layout];
            foreach (int attempt in IsFull ? (int[])[1, 3] : [1])
            {
                StratumCount[] strata = Strata(units, attempt);
                foreach (Severity severity in Enum.GetValues<Severity>())
                {
                    foreach (double scale in scales)
                    {
                        foreach (string spread in units.Length == 1 ? (string[])["evenly"] : ["evenly", "in the largest", "in the smallest"])
                        {
                            int[] defectives = Spread(units, severity, scale, spread, isBad(1));
                            if (defectives.Sum() == 0 && spread != "evenly")
                            {
                                continue;
                            }

                            foreach (double recall in Recalls)
                            {
                                yield return new Point(layout, attempt, severity, scale, spread, recall, strata, defectives);
                            }
                        }
                    }
                }
            }
        }
    }

    // A bad lot has more than its limit allows: over the whole lot, or for critical defects in one stratum.
    private static int[] Spread(int[] units, Severity severity, double scale, string spread, bool isBad)
    {
        double limit = severity switch { Severity.Critical => Level.CriticalLimit, Severity.Major => Level.Major.Limit,
            _ => Level.Minor.Limit } * scale;
        int place = spread == "in the largest" ? Array.IndexOf(units, units.Max()) : Array.IndexOf(units, units.Min());
        if (severity == Severity.Critical && spread != "evenly")
        {
            return [.. units.Select((u, i) => i == place ? Bad(u) : 0)];
        }

        if (spread == "evenly")
        {
            int all = severity == Severity.Critical ? 0 : Bad(units.Sum());
            return severity == Severity.Critical ? [.. units.Select(Bad)] : Stratification.Proportional(units, all);
        }

        // As many as fit into one stratum, the rest into the others.
        int rest = Bad(units.Sum());
        int[] parts = new int[units.Length];
        foreach (int i in Enumerable.Range(0, units.Length).OrderBy(i => i == place ? 0 : 1))
        {
            parts[i] = Math.Min(rest, units[i]);
            rest -= parts[i];
        }

        return parts;

        int Bad(int count) => !isBad
            ? (int)(count * limit)
            : severity == Severity.Critical
            ? ZeroAcceptance.Defectives(count, limit)
            : Math.Min(count, (int)(count * limit) + 1);
    }

    private static StratumCount[] Strata(int[] units, int attempt) =>
        [.. units.Zip(SampleSizes.Fixed(units, [Level], SceneForge.Quality.Statistics.Attempt.Risk(attempt)), (u, n) => new StratumCount(u, n))];

    private static double Computed(Point p) => AcceptanceProbability.Of(p.Strata, p.Severity, p.Defectives, Level, Kinds, p.Risk, p.Recall, p.Recall);

    private double Simulate(Point point)
    {
        RandomStream random = new(2026, 0, point.ToString());
        int accepted = 0;
        for (int lot = 0; lot < Lots; lot++)
        {
            int found = 0;
            for (int h = 0; h < point.Strata.Length; h++)
            {
                int left = point.Defectives[h];
                for (int i = 0; i < point.Strata[h].Sample && left > 0; i++)
                {
                    if (random.NextDouble() * (point.Strata[h].Units - i) < left)
                    {
                        left--;
                        found += random.NextDouble() < point.Recall ? 1 : 0;
                    }
                }
            }

            int caught = Enumerable.Range(0, Kinds).Min(_ => Enumerable.Range(0, Level.Planted).Count(_ => random.NextDouble() < point.Recall));
            accepted += found <= AcceptanceNumber(point, caught) ? 1 : 0;
        }

        return (double)accepted / Lots;
    }

    private int AcceptanceNumber(Point p, int caught)
    {
        if (!_acceptanceNumbers.TryGetValue((p.Layout, p.Attempt, caught, p.Severity), out int number))
        {
            double recall = new Recall(Level.Planted, caught).Lower(p.Risk / 2);
            number = -1;
            while (number < 1000 && AcceptanceProbability.Passes(p.Strata, Level, p.Severity, number + 1, recall, p.Risk))
            {
                number++;
            }

            _acceptanceNumbers[(p.Layout, p.Attempt, caught, p.Severity)] = number;
        }

        return number;
    }

    // Five standard deviations of the simulation, and one lot: several hundred points are compared.
    private static void Close(Point point, double accepted, double computed) =>
        Assert.True(Math.Abs(accepted - computed) <= 5 * Math.Sqrt(computed * (1 - computed) / Lots) + 1.0 / Lots,
            $"{point}: {accepted}, computed {computed}");
}
