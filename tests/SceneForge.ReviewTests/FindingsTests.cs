using System.Text.Json.Nodes;
using SceneForge.ReviewTests.Support;

namespace SceneForge.ReviewTests;

/// <summary>From rejections to causes, and from corrections to alarms.</summary>
public sealed class FindingsTests : IAsyncLifetime, IDisposable
{
    private const int Sequences = 12;
    private const int Frames = 4;
    private readonly LargeDataset _data = new(Sequences, Frames);
    private ReviewHost _host = null!;
    private ReviewClient _anna = null!;

    public async Task InitializeAsync()
    {
        _data.AddChecks();
        _host = await (await ReviewHost.StartAsync(_data.Folder)).ReadAsync();
        _anna = await ReviewClient.EnterAsync(_host);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose()
    {
        _anna.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task Rejections_lead_to_their_cause_and_the_cause_to_all_its_frames()
    {
        // Odd sequences are the rainy ones: their first two frames of one camera are rejected, of the dry ones none.
        int judged = 0;
        for (int sequence = 0; sequence < 10; sequence++)
        {
            for (int frame = 0; frame < 2; frame++)
            {
                await _anna.ActAsync($"{sequence}/CAM_FRONT/{frame}", "verdict",
                    sequence % 2 == 1 ? """{"verdict": "reject", "defects": [{"kind": "box_shifted"}]}""" : """{"verdict": "accept"}""");
                judged++;
            }
        }

        JsonNode findings = await _anna.GetJsonAsync("/api/findings");
        Assert.Equal((judged, judged / 2), ((int)findings["judged"]!, (int)findings["rejected"]!));
        JsonNode cause = findings["causes"]!.AsArray().Single(c => (string)c!["title"]! == "/parameters/weather = rain")!;
        Assert.Equal(("parameter", 10, 10, 10, 0), ((string)cause["kind"]!, (int)cause["judged"]!, (int)cause["rejected"]!,
            (int)cause["judged_without"]!, (int)cause["rejected_without"]!));
        Assert.Null(cause["lift"]);
        Assert.DoesNotContain(findings["causes"]!.AsArray(), c => (string)c!["title"]! == "shows pedestrian");
        JsonNode queue = await _anna.QueueAsync(cause["filter"]!.ToJsonString());
        Assert.Equal(Sequences / 2 * Frames * LargeDataset.Cameras, (int)queue["total"]!);
        Assert.All(queue["frames"]!.AsArray(), e => Assert.Equal(1, (int)e![1]! % 2));
    }

    [Fact]
    public async Task Each_kind_of_cause_opens_as_a_queue_of_as_many_judged_frames_as_it_counts()
    {
        // Rejected: all of the sequences with the highest speeds.
        (string Key, bool Reject)[] verdicts = [.. from s in Enumerable.Range(0, Sequences) from f in Enumerable.Range(0,
            Frames) select ($"{s}/CAM_FRONT/{f}", s >= 8)];
        foreach ((string key, bool reject) in verdicts)
        {
            await _anna.ActAsync(key, "verdict", reject
                ? """{"verdict": "reject", "defects": [{"kind": "box_shifted"}]}"""
                : """{"verdict": "accept"}""");
        }

        JsonNode findings = await _anna.GetJsonAsync("/api/findings");
        JsonNode speed = findings["causes"]!.AsArray().Single(c => ((string)c!["title"]!)
            .StartsWith("/parameters/speed in", StringComparison.Ordinal))!;
        Assert.Equal((16, 16, 0), ((int)speed["judged"]!, (int)speed["rejected"]!, (int)speed["rejected_without"]!));
        int opened = 0;
        foreach (JsonNode? cause in findings["causes"]!.AsArray())
        {
            JsonObject filter = cause!["filter"]!.AsObject();
            int total = 0;
            foreach (string status in (string[])["accept", "reject"])
            {
                JsonObject asked = (JsonObject)filter.DeepClone();
                asked["status"] = status;
                total += (int)(await _anna.QueueAsync(asked.ToJsonString()))["total"]!;
            }

            Assert.Equal(((string)cause["title"]!, (int)cause["judged"]!), ((string)cause["title"]!, total));
            opened++;
        }

        Assert.InRange(opened, 1, 20);
        foreach ((string filter, int count) in ((string, int)[])[("\"asset\": \"pedestrian.adult\"", 96), ("\"asset\": \"none\"", 0),
            ("\"behaviour\": \"person.walk\"", 0), ("\"camera\": \"CAM_LEFT\"", 48)])
        {
            Assert.Equal((filter, count), (filter, (int)(await _anna.QueueAsync($$"""{"order": "dataset", {{filter}} }"""))["total"]!));
        }
    }

    [Fact]
    public async Task Corrections_are_counted_by_class_and_kind_and_person_and_many_are_an_alarm()
    {
        string[] corrections =
        [
            """{"object": 5, "before": {"class": 13, "box2": [8, 10, 12, 20]}, "after": {"class": 13, "box2": [8, 10, 14, 20]}}""",
            """{"object": 5, "before": {"class": 13, "box2": [8, 10, 14, 20]}, "after": {"class": 13, "box2": [8, 10, 15, 20]}}""",
            """{"object": 5, "before": {"class": 13}, "after": {"class": 14}}""",
        ];
        for (int sequence = 0; sequence < Sequences; sequence++)
        {
            await _anna.ActAsync($"{sequence}/CAM_FRONT/0", "verdict", """{"verdict": "accept"}""");
        }

        JsonNode none = (await _anna.GetJsonAsync("/api/findings"))["corrections"]![0]!;
        Assert.Equal((0, 12, false), ((int)none["corrected"]!, (int)none["judged"]!, (bool)none["alarm"]!));
        foreach (string correction in corrections)
        {
            await _anna.ActAsync("3/CAM_FRONT/0", "correction", correction);
        }

        await _anna.ActAsync("4/CAM_FRONT/0", "correction", corrections[0]);
        JsonNode findings = await _anna.GetJsonAsync("/api/findings");
        JsonNode pedestrian = findings["corrections"]!.AsArray().Single(c => (string)c!["name"]! == "pedestrian")!;
        Assert.Equal((2, 12, true), ((int)pedestrian["corrected"]!, (int)pedestrian["judged"]!, (bool)pedestrian["alarm"]!));
        Assert.Equal("""{"class":1,"box2":2,"box3":0,"added":0,"deleted":0}""", pedestrian["kinds"]!.ToJsonString());
        JsonNode anna = findings["reviewers"]![0]!;
        Assert.Equal(("anna", 12, 12, 2, true), ((string)anna["name"]!, (int)anna["judged"]!, (int)anna["labels"]!, (int)anna["corrections"]!,
            (bool)anna["alarm"]!));
    }
}
