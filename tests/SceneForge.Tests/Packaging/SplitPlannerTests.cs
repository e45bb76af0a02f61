using SceneForge.Packaging.Splits;
using SceneForge.Base.Input;
using Xunit;

namespace SceneForge.Tests.Packaging;

public sealed class SplitPlannerTests
{
    private static readonly SplitRatios Thirds = new(0.5, 0.25, 0.25);

    [Fact]
    public void Each_stratum_is_divided_by_the_shares()
    {
        SplitPlanner.Candidate[] all = [.. Enumerable.Range(0, 400).Select(i => Candidate(i, i % 4 == 0 ? "night" : "day", 100 * Math.Pow(1.02, i)))];
        SplitPlan plan = SplitPlanner.Plan(all, SplitRatios.Default, 7);
        Assert.Equal(400, plan.Groups);
        foreach (IGrouping<string, SplitPlanner.Candidate> stratum in all.GroupBy(c => c.Stratum))
        {
            int count = stratum.Count();
            int[] taken = [.. SplitRatios.Names.Select(s => stratum.Count(c => plan.Of(c.Number) == s))];
            Assert.Equal([count * 8 / 10, count / 10, count / 10], taken);
        }
    }

    [Fact]
    public void The_draw_follows_from_seed_and_numbers()
    {
        SplitPlanner.Candidate[] all = [.. Enumerable.Range(0, 60).Select(i => Candidate(i, "day", 100 + 20 * i))];
        SplitPlan plan = SplitPlanner.Plan(all, Thirds, 7);
        Assert.Equal(plan.BySequence, SplitPlanner.Plan([.. all.Reverse()], Thirds, 7).BySequence);
        Assert.NotEqual(plan.BySequence, SplitPlanner.Plan(all, Thirds, 8).BySequence);
    }

    [Fact]
    public void Mirror_images_and_near_duplicates_never_cross_a_split_whatever_their_weather()
    {
        // Every motion comes four times: as it is, mirrored, two millimetres off, and in other paint; in four kinds of weather.
        SplitPlanner.Candidate[] all =
        [
            .. Enumerable.Range(0, 40).SelectMany(i => (SplitPlanner.Candidate[])
            [
                Candidate(4 * i, "noon", 30 + i, 1.5, "#ffffff"), Candidate(4 * i + 1, "rain", 30 + i, -1.5, "#ffffff"),
                    Candidate(4 * i + 2, "night", 30.002 + i, 1.5, "#ffffff"), Candidate(4 * i + 3, "fog", 30 + i, 1.5, "#b3392f"),
            ]),
        ];
        SplitPlan plan = SplitPlanner.Plan(all, Thirds, 7);

        // Neighbours are a metre apart, more than a hundredth up to 99 m: each motion is a group.
        Assert.Equal(40, plan.Groups);
        Assert.All(Enumerable.Range(0, 40), i => Assert.Single(Enumerable.Range(4 * i, 4).Select(plan.Of).Distinct()));
        Assert.Equal([80, 40, 40], SplitRatios.Names.Select(s => plan.Sequences(s).Count()));
    }

    [Fact]
    public void Chains_of_likeness_stay_together()
    {
        SplitPlanner.Candidate[] all = [.. Enumerable.Range(0, 50).Select(i => Candidate(i, "day", 10 + 0.05 * i))];
        Assert.Equal(1, SplitPlanner.Plan(all, Thirds, 7).Groups);
    }

    [Fact]
    public void No_split_with_a_share_stays_empty_while_there_are_groups()
    {
        SplitPlanner.Candidate[] all = [.. Enumerable.Range(0, 3).Select(i => Candidate(i, "day", 100 + 20 * i))];
        SplitPlan plan = SplitPlanner.Plan(all, SplitRatios.Default, 7);
        Assert.All(SplitRatios.Names, s => Assert.Single(plan.Sequences(s)));
        Assert.Empty(SplitPlanner.Plan(all, new SplitRatios(0.5, 0.5, 0), 7).Sequences("test"));
    }

    [Theory]
    [InlineData("0.8/0.1/0.1", true)]
    [InlineData("1/0/0", true)]
    [InlineData("0.8/0.2", false)]
    [InlineData("0.8/0.1/0.2", false)]
    [InlineData("1.2/-0.1/-0.1", false)]
    [InlineData("a/b/c", false)]
    public void Shares_are_read_from_text(string text, bool isValid) => Assert.Equal(isValid, SplitRatios.TryParse(text) is not null);

    private static SplitPlanner.Candidate Candidate(int number, string stratum, double s, double offset = 0.25, string color = "#ffffff")
    {
        string scenario = string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $$"""{ "actors": [{ "name": "van", "asset": "van.panel", "color": "{{color}}", "start": { "lane": -1, "s": {{s}}, "offset":"""
                + $$""" {{offset}} }, "speed": 0.0 }] }""");
        return new SplitPlanner.Candidate(number, stratum, MotionKey.Of(JsonFile.Parse("scenario.json", scenario)));
    }
}
