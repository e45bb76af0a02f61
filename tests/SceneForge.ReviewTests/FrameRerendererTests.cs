using System.Diagnostics;
using Newtonsoft.Json.Linq;
using SceneForge.Cli;
using SceneForge.Cli.Reviewing;
using SceneForge.Cli.Terminal;
using SceneForge.Frames.Storage;
using SceneForge.ReliabilityTests;
using SceneForge.Review.Rerendering;
using SceneForge.ReviewTests.Support;
using SceneForge.Base.Input;

namespace SceneForge.ReviewTests;

/// <summary>Frames of a real scenario, rendered again.</summary>
[Collection("console")]
public sealed class FrameRerendererTests(SmallDataset made) : IClassFixture<SmallDataset>
{
    [Fact]
    public async Task A_frame_is_the_same_again_and_another_where_something_is_changed()
    {
        using FrameRerenderer rerenderer = new(made.Dataset, made.Spec);
        SequenceReader sequence = DatasetReader.Open(made.Dataset).OpenSequence(SmallDataset.Variation);
        byte[] stored = ChannelFiles.ReadRgb(sequence.PathOf(sequence.ReadFrame(1).Cameras[0].Files["rgb"]), out int width, out int height);
        HashSet<string> seen = [Convert.ToBase64String(stored)];
        RerenderedPicture same = await rerenderer.RerenderAsync(Ask(RerenderChange.Nothing), default);
        Assert.Equal((width, height), (same.Width, same.Height));
        Assert.Equal(stored, same.Rgb);
        Assert.Empty(same.Changes);

        // Each change, and each turn of it, gives a picture of its own and says what is different.
        (RerenderChange Change, int Turn, string Name)[] changes =
        [
            (RerenderChange.Seed, 0, "draw"), (RerenderChange.Seed, 1, "draw"),
            (RerenderChange.Light, 0, "local time"), (RerenderChange.Light, 1, "local time"),
            (RerenderChange.Weather, 0, "cloud cover"),
            (RerenderChange.Viewpoint, 0, "camera"), (RerenderChange.Viewpoint, 1, "camera"), (RerenderChange.Viewpoint, 2, "camera"),
        ];
        foreach ((RerenderChange change, int turn, string name) in changes)
        {
            RerenderedPicture picture = await rerenderer.RerenderAsync(Ask(change, turn), default);
            Assert.Contains(picture.Changes, c => c.Name == name && c.Before != c.After);
            Assert.True(seen.Add(Convert.ToBase64String(picture.Rgb)), $"{change} {turn} shows what was seen before.");
        }

        Assert.Equal(1 + changes.Length, seen.Count);
        using CancellationTokenSource stopped = new();
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rerenderer.RerenderAsync(Ask(RerenderChange.Seed), stopped.Token));

        // A spec that was changed is not taken for the dataset's own.
        string changed = Path.Combine(made.Folder, "changed.json");
        File.WriteAllText(changed, File.ReadAllText(made.Spec) + "\n");
        using FrameRerenderer other = new(made.Dataset, changed);
        InputException error = await Assert.ThrowsAsync<InputException>(() => other.RerenderAsync(Ask(RerenderChange.Nothing), default));
        Assert.Contains("Changed since the dataset was made", error.Errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_waits_for_the_scene_may_leave_and_the_next_finds_it_read()
    {
        // A pipe in the spec's place: nobody gets on before the spec is written into it.
        string saved = made.Spec + ".saved";
        File.Move(made.Spec, saved);
        using (Process pipe = Process.Start("mkfifo", [made.Spec]))
        {
            await pipe.WaitForExitAsync();
        }

        using FrameRerenderer rerenderer = new(made.Dataset, made.Spec);
        using CancellationTokenSource drop = new();
        Task<RerenderedPicture> left = Task.Run(() => rerenderer.RerenderAsync(Ask(RerenderChange.Nothing), drop.Token));
        using (FileStream writer = new(made.Spec, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            await drop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left.WaitAsync(TimeSpan.FromSeconds(20)));
            File.Move(saved, made.Spec, overwrite: true);
            writer.Write(File.ReadAllBytes(made.Spec));
        }

        Assert.Empty((await rerenderer.RerenderAsync(Ask(RerenderChange.Nothing), default)).Changes);
    }

    [Fact]
    public async Task A_plan_makes_rejected_and_quarantined_sequences_anew()
    {
        string planned = Path.Combine(made.Folder, "planned.json");
        string[] command = ["plan", made.Dataset, "--spec", made.Spec, "--out", planned];
        Assert.Equal(ExitCode.Done, await CommandLine.RunAsync(command));
        string[] before = Aims(planned);
        Assert.DoesNotContain(before, a => a.Contains("rejected", StringComparison.Ordinal));
        await using (ReviewHost host = await ReviewHost.StartAsync(made.Dataset))
        {
            using ReviewClient anna = await ReviewClient.EnterAsync(host);
            (await anna.PostAsync("/api/quarantine", $$"""{"cause": "floating", "queue": {"sequence": {{SmallDataset.Variation}} } }"""))
                .EnsureSuccessStatusCode();
        }

        Assert.Equal(ExitCode.Done, await CommandLine.RunAsync(command));
        Assert.Single(Aims(planned), a => a == $"Instead of sequence {SmallDataset.Variation}, which was rejected");
    }

    private static string[] Aims(string spec) => [.. JObject.Parse(File.ReadAllText(spec))["variations"]!["rows"]!.Select(r => (string)r["aim"]!)];

    private static RerenderRequest Ask(RerenderChange change, int turn = 0) => new(SmallDataset.Variation, "CAM_FRONT", 1, change, turn);
}

/// <summary>One variation of the flagship scenario, seen by a tiny camera of rays.</summary>
public sealed class SmallDataset : IAsyncLifetime
{
    public const int Variation = 1;

    public string Folder { get; } = Directory.CreateTempSubdirectory("sceneforge-rerendered-").FullName;

    public string Spec { get; private set; } = "";

    public string Dataset => Path.Combine(Folder, "data");

    public async Task InitializeAsync()
    {
        Spec = SmallScenario.Write(Folder);
        string rigFile = Path.Combine(Folder, "rig.json");
        JObject rig = JObject.Parse(File.ReadAllText(rigFile));
        rig["cameras"]![0]!["width"] = 64;
        rig["cameras"]![0]!["height"] = 36;
        rig.Remove("lidars");
        File.WriteAllText(rigFile, rig.ToString());
        await SmallScenario.RunAsync(Spec, Dataset, "raytrace", 1);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }
}
