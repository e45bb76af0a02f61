using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using SceneForge.Quality.Gate;
using SceneForge.ReviewTests.Support;

namespace SceneForge.ReviewTests;

/// <summary>From outside, planted frames look like drawn ones.</summary>
public sealed class PlantedFrameSecrecyTests
{
    private const int Permutations = 999;

    [Fact]
    public async Task No_header_size_order_name_or_time_tells_a_planted_frame_from_others()
    {
        using GatedDataset data = new(60, 12, 12, doubleReview: 0.2, crowd: true);
        await data.DrawAsync();
        (QueuedItem Item, PlantedItem? Planted)[] items = data.Items();
        bool[] isPlanted = [.. items.Select(i => i.Planted?.Kind is not null)];
        Assert.Equal(60, isPlanted.Count(p => p));
        Assert.True(items.Length >= 60 + 12 + 12, $"{items.Length} items");
        await using ReviewHost host = await ReviewHost.StartAsync(data.Queue);
        using ReviewClient client = await ReviewClient.EnterAsync(host);

        // Once unseen, so that no first call counts; then every item in turns.
        string[] headers = await Observe(client, 0, items[0].Item.Frame, []);
        List<double>[] features = [.. items.Select(_ => new List<double>())];
        for (int i = 0; i < items.Length; i++)
        {
            features[i].Add(i);
            features[i].Add(Convert.ToUInt32(items[i].Item.Item[..8], 16));
            features[i].Add(items[i].Item.Frame);
            features[i].Add(items[i].Item.Reviews);
            Assert.Equal(headers, await Observe(client, i, items[i].Item.Frame, features[i]));
        }

        // The queue lists the items by their names, which follow from hashes.
        JsonNode queue = await client.QueueAsync("""{"order": "worst"}""", "\"limit\": 2000");
        Assert.Equal(Enumerable.Range(0, items.Length), queue["frames"]!.AsArray().Where(f => (string)f![2]! == "CAM_FRONT")
            .Select(f => (int)f![1]!));
        Assert.Equal(items.Select(i => i.Item.Item).Order(StringComparer.Ordinal), items.Select(i => i.Item.Item));

        // The best of all features, as far from chance as it is, against the same with planted frames named at random.
        int count = features[0].Count;
        Assert.All(features, f => Assert.Equal(count, f.Count));
        Assert.True(count > 20, $"{count} features");
        double[][] ranks = [.. Enumerable.Range(0, count).Select(k => Ranks([.. features.Select(f => f[k])]))];
        double found = ranks.Max(r => Separation(r, isPlanted));
        Random random = new(1);
        double[] chance = [.. Enumerable.Range(0, Permutations).Select(_ =>
        {
            random.Shuffle(isPlanted);
            return ranks.Max(r => Separation(r, isPlanted));
        }).Order()];
        Assert.True(found <= chance[^1], string.Create(CultureInfo.InvariantCulture,
            $"The best feature separates planted frames by {found:0.000}; by chance at most {chance[^1]:0.000} in {Permutations} trials."));
    }

    // Sizes and times of everything that the page asks for about an item. Returns the headers, whose names and values must be those of every item.
    private static async Task<string[]> Observe(ReviewClient client, int number, int frame, List<double> features)
    {
        SortedSet<string> headers = new(StringComparer.Ordinal);
        foreach (string camera in (string[])["CAM_FRONT", "CAM_LEFT"])
        {
            JsonNode document = JsonNode.Parse(await Get($"/api/frames/{number}/{camera}/{frame}"))!;
            Assert.Equal("open", (string)document["status"]!);
            string[] addresses = [(string)document["labels"]!, .. document["channels"]!.AsObject()
                .Select(c => (string)c.Value!), .. document["sweeps"]!.AsObject().Select(c => (string)c.Value!)];
            foreach (string address in addresses.Append($"/api/thumbnails/{number}/{camera}/{frame}"))
            {
                await Get(address);
            }
        }

        await Get($"/api/sequences/{number}");
        return [.. headers];

        async Task<string> Get(string address)
        {
            long start = Stopwatch.GetTimestamp();
            using HttpResponseMessage answer = await client.Http.GetAsync(address);
            byte[] body = await answer.Content.ReadAsByteArrayAsync();
            features.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            features.Add(body.Length);
            Assert.Equal(200, (int)answer.StatusCode);
            foreach ((string name, IEnumerable<string> values) in answer.Headers.Concat(answer.Content.Headers))
            {
                headers.Add(name is "ETag" or "Content-Length" or "Date" ? name : $"{name}: {string.Join(", ", values)}");
            }

            return System.Text.Encoding.UTF8.GetString(body);
        }
    }

    private static double[] Ranks(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return [.. values.Select(v => (Array.FindIndex(sorted, s => s == v) + Array.FindLastIndex(sorted, s => s == v)) / 2.0)];
    }

    // How far the area under the ROC curve is from that of a coin (Mann and Whitney 1947).
    private static double Separation(double[] ranks, bool[] isPlanted)
    {
        double sum = 0;
        int planted = 0;
        for (int i = 0; i < ranks.Length; i++)
        {
            if (isPlanted[i])
            {
                sum += ranks[i];
                planted++;
            }
        }

        double area = (sum - planted * (planted - 1) / 2.0) / ((double)planted * (ranks.Length - planted));
        return Math.Abs(area - 0.5);
    }
}
