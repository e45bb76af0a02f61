using System.Net;
using System.Text.Json.Nodes;
using SceneForge.Review.Comparisons;
using SceneForge.ReviewTests.Support;

namespace SceneForge.ReviewTests;

/// <summary>Which pictures people compare, and what their choices say in the log.</summary>
public sealed class ComparisonTests
{
    [Fact]
    public void Pairs_differ_in_one_value_where_the_design_has_such_pairs()
    {
        // A grid of 3 x 4 values: a row's 4 give 6 pairs each, a column's 3 give 3 each.
        var grid = from speed in Enumerable.Range(0, 3) from sky in (string[])["dry", "rain", "fog", "snow"] select Drawn(("speed", (double)speed),
            ("sky", sky));
        VariationPair[] pairs = PairDesign.Find([.. grid.Select((d, i) => (i, (IReadOnlyDictionary<string, object>)d))], "seed");
        Assert.Equal(3 * 6 + 4 * 3, pairs.Length);
        Assert.Equal(pairs.Length, pairs.Select(p => (p.First, p.Second)).Distinct().Count());
        Assert.All(pairs, p => Assert.Equal(1, p.Differing));
        Assert.All(pairs, p => Assert.True(p.First / 4 == p.Second / 4 ^ p.First % 4 == p.Second % 4));
    }

    [Fact]
    public void Pairs_differ_in_the_fewest_values_where_no_two_differ_in_one()
    {
        // All three differ; a and b share two of three, which a missing value does not.
        (int, IReadOnlyDictionary<string, object>)[] drawn =
        [
            (10, Drawn(("x", 1.0), ("y", 1.0), ("z", 1.0))),
            (11, Drawn(("x", 2.0), ("y", 2.0), ("z", 1.0))),
            (12, Drawn(("x", 3.0), ("y", 3.0))),
        ];
        VariationPair[] pairs = PairDesign.Find(drawn, "seed");
        Assert.Equal(new VariationPair(10, 11, 2), pairs[0]);
        Assert.Equal([2, 3, 3], pairs.Select(p => p.Differing));
    }

    [Fact]
    public void Variations_that_are_the_same_are_no_pair()
    {
        Assert.Empty(PairDesign.Find([(0, Drawn(("x", 1.0))), (1, Drawn(("x", 1.0)))], "seed"));
        Assert.Empty(PairDesign.Find([], "seed"));
    }

    [Fact]
    public async Task A_choice_is_stored_with_digests_and_told_what_differs_and_the_pair_never_comes_again()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenAsync(new(4));
        await desk.Host.ReadAsync();
        ReviewClient anna = desk.Anna;
        // Speed differs everywhere; weather too in 4 of the 6 pairs.
        JsonNode page = await anna.GetJsonAsync("/api/pairs");
        Assert.DoesNotContain("weather", page.ToJsonString(), StringComparison.Ordinal);
        HashSet<string> seen = [];
        for (int i = 0; i < 2; i++)
        {
            JsonNode pair = (await anna.GetJsonAsync("/api/pairs"))["pairs"]![0]!;
            Assert.True(seen.Add(Sequences(pair)));
            using HttpResponseMessage answer = await ChooseAsync(anna, pair, "b");
            JsonNode told = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            Assert.Equal("/parameters/speed", (string)told["differs"]![0]!["parameter"]!);
            Assert.Single(told["differs"]!.AsArray());
        }

        Assert.Equal(2, (int)(await anna.GetJsonAsync("/api/pairs"))["judged"]!);
        JsonNode[] lines = [.. (await anna.ExportAsync()).Select(l => JsonNode.Parse(l)!)];
        Assert.Equal(2, lines.Length);
        Assert.All(lines, l =>
        {
            JsonNode act = l["act"]!;
            Assert.Equal(("preference", "anna", "sample", "b"), ((string)l["kind"]!, (string)l["person"]!, (string)l["scenario"]!,
                (string)act["choice"]!));
            Assert.Equal((64, 64), (((string)act["a_hash"]!).Length, ((string)act["b_hash"]!).Length));
            Assert.Equal(((string)act["a"]!).Split('/')[1..], ((string)act["b"]!).Split('/')[1..]);
            Assert.NotEqual((double)act["differs"]![0]!["a"]!, (double)act["differs"]![0]!["b"]!);
        });
    }

    [Fact]
    public async Task Undo_brings_a_pair_back_and_a_choice_sent_twice_is_made_once()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenAsync(new(4));
        await desk.Host.ReadAsync();
        ReviewClient anna = desk.Anna;
        JsonNode first = (await anna.GetJsonAsync("/api/pairs"))["pairs"]![0]!;
        (await ChooseAsync(anna, first, "a", "same")).EnsureSuccessStatusCode();
        (await ChooseAsync(anna, first, "a", "same")).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.BadRequest, (await ChooseAsync(anna, first, "equal", "another")).StatusCode);
        Assert.NotEqual(Sequences(first), Sequences((await anna.GetJsonAsync("/api/pairs"))["pairs"]![0]!));
        (await anna.PostAsync("/api/undo", "{}")).EnsureSuccessStatusCode();
        Assert.Equal(first.ToJsonString(), (await anna.GetJsonAsync("/api/pairs"))["pairs"]![0]!.ToJsonString());
        Assert.Equal(["preference", "undo"], (await anna.ExportAsync()).Select(l => (string)JsonNode.Parse(l)!["kind"]!));
    }

    [Fact]
    public async Task Choices_of_files_that_changed_or_of_pictures_that_are_no_pair_are_refused()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenAsync(new(2));
        await desk.Host.ReadAsync();
        ReviewClient anna = desk.Anna;
        JsonNode pair = (await anna.GetJsonAsync("/api/pairs"))["pairs"]![0]!;
        JsonNode changed = pair.DeepClone();
        changed["a"]!["sha256"] = new string('0', 64);
        Assert.Equal(HttpStatusCode.Conflict, (await ChooseAsync(anna, changed, "a")).StatusCode);
        JsonNode same = pair.DeepClone();
        same["b"] = same["a"]!.DeepClone();
        Assert.Equal(HttpStatusCode.BadRequest, (await ChooseAsync(anna, same, "a")).StatusCode);
        JsonNode nowhere = pair.DeepClone();
        nowhere["b"]!["frame"] = "../../etc/CAM/0";
        Assert.Equal(HttpStatusCode.BadRequest, (await ChooseAsync(anna, nowhere, "a")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await ChooseAsync(anna, pair, "left")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await anna.PostAsync("/api/acts",
            """{"kind": "preference", "act": {"a": "0/CAM_FRONT/0", "a_hash": "", "b": "1/CAM_FRONT/0", "b_hash": "", "choice": "a"}}"""))
            .StatusCode);
        Assert.Empty(await anna.ExportAsync());
    }

    [Fact]
    public async Task A_ranking_is_stored_and_the_same_pictures_are_not_ranked_twice()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenAsync(new(7));
        ReviewClient anna = desk.Anna;
        HashSet<string> seen = [];
        for (int i = 0; i < 3; i++)
        {
            JsonNode[] frames = [.. (await anna.GetJsonAsync("/api/rankings"))["frames"]!.AsArray().Select(f => f!)];
            Assert.Equal(5, frames.Length);
            Assert.True(seen.Add(string.Join(' ', frames.Select(f => (string)f["frame"]!).Order(StringComparer.Ordinal))));
            string json = new JsonObject
            {
                ["frames"] = new JsonArray([.. frames.Reverse().Select(f => f["frame"]!.DeepClone())]),
                ["hashes"] = new JsonArray([.. frames.Reverse().Select(f => f["sha256"]!.DeepClone())]),
            }.ToJsonString();
            (await anna.PostAsync("/api/rankings", json)).EnsureSuccessStatusCode();
        }

        JsonNode[] lines = [.. (await anna.ExportAsync()).Select(l => JsonNode.Parse(l)!)];
        Assert.Equal(["ranking", "ranking", "ranking"], lines.Select(l => (string)l["kind"]!));
        Assert.All(lines, l => Assert.Equal(5, l["act"]!["hashes"]!.AsArray().Count));
    }

    private static Dictionary<string, object> Drawn(params (string Name, object Value)[] values) => values.ToDictionary(v => v.Name, v => v.Value);

    private static string Sequences(JsonNode pair) =>
        string.Join('-', ((string[])["a", "b"]).Select(s => ((string)pair[s]!["frame"]!).Split('/')[0]).Order(StringComparer.Ordinal));

    private static Task<HttpResponseMessage> ChooseAsync(ReviewClient client, JsonNode pair, string choice, string? request = null) =>
        client.PostAsync("/api/pairs", new JsonObject
    {
        ["a"] = pair["a"]!["frame"]!.DeepClone(),
        ["a_hash"] = pair["a"]!["sha256"]!.DeepClone(),
        ["b"] = pair["b"]!["frame"]!.DeepClone(),
        ["b_hash"] = pair["b"]!["sha256"]!.DeepClone(),
        ["choice"] = choice,
        ["request"] = request,
    }.ToJsonString());
}
