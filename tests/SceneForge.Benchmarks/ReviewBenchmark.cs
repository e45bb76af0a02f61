using System.Diagnostics;
using System.Text;
using System.Text.Json;
using SceneForge.Frames.Storage;
using SceneForge.Review.Server;
using SceneForge.ReviewTests.Support;

namespace SceneForge.Benchmarks;

/// <summary>How long the review server takes over 200,000 frames of two cameras, alone and with 16 people at once.</summary>
internal static class ReviewBenchmark
{
    private const int Sequences = 2000;
    private const int Frames = 100;
    private const int SceneObjects = 1000;
    private const int People = 16;

    public static async Task RunAsync()
    {
        Stopwatch clock = Stopwatch.StartNew();
        using LargeDataset data = new(Sequences, Frames, SceneObjects);
        data.AddChecks();
        Figure.Print("review.dataset.pictures", data.Pictures, "pictures");
        Figure.Print("review.dataset.made", clock.Elapsed.TotalSeconds, "s");
        long before = GC.GetTotalMemory(forceFullCollection: true);
        await using (ReviewServer first = await StartAsync("review.first_start", data.Folder))
        {
            clock.Restart();
            await ReadAsync(first);
            Figure.Print("review.first_start.labels_read_behind", clock.Elapsed.TotalSeconds, "s");
            Figure.Print("review.first_start.memory", (GC.GetTotalMemory(forceFullCollection: true) - before) / 1048576.0, "MiB");
        }

        Figure.Print("review.verdicts", data.AddVerdicts(4), "verdicts");
        await using ReviewServer server = await StartAsync("review.start_with_verdicts", data.Folder);
        await ReadAsync(server);
        using HttpClient client = await EnterAsync(server);
        foreach ((string name, Func<int, HttpRequestMessage> request) in Requests())
        {
            await PrintAsync($"review.{name}", 40, 1, client, request);
        }

        await PrintFindingsAfterActsAsync(client);
        (string, Func<int, HttpRequestMessage>)[] mixed = [.. Requests().Where(r => r.Name is not ("findings" or "dataset"))];
        await PrintAsync($"review.{People}_people_at_once", 400, People, client, i => mixed[i % mixed.Length].Item2(i));
    }

    private static async Task<ReviewServer> StartAsync(string name, string folder)
    {
        Stopwatch clock = Stopwatch.StartNew();
        ReviewServer server = await ReviewServer.StartAsync(new ReviewOptions { Folder = folder, PageFolder = Requirements.StandInPageFolder,
            LocalName = "anna" }, default);
        Figure.Print($"{name}.until_it_answers", clock.Elapsed.TotalSeconds, "s");
        return server;
    }

    private static async Task ReadAsync(ReviewServer server)
    {
        while (!server.Insight.IsComplete)
        {
            await Task.Delay(50);
        }
    }

    private static async Task<HttpClient> EnterAsync(ReviewServer server)
    {
        HttpClient client = new() { BaseAddress = server.Address };
        using HttpResponseMessage entered = await client.GetAsync(server.Entrance);
        using JsonDocument session = JsonDocument.Parse(await client.GetStringAsync("/api/session"));
        client.DefaultRequestHeaders.Add("X-Review-Guard", session.RootElement.GetProperty("guard").GetString());
        return client;
    }

    private static IEnumerable<(string Name, Func<int, HttpRequestMessage> Request)> Requests()
    {
        static Func<int, HttpRequestMessage> Queue(string queue, string rest = "\"limit\": 500") =>
            _ => new HttpRequestMessage(HttpMethod.Post, "/api/queue")
        {
            Content = new StringContent($"{{\"queue\": {queue}, {rest}}}", Encoding.UTF8, "application/json"),
        };
        static Func<int, HttpRequestMessage> Get(Func<int, string> path) => i => new HttpRequestMessage(HttpMethod.Get, path(i));
        yield return ("queue.to_do", Queue("""{"order": "dataset", "status": "mine_open"}""", "\"take\": 10"));
        yield return ("queue.random", Queue("""{"order": "random", "seed": "s", "status": "mine_open"}""", "\"take\": 10"));
        yield return ("queue.worst_first", Queue("""{"order": "worst"}"""));
        yield return ("queue.rejected", Queue("""{"order": "dataset", "status": "reject"}"""));
        yield return ("queue.last_page", Queue("""{"order": "dataset"}""",
            $"\"after\": {Sequences * Frames * LargeDataset.Cameras - 501}, \"limit\": 500"));
        yield return ("queue.by_value", Queue("""{"order": "dataset", "values": {"/parameters/speed": {"min": 100, "max": 300}}}"""));
        yield return ("queue.by_class", Queue("""{"order": "worst", "class": 13}"""));
        yield return ("queue.by_check", Queue("""{"order": "worst", "check": "failed"}"""));
        yield return ("strip", i => Queue($"{{\"order\": \"dataset\", \"sequence\": {i % Sequences}, \"camera\": \"CAM_FRONT\"}}",
            "\"limit\": 2000")(i));
        yield return ("frame", Get(i => $"/api/frames/{i * 7919 % Sequences}/CAM_FRONT/{i % Frames}"));
        yield return ("sequence_tables", Get(i => $"/api/sequences/{i * 7919 % Sequences}"));
        yield return ("labels", Get(i => $"/api/files/{i * 7919 % Sequences}/labels/{i % Frames}/json"));
        yield return ("thumbnail", Get(i => $"/api/thumbnails/0/CAM_FRONT/{i % Frames}"));
        yield return ("dataset", Get(_ => "/api/dataset"));
        yield return ("findings", Get(_ => "/api/findings"));
    }

    // The first requests of a kind make what later ones find: they warm up, and their time is printed too.
    private static async Task PrintAsync(string name, int count, int atOnce, HttpClient client, Func<int, HttpRequestMessage> request)
    {
        double cold = await TimeAsync(client, request(count + 1));
        double[] times = new double[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (i, _) =>
            times[i] = await TimeAsync(client, request(i)));
        Array.Sort(times);
        Figure.Print($"{name}.first", cold, "ms");
        Figure.Print($"{name}.median", times[count / 2], "ms");
        Figure.Print($"{name}.worst", times[^1], "ms");
    }

    // Each after a verdict, so that none is answered from what was found before.
    private static async Task PrintFindingsAfterActsAsync(HttpClient client)
    {
        List<double> times = [];
        for (int i = 0; i < 20; i++)
        {
            using JsonDocument frame = JsonDocument.Parse(await client.GetStringAsync($"/api/frames/{i}/CAM_LEFT/1"));
            using HttpRequestMessage act = new(HttpMethod.Post, $"/api/frames/{i}/CAM_LEFT/1/acts") { Content =
                new StringContent("""{"kind": "verdict", "act": {"verdict": "accept"}}""", Encoding.UTF8, "application/json") };
            act.Headers.Add("If-Match", $"\"{frame.RootElement.GetProperty("etag").GetString()}\"");
            _ = await TimeAsync(client, act);
            times.Add(await TimeAsync(client, new HttpRequestMessage(HttpMethod.Get, "/api/findings")));
        }

        times.Sort();
        Figure.Print("review.findings_after_an_act.median", times[10], "ms");
        Figure.Print("review.findings_after_an_act.worst", times[^1], "ms");
    }

    private static async Task<double> TimeAsync(HttpClient client, HttpRequestMessage request)
    {
        long start = Stopwatch.GetTimestamp();
        using HttpResponseMessage answer = await client.SendAsync(request);
        _ = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        request.Dispose();
        return elapsed;
    }
}
