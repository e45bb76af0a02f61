using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using SceneForge.Review.Storage;
using SceneForge.ReviewTests.Support;

namespace SceneForge.ReviewTests;

/// <summary>
/// Many reviewers on the same frames of a server that is killed again and again. The long form (SCENEFORGE_FULL=1): 16 reviewers x 2,000
/// decisions on 200 frames, 20 kills.
/// </summary>
public sealed class KilledServerTests
{
    private static readonly bool Full = Environment.GetEnvironmentVariable("SCENEFORGE_FULL") == "1";
    private static readonly int People = Full ? 16 : 6;
    private static readonly int Decisions = Full ? 2000 : 60;
    private static readonly int Kills = Full ? 20 : 3;
    private static readonly int Sequences = Full ? 50 : 5;

    [PageFact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_overwritten_unseen()
    {
        using SampleDataset data = new(Sequences);
        string[] frames = [.. from s in Enumerable.Range(0, Sequences) from c in (string[])["CAM_FRONT", "CAM_LEFT"] from f in Enumerable.Range(0,
            2) select $"{s}/{c}/{f}"];
        int port = ReviewProcess.FreePort();
        Uri address = new($"http://127.0.0.1:{port}");
        ReviewProcess server = await ReviewProcess.StartAsync(data.Folder, port);
        using (ReviewClient lead = await ReviewClient.EnterAsync(server.Entrance))
        {
            for (int p = 0; p < People; p++)
            {
                using HttpResponseMessage added = await lead.PostAsync("/api/accounts",
                    $$"""{"name": "person {{p}}", "role": "reviewer", "password": "a long password"}""");
                Assert.True(added.IsSuccessStatusCode);
            }
        }

        ConcurrentDictionary<string, (string Frame, string Seen)> acknowledged = new(StringComparer.Ordinal);
        int conflicts = 0;
        Task[] reviewers = [.. Enumerable.Range(0, People).Select(p => Task.Run(() => ReviewAsync(p)))];
        Task all = Task.WhenAll(reviewers);
        int kills = 0;
        for (; kills < Kills; kills++)
        {
            // Kills spread over the work, wherever it is: also between a commit and its answer.
            int due = People * Decisions * (kills + 1) / (Kills + 1);
            while (acknowledged.Count < due && !all.IsCompleted)
            {
                await Task.Delay(1);
            }

            server.Dispose();
            server = await ReviewProcess.StartAsync(data.Folder, port);
        }

        await all;
        server.Dispose();
        using SqliteReviewStore store = new(Path.Combine(data.Folder, "review.db"));
        IReadOnlyList<ReviewEvent> events = store.ReadAfter(0);
        Assert.Equal((Kills, People * Decisions), (kills, acknowledged.Count));
        Assert.Null(EventChain.FirstBroken(events));
        Dictionary<string, ReviewEvent> byRequest = events.ToDictionary(e => (string)JsonNode.Parse(e.Body)!["request"]!);
        int lost = acknowledged.Keys.Count(r => !byRequest.ContainsKey(r));

        // Each event names what its person saw: the frame's files and the event before on the same frame, and no other.
        Dictionary<string, string> states = new(StringComparer.Ordinal);
        int overwritten = 0;
        foreach (ReviewEvent item in events)
        {
            (string frame, string seen) = acknowledged[(string)JsonNode.Parse(item.Body)!["request"]!];
            overwritten += frame == item.Subject && seen == $"{item.SubjectHash[..16]}-{states.GetValueOrDefault(frame, "none")}" ? 0 : 1;
            states[item.Subject] = item.Hash[..16];
        }

        Assert.Equal((0, 0, People * Decisions), (lost, overwritten, events.Count));
        Assert.True(conflicts > 0, "Reviewers never met: the test shows nothing.");

        async Task ReviewAsync(int person)
        {
            Random random = new(person);
            ReviewClient? client = null;
            for (int n = 0; n < Decisions; n++)
            {
                string request = $"{person}.{n}";
                string? frame = null, seen = null;
                while (true)
                {
                    try
                    {
                        client ??= await ReviewClient.SignInAsync(address, $"person {person}", "a long password");
                        frame ??= frames[random.Next(frames.Length)];
                        // What was seen once stays: an act whose answer was lost is sent again as it was.
                        seen ??= (string)(await client.FrameAsync(frame))["etag"]!;
                        string verdict = random.Next(5) == 0
                            ? """{"verdict": "reject", "defects": [{"kind": "box_shifted"}], """
                            : """{"verdict": "accept", """;
                        using HttpResponseMessage answer = await client.ActAsync(frame, "verdict", $$"""{{verdict}} "request": "{{request}}"}""",
                            seen);
                        if (answer.StatusCode == HttpStatusCode.Conflict)
                        {
                            Interlocked.Increment(ref conflicts);
                            seen = null;
                            continue;
                        }

                        if (answer.IsSuccessStatusCode)
                        {
                            acknowledged[request] = (frame, seen);
                            break;
                        }

                        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
                        client.Dispose();
                        client = null;
                    }
                    catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
                    {
                        // The server is gone, and its sessions with it.
                        client?.Dispose();
                        client = null;
                        await Task.Delay(20);
                    }
                }
            }

            client?.Dispose();
        }
    }
}
