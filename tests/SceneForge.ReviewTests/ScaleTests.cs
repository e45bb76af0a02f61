using System.Text.Json.Nodes;
using SceneForge.Review.Data;
using SceneForge.ReviewTests.Support;

namespace SceneForge.ReviewTests;

/// <summary>
/// Large datasets, by counts of work: how long requests take is a figure of the benchmarks. The long form (SCENEFORGE_FULL=1) has 200,000 frames
/// of two cameras.
/// </summary>
public sealed class ScaleTests(ScaleTests.LargeReview review) : IClassFixture<ScaleTests.LargeReview>
{
    private readonly LargeDataset _data = review.Data;
    private readonly ReviewHost _host = review.Host;
    private readonly ReviewClient _anna = review.Anna;
    private readonly int _verdicts = review.Verdicts;

    [Fact]
    public async Task Queues_of_a_large_dataset_are_put_together_once_and_open_no_sequence()
    {
        string[] queues =
        [
            """{"order": "dataset", "status": "mine_open"}""", """{"order": "worst", "status": "mine_open"}""",
                """{"order": "random", "seed": "sample", "status": "reject"}""",
            """{"order": "dataset", "reviewer": "person 3"}""", """{"order": "worst", "check": "failed"}""",
        ];
        int asked = 0;
        foreach (string queue in queues)
        {
            _ = await _anna.QueueAsync(queue);
        }

        int made = _host.Server.Insight.Lists.Made;
        int opened = _host.Server.Dataset.Opened;
        for (int round = 0; round < 20; round++)
        {
            foreach (string queue in queues)
            {
                _ = await _anna.QueueAsync(queue, round % 2 == 0 ? "\"take\": 10" : "\"limit\": 500");
                asked++;
            }
        }

        Assert.Equal(100, asked);
        Assert.Equal(made, _host.Server.Insight.Lists.Made);
        Assert.Equal(opened, _host.Server.Dataset.Opened);
        Assert.InRange(opened, 0, 5);
    }

    [Fact]
    public async Task Progress_and_totals_count_every_verdict()
    {
        JsonNode all = await _anna.QueueAsync("""{"order": "dataset", "status": "mine_open"}""");
        Assert.Equal((_data.Pictures, _verdicts), ((int)all["total"]!, (int)all["judged"]!));
        (string Status, int Count)[] statuses = [("reject", _verdicts / 10), ("accept", _verdicts - _verdicts / 10),
            ("open", _data.Pictures - _verdicts), ("disputed", 0)];
        foreach ((string status, int count) in statuses)
        {
            Assert.Equal((status, count), (status,
                (int)(await _anna.QueueAsync($$"""{"order": "random", "seed": "b", "status": "{{status}}"}"""))["total"]!));
        }

        JsonNode findings = await _anna.GetJsonAsync("/api/findings");
        Assert.Equal((_verdicts, _verdicts / 10), ((int)findings["judged"]!, (int)findings["rejected"]!));
        Assert.Equal(_verdicts, findings["reviewers"]!.AsArray().Sum(r => (int)r!["judged"]!));
        Assert.Equal(16, findings["reviewers"]!.AsArray().Count);
    }

    [Fact]
    public async Task Pages_follow_one_another_through_the_whole_queue()
    {
        HashSet<int> seen = [];
        string rest = "\"limit\": 2000";
        JsonNode page;
        while ((page = (await _anna.QueueAsync("""{"order": "random", "seed": "c"}""", rest))["frames"]!).AsArray().Count > 0)
        {
            foreach (JsonNode? entry in page.AsArray())
            {
                Assert.True(seen.Add((int)entry![0]!));
            }

            rest = $"\"after\": {(int)page.AsArray()[^1]![0]!}, \"limit\": 2000";
        }

        Assert.Equal(_data.Pictures, seen.Count);
    }

    [Fact]
    public void Sets_of_pictures_follow_the_rules_of_sets()
    {
        int tried = 0;
        foreach (int size in (int[])[1, 63, 64, 65, 1000])
        {
            int[] thirds = [.. Enumerable.Range(0, size).Where(i => i % 3 == 0)];
            int[] halves = [.. Enumerable.Range(0, size).Where(i => i % 2 == 0)];
            FrameSet a = FrameSet.Of(size, thirds);
            FrameSet b = FrameSet.Of(size, halves);
            Assert.Equal(thirds.Intersect(halves), a.And(b).Members);
            Assert.Equal(thirds.Union(halves).Order(), a.Or(b).Members);
            Assert.Equal(thirds.Except(halves), a.Without(b).Members);
            FrameSet copy = a.Copy();
            copy[0] = false;
            Assert.Equal((thirds.Length, thirds.Length - 1), (a.Count, copy.Count));
            tried++;
        }

        Assert.Equal(5, tried);
    }

    /// <summary>One large dataset with many verdicts under review, for all tests.</summary>
    public sealed class LargeReview : IAsyncLifetime
    {
        private static readonly bool Full = Environment.GetEnvironmentVariable("SCENEFORGE_FULL") == "1";

        internal LargeDataset Data { get; } = Full ? new(2000, 100) : new(150, 20);

        internal ReviewHost Host { get; private set; } = null!;

        internal ReviewClient Anna { get; private set; } = null!;

        internal int Verdicts { get; private set; }

        public async Task InitializeAsync()
        {
            Data.AddChecks();
            Verdicts = Data.AddVerdicts(3);
            Host = await (await ReviewHost.StartAsync(Data.Folder)).ReadAsync();
            Anna = await ReviewClient.EnterAsync(Host);
        }

        public async Task DisposeAsync()
        {
            Anna.Dispose();
            await Host.DisposeAsync();
            Data.Dispose();
        }
    }
}
