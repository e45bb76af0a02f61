using System.Text.Json.Nodes;
using SceneForge.ReviewTests.Support;

namespace SceneForge.ReviewTests;

/// <summary>Stored checks beside the frames and in queues.</summary>
public sealed class CheckQueueTests : IDisposable
{
    private const int Sequences = 12;
    private const int Frames = 4;
    private readonly LargeDataset _data = new(Sequences, Frames);

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Failed_checks_come_first_then_borderline_ones_and_filters_find_them()
    {
        // Sequences 0 to 3 have a failed check in the frame of their number and a borderline one in the next.
        _data.AddChecks();
        await using ReviewHost host = await (await ReviewHost.StartAsync(_data.Folder)).ReadAsync();
        using ReviewClient anna = await ReviewClient.EnterAsync(host);
        string[] worst = await KeysAsync(anna, """{"order": "worst"}""");
        Assert.Equal(["0/CAM_FRONT/0", "1/CAM_FRONT/1", "2/CAM_FRONT/2", "3/CAM_FRONT/3", "0/CAM_FRONT/1", "1/CAM_FRONT/2", "2/CAM_FRONT/3",
            "3/CAM_FRONT/0"], worst[..8]);
        Assert.Equal(Sequences * Frames * LargeDataset.Cameras, worst.Distinct().Count());
        (string Check, int Count)[] filters = [("failed", 4), ("borderline", 4), ("mask_box", 4), ("blur", 4), ("ids", 0), ("no such check", 0)];
        foreach ((string check, int count) in filters)
        {
            Assert.Equal((check, count), (check, (await KeysAsync(anna, $$"""{"order": "dataset", "check": "{{check}}"}""")).Length));
        }

        JsonNode frame = await anna.FrameAsync("2/CAM_FRONT/2");
        Assert.Equal("""[{"check":"mask_box","severity":"critical","sensor":"CAM_FRONT","measured":12,"limit":0,"sentence":"It is off."}]""",
            frame["findings"]!.ToJsonString());
        Assert.Empty((await anna.FrameAsync("9/CAM_FRONT/2"))["findings"]!.AsArray());
        JsonNode checks = (await anna.GetJsonAsync("/api/dataset"))["checks"]!;
        Assert.Equal("current", (string)checks["state"]!);
        Assert.Equal("""[{"name":"mask_box","pictures":4},{"name":"blur","pictures":4},{"name":"ids","pictures":0}]""",
            checks["names"]!.ToJsonString());
    }

    [Fact]
    public async Task Checks_that_are_missing_damaged_or_of_other_files_are_said_and_a_new_one_shows_at_once()
    {
        await using ReviewHost host = await (await ReviewHost.StartAsync(_data.Folder)).ReadAsync();
        using ReviewClient anna = await ReviewClient.EnterAsync(host);
        string file = Path.Combine(_data.Folder, "checks", "checks.json");
        async Task<(string, string)> StateAsync()
        {
            JsonNode checks = (await anna.GetJsonAsync("/api/dataset"))["checks"]!;
            return ((string)checks["state"]!, (string)checks["sentence"]!);
        }

        (string state, string sentence) = await StateAsync();
        Assert.Equal("missing", state);
        Assert.Contains("sceneforge check DIR", sentence, StringComparison.Ordinal);
        _data.AddChecks();
        Assert.Equal(("current", ""), await StateAsync());
        Assert.Single((await anna.FrameAsync("2/CAM_FRONT/2"))["findings"]!.AsArray());
        string good = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, good.Replace("\"root\":\"", "\"root\":\"0", StringComparison.Ordinal));
        Assert.Equal("outdated", (await StateAsync()).Item1);
        Assert.Empty((await anna.FrameAsync("2/CAM_FRONT/2"))["findings"]!.AsArray());
        await File.WriteAllTextAsync(file, good[..^40]);
        Assert.Equal("damaged", (await StateAsync()).Item1);
    }

    [Fact]
    public async Task Near_duplicates_and_looks_of_one_sequence_alone_are_named_and_come_before_the_rest()
    {
        _data.AddChecks();
        string labels = Path.Combine(_data.Folder, "sequences", "000007", "labels", "000001.json");
        // A person hidden as in no other sequence. The file is a link: written anew, not through it.
        string far = (await File.ReadAllTextAsync(labels)).Replace("\"occlusion\": 0.2", "\"occlusion\": 0.7", StringComparison.Ordinal);
        File.Delete(labels);
        await File.WriteAllTextAsync(labels, far);
        JsonNode report = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_data.Folder, "checks", "checks.json")))!;
        await File.WriteAllTextAsync(Path.Combine(_data.Folder, "checks", "coverage.json"), $$$"""
            {"root": "{{{report["root"]}}}", "near_duplicates": {"pairs": [{"camera": "CAM_LEFT", "first_sequence": 5, "first_frame": 0,
              "second_sequence": 6, "second_frame": 2, "distance": 1}]}}
            """);
        await using ReviewHost host = await (await ReviewHost.StartAsync(_data.Folder)).ReadAsync();
        using ReviewClient anna = await ReviewClient.EnterAsync(host);
        string[] worst = await KeysAsync(anna, """{"order": "worst"}""");
        Assert.Equal(["5/CAM_LEFT/0", "6/CAM_LEFT/2", "7/CAM_FRONT/1", "7/CAM_LEFT/1"], worst[8..12]);
        Assert.Equal("""["looks like 6/CAM_LEFT/2"]""", (await anna.FrameAsync("5/CAM_LEFT/0"))["reasons"]!.ToJsonString());
        Assert.Equal("in no other sequence: pedestrian, 0-10 m, 50-80% hidden, dry, day",
            (string)(await anna.FrameAsync("7/CAM_FRONT/1"))["reasons"]![0]!);
        Assert.Empty((await anna.FrameAsync("8/CAM_FRONT/1"))["reasons"]!.AsArray());
    }

    private static async Task<string[]> KeysAsync(ReviewClient client, string queue) =>
        [.. (await client.QueueAsync(queue, "\"limit\": 2000"))["frames"]!.AsArray().Select(e => $"{e![1]}/{e[2]}/{e[3]}")];
}
