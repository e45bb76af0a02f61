using Newtonsoft.Json.Linq;
using SceneForge.Cli.Reviewing;
using SceneForge.Frames.Storage;
using SceneForge.ReliabilityTests;
using SceneForge.Review.Retakes;
using SceneForge.Scenarios.Input;

namespace SceneForge.ReviewTests;

/// <summary>Frames of a real scenario, rendered again.</summary>
public sealed class FrameRetakerTests : IDisposable
{
    private const int Variation = 1;
    private readonly string _folder = Directory.CreateTempSubdirectory("sceneforge-retake-").FullName;

    [Fact]
    public async Task A_frame_is_the_same_again_and_another_where_something_is_changed()
    {
        (string spec, string dataset) = await MakeAsync();
        using FrameRetaker retaker = new(dataset, spec);
        SequenceReader sequence = DatasetReader.Open(dataset).OpenSequence(Variation);
        byte[] stored = ChannelFiles.ReadRgb(sequence.PathOf(sequence.ReadFrame(1).Cameras[0].Files["rgb"]), out int width, out int height);
        HashSet<string> seen = [Convert.ToBase64String(stored)];
        RetakenPicture same = await retaker.TakeAsync(Ask(RetakeChange.Nothing), default);
        Assert.Equal((width, height), (same.Width, same.Height));
        Assert.Equal(stored, same.Rgb);
        Assert.Empty(same.Changes);

        // Each change, and each turn of it, gives a picture of its own and says what is different.
        (RetakeChange Change, int Turn, string Name)[] changes =
        [
            (RetakeChange.Seed, 0, "draw"), (RetakeChange.Seed, 1, "draw"),
            (RetakeChange.Light, 0, "local time"), (RetakeChange.Light, 1, "local time"),
            (RetakeChange.Weather, 0, "cloud cover"),
            (RetakeChange.Viewpoint, 0, "camera"), (RetakeChange.Viewpoint, 1, "camera"), (RetakeChange.Viewpoint, 2, "camera"),
        ];
        foreach ((RetakeChange change, int turn, string name) in changes)
        {
            RetakenPicture picture = await retaker.TakeAsync(Ask(change, turn), default);
            Assert.Contains(picture.Changes, c => c.Name == name && c.Before != c.After);
            Assert.True(seen.Add(Convert.ToBase64String(picture.Rgb)), $"{change} {turn} shows what was seen before.");
        }

        Assert.Equal(1 + changes.Length, seen.Count);
        using CancellationTokenSource stopped = new();
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => retaker.TakeAsync(Ask(RetakeChange.Seed), stopped.Token));

        // A spec that was changed is not taken for the dataset's own.
        File.AppendAllText(spec, "\n");
        using FrameRetaker other = new(dataset, spec);
        InputException error = await Assert.ThrowsAsync<InputException>(() => other.TakeAsync(Ask(RetakeChange.Nothing), default));
        Assert.Contains("Changed since the dataset was made", error.Errors[0].Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static RetakeRequest Ask(RetakeChange change, int turn = 0) => new(Variation, "CAM_FRONT", 1, change, turn);

    // One variation, seen by a tiny camera of rays.
    private async Task<(string Spec, string Dataset)> MakeAsync()
    {
        string spec = SmallScenario.Write(_folder);
        string rigFile = Path.Combine(_folder, "rig.json");
        JObject rig = JObject.Parse(File.ReadAllText(rigFile));
        rig["cameras"]![0]!["width"] = 64;
        rig["cameras"]![0]!["height"] = 36;
        rig.Remove("lidars");
        File.WriteAllText(rigFile, rig.ToString());
        string dataset = Path.Combine(_folder, "data");
        await SmallScenario.RunAsync(spec, dataset, "raytrace", 1);
        return (spec, dataset);
    }
}
