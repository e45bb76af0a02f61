using System.Net;
using System.Text.Json.Nodes;
using SceneForge.ReviewTests.Support;

namespace SceneForge.ReviewTests;

/// <summary>Acts over HTTP: nothing lost, nothing overwritten, nothing told to those who must not know.</summary>
public sealed class ActTests : IAsyncLifetime
{
    private const string Key = "0/CAM_FRONT/0";
    private ReviewDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await ReviewDesk.OpenAsync(new(5));

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task The_printed_address_opens_one_session_and_no_second()
    {
        using ReviewClient second = ReviewClient.Anonymous(_desk.Host.Address);
        using HttpResponseMessage entered = await second.Http.GetAsync(_desk.Host.Server.Entrance);
        Assert.Equal(HttpStatusCode.Found, entered.StatusCode);
        using HttpResponseMessage answer = await second.Http.GetAsync("/api/session");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_stale_view_conflicts_and_changes_nothing()
    {
        ReviewClient client = _desk.Anna;
        string etag = (string)(await client.FrameAsync(Key))["etag"]!;
        await client.ActAsync(Key, "verdict", """{"verdict": "accept"}""");
        using HttpResponseMessage stale = await client.ActAsync(Key, "verdict", """{"verdict": "cannot_judge"}""", etag);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Equal("accept", (string)(await client.FrameAsync(Key))["status"]!);
        using HttpResponseMessage blind = await client.PostAsync($"/api/frames/{Key}/acts", """{"kind": "verdict", "act": {"verdict": "accept"}}""");
        Assert.Equal(428, (int)blind.StatusCode);
    }

    [Fact]
    public async Task What_was_seen_of_other_files_is_no_verdict_on_these()
    {
        // One frame that nobody has touched, one with a comment; both are made anew while the page is open.
        await _desk.Anna.ActAsync("1/CAM_FRONT/1", "comment", """{"text": "look"}""");
        string[] keys = ["1/CAM_FRONT/0", "1/CAM_FRONT/1", "0/CAM_FRONT/0"];
        string[] seen = [.. await Task.WhenAll(keys.Select(async k => (string)(await _desk.Anna.FrameAsync(k))["etag"]!))];
        using SampleDataset other = new(5, seed: 1);
        await _desk.RestartAsync(() => _desk.Data.Replace(1, other));
        List<HttpStatusCode> answers = [];
        foreach ((string key, string etag) in keys.Zip(seen))
        {
            using HttpResponseMessage answer = await _desk.Anna.ActAsync(key, "verdict", """{"verdict": "accept"}""", etag);
            answers.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.OK], answers);
    }

    [Fact]
    public async Task A_repeated_request_is_done_once()
    {
        ReviewClient client = _desk.Anna;
        const string act = """{"verdict": "accept", "request": "r1"}""";
        string etag = (string)(await client.FrameAsync(Key))["etag"]!;
        using HttpResponseMessage first = await client.ActAsync(Key, "verdict", act, etag);
        using HttpResponseMessage again = await client.ActAsync(Key, "verdict", act, etag);
        Assert.True(first.IsSuccessStatusCode && again.IsSuccessStatusCode);
        Assert.Single((await client.FrameAsync(Key))["acts"]!.AsArray());
        await client.ActAsync("1/CAM_FRONT/0", "verdict", """{"verdict": "accept"}""");
        using HttpResponseMessage undo = await client.PostAsync("/api/undo", """{"request": "u1"}""");
        using HttpResponseMessage undoAgain = await client.PostAsync("/api/undo", """{"request": "u1"}""");
        Assert.Equal("open", (string)(await client.FrameAsync("1/CAM_FRONT/0"))["status"]!);
        Assert.Equal("accept", (string)(await client.FrameAsync(Key))["status"]!);
    }

    [Fact]
    public async Task Undo_goes_back_over_frames_act_by_act()
    {
        ReviewClient client = _desk.Anna;
        string[] keys = ["0/CAM_FRONT/0", "0/CAM_FRONT/1", "1/CAM_LEFT/0"];
        foreach (string key in keys)
        {
            await client.ActAsync(key, "verdict", """{"verdict": "accept"}""");
        }

        foreach (string key in keys.Reverse())
        {
            Assert.Equal(key, (string)(await client.DoAsync("/api/undo", "{}"))["subject"]!);
            Assert.Equal("open", (string)(await client.FrameAsync(key))["status"]!);
        }

        Assert.Null((await client.DoAsync("/api/undo", "{}"))["undone"]);
    }

    [Fact]
    public async Task The_second_of_two_reviewers_sees_nothing_of_the_first_and_disagreement_goes_to_the_lead()
    {
        (ReviewClient lead, ReviewClient ben, ReviewClient cleo) = await PeopleAsync();
        await lead.DoAsync("/api/acts", """{"kind": "setting", "act": {"double_share": 1}}""");
        string before = await FrameTextAsync(cleo);
        await ben.ActAsync(Key, "comment", """{"text": "look at the coat"}""");
        await ben.ActAsync(Key, "correction", """{"object": 5, "before": {"class": 13}, "after": {"class": 14}}""");
        await ben.ActAsync(Key, "verdict", """{"verdict": "accept"}""");
        Assert.Equal(before, await FrameTextAsync(cleo));
        Assert.Equal(1, await QueueCountAsync(lead, "second"));
        // A lead may be the second as well: they learn that one is due, and no more.
        JsonNode waiting = await lead.FrameAsync(Key);
        Assert.Equal(("second", 0), ((string)waiting["status"]!, waiting["acts"]!.AsArray().Count));
        Assert.EndsWith("-none", (string)waiting["etag"]!, StringComparison.Ordinal);
        Assert.Equal(0, await QueueCountAsync(cleo, "second"));
        Assert.Equal(20, await QueueCountAsync(cleo, "mine_open"));
        Assert.Equal(19, await QueueCountAsync(ben, "mine_open"));

        JsonNode after = await cleo.ActAsync(Key, "verdict", """{"verdict": "reject", "defects": [{"kind": "class_wrong", "object": 5}]}""");
        Assert.Equal("disputed", (string)after["status"]!);
        Assert.Equal(4, after["acts"]!.AsArray().Count);
        JsonNode disputed = await lead.FrameAsync(Key);
        Assert.Equal(("disputed", 4), ((string)disputed["status"]!, disputed["acts"]!.AsArray().Count));

        string etag = (string)(await cleo.FrameAsync(Key))["etag"]!;
        using HttpResponseMessage usurped = await cleo.ActAsync(Key, "verdict", """{"verdict": "accept", "settles": true}""", etag);
        Assert.Equal(HttpStatusCode.Forbidden, usurped.StatusCode);
        await lead.ActAsync(Key, "comment", """{"text": "it is a child", "replies": 2}""");
        JsonNode settled = await lead.ActAsync(Key, "verdict",
            """{"verdict": "reject", "settles": true, "defects": [{"kind": "class_wrong", "object": 5}]}""");
        Assert.Equal("reject", (string)settled["status"]!);
    }

    [Fact]
    public async Task Two_people_on_one_queue_never_get_the_same_frame()
    {
        (ReviewClient lead, ReviewClient ben, ReviewClient cleo) = await PeopleAsync();
        HashSet<int> taken = [];
        int frames = 0;
        foreach (ReviewClient client in (ReviewClient[])[ben, cleo, lead, ben])
        {
            JsonNode page = await client.QueueAsync("""{"order": "dataset", "status": "mine_open"}""",
                $"\"take\": 5, \"skip\": [{string.Join(", ", taken)}]");
            foreach (JsonNode? entry in page["frames"]!.AsArray())
            {
                Assert.True(taken.Add((int)entry![0]!));
                frames++;
            }
        }

        Assert.Equal(20, frames);
    }

    [Fact]
    public async Task The_log_survives_and_replays_and_exports_with_hashes()
    {
        await _desk.Anna.ActAsync(Key, "verdict", """{"verdict": "accept"}""");
        await _desk.Anna.ActAsync("2/CAM_LEFT/1", "verdict", """{"verdict": "reject", "defects": [{"kind": "box_shifted"}]}""");
        await _desk.Anna.DoAsync("/api/undo", "{}");
        string[] lines = await _desk.Anna.ExportAsync();
        Assert.Equal(3, lines.Length);
        Assert.Equal(["0/CAM_FRONT/0:accept", "2/CAM_LEFT/1:"], ReplayedElsewhere.State(lines));
        await _desk.RestartAsync();
        Assert.Equal("accept", (string)(await _desk.Anna.FrameAsync(Key))["status"]!);
        Assert.Equal("open", (string)(await _desk.Anna.FrameAsync("2/CAM_LEFT/1"))["status"]!);
    }

    [Fact]
    public async Task Queues_filter_by_status_class_value_and_order()
    {
        ReviewClient client = _desk.Anna;
        await client.ActAsync(Key, "verdict", """{"verdict": "accept"}""");
        await _desk.Host.ReadAsync();
        (string Queue, int Count)[] cases =
        [
            ("""{"order": "dataset"}""", 20), ("""{"order": "dataset", "status": "accept"}""", 1), ("""{"order": "dataset", "status": "open"}""", 19),
            ("""{"order": "dataset", "class": 13}""", 20), ("""{"order": "dataset", "class": 14}""", 0),
                ("""{"order": "dataset", "camera": "CAM_LEFT"}""", 10),
            ("""{"order": "worst", "sequence": 3}""", 4),
                ("""{"order": "random", "seed": "a", "values": {"/parameters/speed": {"min": 0.5, "max": 1}}}""", 8),
            ("""{"order": "dataset", "values": {"/parameters/weather": {"texts": ["rain"]}}}""", 8),
                ("""{"order": "dataset", "reviewer": "anna"}""", 1), ("""{"order": "dataset", "reviewer": "nobody"}""", 0),
        ];
        foreach ((string queue, int count) in cases)
        {
            Assert.Equal((queue, count), (queue, (int)(await client.QueueAsync(queue))["total"]!));
        }

        Assert.Equal(11, cases.Length);
        string[] orders = [.. await Task.WhenAll(new[] { "a", "a", "b" }.Select(async seed =>
            (await client.QueueAsync($$"""{"order": "random", "seed": "{{seed}}"}"""))["frames"]!.ToJsonString()))];
        Assert.Equal(orders[0], orders[1]);
        Assert.NotEqual(orders[0], orders[2]);
    }

    [Fact]
    public async Task Sixteen_reviewers_lose_and_overwrite_nothing()
    {
        ReviewClient lead = _desk.Anna;
        string[] keys = [.. Enumerable.Range(0, 5).SelectMany(s => new[] { $"{s}/CAM_FRONT/0", $"{s}/CAM_LEFT/1" })];
        int people = Environment.GetEnvironmentVariable("SCENEFORGE_FULL") == "1" ? 16 : 6;
        const int each = 25;
        int stored = 0;
        int refused = 0;
        await Task.WhenAll(Enumerable.Range(0, people).Select(p => Task.Run(async () =>
        {
            using ReviewClient client = await lead.AddAsync($"person {p}");
            for (int i = 0; i < each; i++)
            {
                string key = keys[(p + i) % keys.Length];
                string etag = (string)(await client.FrameAsync(key))["etag"]!;
                using HttpResponseMessage answer = await client.ActAsync(key, "comment", $$"""{"text": "{{p}}.{{i}}"}""", etag);
                Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict);
                Interlocked.Increment(ref answer.IsSuccessStatusCode ? ref stored : ref refused);
            }
        })));
        string[] lines = await lead.ExportAsync();
        Assert.Equal(people * each, stored + refused);
        Assert.Equal(stored, lines.Length);
        Assert.True(ReplayedElsewhere.ChainHolds(lines));
        Assert.Equal(stored, lines.Select(l => (string)JsonNode.Parse(l)!["act"]!["text"]!).Distinct().Count());
    }

    private static async Task<string> FrameTextAsync(ReviewClient client)
    {
        using HttpResponseMessage answer = await client.Http.GetAsync($"/api/frames/{Key}");
        return answer.Headers.ETag + await answer.Content.ReadAsStringAsync();
    }

    private static async Task<int> QueueCountAsync(ReviewClient client, string status)
    {
        JsonNode queue = await client.QueueAsync($$"""{"order": "dataset", "status": "{{status}}"}""");
        return queue["frames"]!.AsArray().Count;
    }

    private async Task<(ReviewClient Lead, ReviewClient Ben, ReviewClient Cleo)> PeopleAsync()
    {
        ReviewClient lead = _desk.Anna;
        return (lead, await lead.AddAsync("ben"), await lead.AddAsync("cleo"));
    }
}
