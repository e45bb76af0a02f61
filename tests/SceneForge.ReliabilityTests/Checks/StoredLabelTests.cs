using Newtonsoft.Json.Linq;
using SceneForge.Cli;
using SceneForge.Cli.Checking;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Checks;
using SceneForge.Quality.Coverage;
using SceneForge.Tests.Support;
using Xunit;

namespace SceneForge.ReliabilityTests.Checks;

/// <summary>
/// The checks are silent on whole data and catch damage, each its own kind. SCENEFORGE_DATASET names a whole dataset to check besides.
/// </summary>
public sealed class StoredLabelTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sceneforge-labels-").FullName;

    public async Task InitializeAsync()
    {
        string spec = SmallScenario.Write(_folder);
        JObject promising = JObject.Parse(File.ReadAllText(spec));
        promising["require"] = JArray.Parse("""
            [{ "visible_pixels": { "actor": "child", "camera": "CAM_FRONT", "min": 40, "frames": 2 } },
             { "distance": { "from": "ego", "to": "child", "at": "all_frames", "min": 0.3 } },
             { "time_to_collision": { "from": "ego", "to": "child", "at": { "event": "child.dart" }, "min": 1, "max": 3 } }]
            """);
        File.WriteAllText(spec, promising.ToString());
        Assert.Equal(0, await CommandLine.RunAsync(["run", spec, "--out", Output, "--variations", "1", "--float-depth"]));
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [OpenCvFact]
    public async Task Whole_data_is_silent_and_each_damage_is_caught()
    {
        CheckReport whole = await CheckAsync(Output);
        Assert.True(whole.Findings.IsEmpty, string.Join('\n', whole.Findings.Take(10)));
        Assert.Equal(SmallScenario.Frames, whole.Frames);
        if (Environment.GetEnvironmentVariable("SCENEFORGE_DATASET") is { } named)
        {
            CheckReport report = await CheckAsync(named);
            Assert.True(report.Frames > 0 && report.Findings.IsEmpty, string.Join('\n', report.Findings.Take(10)));
        }

        Assert.Equal(DatasetChecks.Names.Order(), Damages.All.Keys.Order());
        foreach ((string check, Action<string> damage) in Damages.All)
        {
            CheckReport damaged = await CheckDamagedAsync(damage);
            Assert.True(damaged.Findings.Any(f => f.Check == check && f.Measured > f.Limit && f.Sentence.Length > 10),
                $"{check} is silent; others say: {string.Join('\n', damaged.Findings)}");
        }
    }

    [Fact]
    public async Task Bodies_nearer_than_promised_and_labels_that_are_no_json_are_found()
    {
        CheckReport near = await CheckDamagedAsync(Damages.BringTheChildNear);
        Assert.Contains(near.Findings, f => f.Check == "promise" && f.Sentence.Contains("from ego to child", StringComparison.Ordinal));
        Assert.Contains(near.Findings, f => f.Check == "overlap");
        CheckReport torn = await CheckDamagedAsync(s => File.WriteAllText(Path.Combine(s, "labels", "000001.json"), "{"));
        Assert.Contains(torn.Findings, f =>
            f is { Check: "readable", Frame: 1 } && f.Sentence.Contains("labels/000001.json", StringComparison.Ordinal));
        CheckReport gone = await CheckDamagedAsync(s => File.Delete(Path.Combine(s, "CAM_FRONT", "000002.depth.png")));
        Assert.Contains(gone.Findings, f =>
            f is { Check: "readable", Frame: 2, Sensor: "CAM_FRONT" } && f.Sentence.Contains("000002.depth.png", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_report_names_the_content_and_is_the_same_for_any_number_of_jobs()
    {
        await CheckAsync(Output, 1);
        string[] files = [CheckReport.File, CoverageReport.File, "report.html"];
        byte[][] first = [.. files.Select(f => File.ReadAllBytes(Path.Combine(Output, f)))];
        await CheckAsync(Output, 4);
        Assert.Equal(first, files.Select(f => File.ReadAllBytes(Path.Combine(Output, f))));
        Assert.Equal(DatasetRoot.HashOf(Output), (string)JObject.Parse(File.ReadAllText(Path.Combine(Output, CheckReport.File)))["root"]!);
    }

    private string Output => Path.Combine(_folder, "out");

    private static async Task<CheckReport> CheckAsync(string folder, int jobs = 2) =>
        (await new CheckJob(DatasetReader.Open(folder), jobs).RunAsync(CancellationToken.None)).Checks;

    private async Task<CheckReport> CheckDamagedAsync(Action<string> damage)
    {
        string sequence = Assert.Single(Directory.GetDirectories(Path.Combine(Output, "sequences")));
        Dictionary<string, byte[]> whole = Directory.GetFiles(sequence, "*", SearchOption.AllDirectories).ToDictionary(f => f, File.ReadAllBytes);
        damage(sequence);
        CheckReport report = await CheckAsync(Output);
        foreach ((string file, byte[] bytes) in whole)
        {
            File.WriteAllBytes(file, bytes);
        }

        return report;
    }
}
