using System.Diagnostics;
using System.Globalization;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;
using SceneForge.Scenarios.Values;
using Xunit;

namespace SceneForge.Tests.Scenarios;

public sealed class DesignTests : IDisposable
{
    private readonly SpecFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    // Fewest rows that are published for covering arrays of strength 2 and 3 (Colbourn's tables), or the product of the largest
    // level counts, below which no array exists.
    [InlineData(2, 25, 25, 5, 5, 5, 5)]
    [InlineData(2, 25, 25, 5, 5, 5, 5, 5, 5)]
    [InlineData(2, 20, 20, 5, 4, 3, 3)]
    [InlineData(2, 25, 25, 5, 5, 4, 3)]
    [InlineData(2, 16, 16, 4, 4, 4, 4)]
    [InlineData(2, 9, 9, 3, 3, 3, 3)]
    [InlineData(2, 12, 12, 6, 2, 2)]
    [InlineData(2, 6, 6, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2)]
    [InlineData(2, 36, 39, 6, 6, 6, 6)]
    [InlineData(3, 27, 27, 3, 3, 3, 3)]
    [InlineData(3, 60, 66, 5, 4, 3, 3, 2)]
    [InlineData(1, 5, 5, 5, 3, 2)]
    public void Covering_arrays_cover_everything_in_about_the_fewest_rows(int strength, int fewest, int reach, params int[] levels)
    {
        ScenarioSpec spec = _folder.Read(Spec($$"""{ "design": "pairwise", "strength": {{strength}} }""", levels));
        int[][] rows = Rows(spec, levels.Length);
        Assert.InRange(spec.VariationCount, fewest, reach);
        (int covered, int all) = Coverage(rows, levels, strength, _ => true);
        Assert.Equal(all, covered);
        Assert.True(all > 0);
    }

    [Fact]
    public void Written_rows_confine_what_they_name_and_leave_the_rest_free()
    {
        const string parameters =
            """{ "a": { "choice": [1, 2, 3] }, "b": { "truncated_normal": { "mean": 10, "deviation": 2, "min": 6, "max": 14 } }, "c": {"""
                + """ "uniform": [0, 1] } }""";
        ScenarioSpec spec =
            _folder.Read(SpecFolder.Spec("""{ "design": "rows", "count": 40, "rows": [{ "aim": "low", "set": { "a": 2, "b": { "min": 7, "max":"""
                + """ 7.01 } } }, { "set": { "/parameters/b": { "min": 13.5 } } }] }""", parameters, ego: Ego("a", "b", "c")));
        Assert.Equal((40, 2), (spec.VariationCount, spec.DesignRows));
        for (int attempt = 0; attempt < 50; attempt++)
        {
            Assert.Equal(2, Number(spec.Sample(0, attempt), "a"));
            Assert.InRange(Number(spec.Sample(0, attempt), "b"), 7, 7.01);
            Assert.InRange(Number(spec.Sample(1, attempt), "b"), 13.5, 14);
        }

        Assert.Equal(3, Enumerable.Range(2, 38).Select(v => Number(spec.Sample(v), "a")).Distinct().Count());
        Assert.True(Enumerable.Range(0, 50).Select(attempt => Number(spec.Sample(0, attempt), "c")).Distinct().Count() == 50);
        InputError never = Assert.Single(_folder.ErrorsOf(SpecFolder.Spec("""{ "design": "rows", "rows": [{ "set": { "b": { "min": 15 } } }] }""",
            parameters, ego: Ego("a", "b", "c"))));
        Assert.Equal("/variations/rows/0/set/b", never.Pointer);

        static double Number(SampledScenario scenario, string name) => scenario.Values["/parameters/" + name].Number!.Value;
    }

    [Fact]
    public void Constraints_are_kept_and_everything_else_is_still_covered()
    {
        int[] levels = [5, 4, 3, 3];
        string constraints =
            """[{ "forbid": { "p0": 0, "p1": [1, 2] } }, { "forbid": { "p1": 0, "p2": { "min": 1 }, "p3": 2 } }, { "forbid": { "p0": 4, "p3": 1"""
                + """ } }]""";
        static bool Allowed(int[] r) => !(r[0] == 0 && r[1] is 1 or 2) && !(r[1] == 0 && r[2] >= 1 && r[3] == 2) && !(r[0] == 4 && r[3] == 1);
        int[][] rows = Rows(_folder.Read(Spec($$"""{ "design": "pairwise", "constraints": {{constraints}} }""", levels)), 4);
        Assert.All(rows, r => Assert.True(Allowed(r)));
        (int covered, int all) = Coverage(rows, levels, 2, Allowed);
        Assert.Equal(all, covered);
        Assert.InRange(rows.Length, 18, 22);

        int[][] grid = Rows(_folder.Read(Spec($$"""{ "design": "grid", "constraints": {{constraints}} }""", levels)), 4);
        Assert.Equal(AllRows(levels).Count(Allowed), grid.Select(r => string.Join(',', r)).Distinct().Count());
        Assert.All(grid, r => Assert.True(Allowed(r)));

        foreach (string design in (string[])["random", "latin_hypercube"])
        {
            int[][] drawn = Rows(_folder.Read(Spec($$"""{ "design": "{{design}}", "count": 200, "constraints": {{constraints}} }""", levels)), 4);
            Assert.Equal(200, drawn.Length);
            Assert.All(drawn, r => Assert.True(Allowed(r)));
        }
    }

    [Fact]
    public void A_grid_holds_every_combination_once()
    {
        int[][] rows = Rows(_folder.Read(Spec("""{ "design": "grid" }""", [3, 4, 2])), 3);
        Assert.Equal(AllRows([3, 4, 2]).Select(r => string.Join(',', r)), rows.Select(r => string.Join(',', r)));
    }

    [Fact]
    public void A_latin_hypercube_takes_every_stratum_once()
    {
        string parameters = """{ "a": { "uniform": [0, 40] }, "b": { "uniform": [10, 50] } }""";
        ScenarioSpec spec = _folder.Read(SpecFolder.Spec("""{ "design": "latin_hypercube", "count": 40 }""", parameters, ego: Ego("a", "b")));
        foreach (string pointer in (string[])["/parameters/a", "/parameters/b"])
        {
            int[] strata = [.. Enumerable.Range(0, 40).Select(v => (int)spec.Sample(v).Values[pointer].Number!.Value % 40)];
            Assert.Equal(Enumerable.Range(0, 40), strata.Order());
            Assert.NotEqual(Enumerable.Range(0, 40), strata);
        }
    }

    [Fact]
    public void Variations_beyond_the_design_are_drawn_freely()
    {
        ScenarioSpec spec = _folder.Read(Spec("""{ "design": "pairwise", "count": 60 }""", [3, 3, 3]));
        Assert.Equal((60, 9), (spec.VariationCount, spec.DesignRows));
        Assert.True(Rows(spec, 3)[9..].Select(r => string.Join(',', r)).Distinct().Count() > 15);
    }

    [Fact]
    public void Continuous_factors_are_cut_into_bins_of_equal_probability()
    {
        string parameters = """{ "a": { "normal": { "mean": 40, "deviation": 2 }, "levels": 4 }, "b": { "choice": [1, 2, 3] } }""";
        ScenarioSpec spec = _folder.Read(SpecFolder.Spec("""{ "design": "pairwise" }""", parameters, ego: Ego("a", "b")));
        Assert.Equal(12, spec.VariationCount);
        // Quartiles of the normal distribution.
        double[] edges = [40 - 0.6744897501960817 * 2, 40, 40 + 0.6744897501960817 * 2];
        var cells = Enumerable.Range(0, 12).Select(v => spec.Sample(v).Values)
            .Select(x => (edges.Count(e => e <= x["/parameters/a"].Number), x["/parameters/b"].Number));
        Assert.Equal(12, cells.Distinct().Count());
    }

    [Fact]
    public void A_large_design_is_ready_in_seconds()
    {
        Stopwatch watch = Stopwatch.StartNew();
        int[] levels = [.. Enumerable.Repeat(5, 30)];
        int[][] rows = Rows(_folder.Read(Spec("""{ "design": "pairwise" }""", levels)), levels.Length);
        (int covered, int all) = Coverage(rows, levels, 2, _ => true);
        Assert.Equal(all, covered);
        // Two repetitions of the orthogonal array of 25 rows, less 5 that show nothing new; the time is generous for a busy machine.
        Assert.InRange(rows.Length, 25, 45);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }

    [Theory]
    [InlineData("""{ "design": "pairwise", "count": 8 }""", "/variations/count")]
    [InlineData("""{ "design": "random" }""", "/variations")]
    [InlineData("""{ "design": "grid", "strength": 2, "count": 99 }""", "/variations/strength")]
    [InlineData("""{ "design": "pairwise", "factors": ["p0"] }""", "/variations")]
    [InlineData("""{ "design": "pairwise", "factors": ["p0", "p0"] }""", "/variations/factors")]
    [InlineData("""{ "design": "pairwise", "factors": ["p0", "q1"] }""", "/variations/factors/1")]
    [InlineData("""{ "count": 9, "constraints": [{ "forbid": { "p0": 7 } }] }""", "/variations/constraints/0/forbid/p0")]
    [InlineData("""{ "count": 9, "constraints": [{ "forbid": { "px": 0 } }] }""", "/variations/constraints/0/forbid/px")]
    [InlineData("""{ "count": 9, "constraints": [{ "forbid": {} }] }""", "/variations/constraints/0/forbid")]
    [InlineData("""{ "count": 9, "constraints": [{ "forbid": { "p0": { "min": 9 } } }] }""", "/variations/constraints/0/forbid/p0")]
    public void Designs_that_cannot_be_are_refused(string variations, string pointer) =>
        Assert.Equal(pointer, _folder.ErrorsOf(Spec(variations, [3, 3, 3]))[0].Pointer);

    [Fact]
    public void Impossible_constraints_are_named_and_only_those()
    {
        string constraints =
            """[{ "forbid": { "p2": 1 } }, { "forbid": { "p0": [0, 1] } }, { "forbid": { "p1": 0 } }, { "forbid": { "p0": 2, "p1": { "min": 1 }"""
                + """ } }]""";
        InputError error = Assert.Single(_folder.ErrorsOf(Spec($$"""{ "count": 9, "constraints": {{constraints}} }""", [3, 3, 3])));
        Assert.Equal("/variations/constraints/1", error.Pointer);
        Assert.Contains("/variations/constraints/1, /variations/constraints/2, /variations/constraints/3.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constraints_that_a_continuous_draw_never_meets_are_refused()
    {
        string text = SpecFolder.Spec(
            """{ "count": 9, "constraints": [{ "forbid": { "a": { "max": 3 } } }, { "forbid": { "a": { "min": 2 } } }] }""",
            """{ "a": { "uniform": [1, 5] }, "b": { "choice": [1, 2] } }""",
            ego: Ego("a", "b"));
        InputError error = Assert.Single(_folder.ErrorsOf(text));
        Assert.Contains("/variations/constraints/0, /variations/constraints/1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Entangled_constraints_are_refused_rather_than_searched_for_ever()
    {
        // Twelve factors of 11 levels, neighbours different, and nothing left for the last: depth-first search meets that only at its leaves.
        int[] levels = [.. Enumerable.Repeat(11, 12)];
        IEnumerable<string> clauses = Enumerable.Range(0, 11).SelectMany(a => Enumerable.Range(0, 11)
            .Select(level => $$"""{ "forbid": { "p{{a}}": {{level}}, "p{{a + 1}}": {{level}} } }"""))
            .Concat(Enumerable.Range(0, 11).Select(level => $$"""{ "forbid": { "p11": {{level}} } }"""));
        InputError error = Assert.Single(_folder.ErrorsOf(Spec($$"""{ "count": 9, "constraints": [{{string.Join(", ", clauses)}}] }""", levels)));
        Assert.Equal("/variations", error.Pointer);
        Assert.Contains("entangled", error.Message, StringComparison.Ordinal);
    }

    private static string Ego(params string[] parameters)
    {
        string steps = string.Join(", ", parameters.Select((p, i) =>
            $$"""{ "name": "s{{i}}", "when": { "time": { "parameter": "{{p}}" } }, "do": { "stand": {} } }"""));
        return $$"""{ "asset": "car.hatchback", "start": { "road": "main", "lane": -1, "s": 1 }, "behaviour": [{{steps}}] }""";
    }

    private static string Spec(string variations, int[] levels)
    {
        string parameters = string.Join(", ", levels.Select((n, i) =>
            $$"""  "p{{i}}": { "choice": [{{string.Join(", ", Enumerable.Range(0, n))}}] }"""));
        return SpecFolder.Spec(variations, $"{{ {parameters} }}", ego: Ego([.. levels.Select((_, i) => $"p{i}")]));
    }

    private static int[][] Rows(ScenarioSpec spec, int factors) =>
        [.. Enumerable.Range(0, spec.VariationCount).Select(v => spec.Sample(v))
            .Select(s => Enumerable.Range(0, factors).Select(f => (int)s.Values[string.Create(CultureInfo.InvariantCulture, $"/parameters/p{f}")]
            .Number!.Value).ToArray())];

    private static IEnumerable<int[]> AllRows(int[] levels) =>
        levels.Aggregate<int, IEnumerable<int[]>>([[]], (rows, n) => rows.SelectMany(r => Enumerable.Range(0, n).Select(l => (int[])[.. r, l])));

    // Tuples that the rows show, and tuples that some allowed combination shows.
    private static (int Covered, int All) Coverage(int[][] rows, int[] levels, int strength, Func<int[], bool> allowed)
    {
        bool constrained = !AllRows([.. levels.Take(4)]).Where(r => r.Length == levels.Length).All(allowed);
        int covered = 0;
        int all = 0;
        foreach (int[] subset in Subsets(levels.Length, strength))
        {
            string Key(int[] r) => string.Join(',', subset.Select(f => r[f]));
            covered += rows.Select(Key).Distinct().Count();
            all += constrained ? AllRows(levels).Where(allowed).Select(Key).Distinct().Count() : subset.Aggregate(1, (p, f) => p * levels[f]);
        }

        return (covered, all);
    }

    private static IEnumerable<int[]> Subsets(int count, int size) => size == 0
        ? [[]]
        : Enumerable.Range(0, count).SelectMany(first => Subsets(count, size - 1).Where(rest => rest.All(f => f > first))
            .Select(rest => (int[])[first, .. rest]));
}
