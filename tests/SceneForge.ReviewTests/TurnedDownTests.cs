using System.Text.Json.Nodes;
using SceneForge.Cli;
using SceneForge.Cli.Terminal;
using SceneForge.Quality.Planning;
using SceneForge.Review.Export;
using SceneForge.ReviewTests.Support;

namespace SceneForge.ReviewTests;

/// <summary>What people rejected or set aside, for those who plan and package.</summary>
[Collection("console")]
public sealed class TurnedDownTests
{
    [Fact]
    public async Task The_database_and_its_export_name_the_same_sequences()
    {
        SampleDataset data = new(8);
        Assert.Null(TurnedDown.TryRead(data.Folder, null));
        string export = Path.Combine(Path.GetDirectoryName(data.Folder)!, "review.jsonl");
        await using ReviewDesk desk = await ReviewDesk.OpenAsync(data);
        ReviewClient anna = desk.Anna;
        const string reject = """{"verdict": "reject", "defects": [{"kind": "box_shifted"}]}""";
        await anna.ActAsync("0/CAM_FRONT/0", "verdict", reject);
        await anna.ActAsync("1/CAM_FRONT/0", "verdict", reject);
        await anna.ActAsync("1/CAM_FRONT/0", "verdict", """{"verdict": "accept"}""");
        await anna.ActAsync("2/CAM_FRONT/0", "verdict", reject);
        await anna.DoAsync("/api/undo", "{}");
        await anna.DoAsync("/api/quarantine", """{"cause": "sequence", "queue": {"sequence": 3}}""");
        await anna.DoAsync("/api/quarantine", """{"cause": "camera", "queue": {"sequence": 4, "camera": "CAM_FRONT"}}""");
        JsonNode lifted = await anna.DoAsync("/api/quarantine", """{"cause": "in error", "queue": {"sequence": 5}}""");
        await anna.DoAsync($"/api/quarantine/{lifted["number"]}/lift", "{}");
        await anna.ActAsync("6/CAM_FRONT/0", "gold", "{}");
        File.WriteAllText(export, await anna.Http.GetStringAsync("/api/export"));
        TurnedDown read = TurnedDown.TryRead(data.Folder, null)!;
        Assert.Equal([0], read.Rejected);
        Assert.Equal([3, 4], read.Quarantined);
        Assert.Equal(["sequence", "camera"], read.Causes.ToArray());
        Assert.Equal([0, 3, 4], RejectedSequences.Read(export).Order());

        // What was made anew is turned down no more.
        using SampleDataset other = new(8, seed: 1);
        data.Replace(0, other);
        data.Replace(3, other);

        read = TurnedDown.TryRead(data.Folder, null)!;
        Assert.Empty(read.Rejected);
        Assert.Equal([4], read.Quarantined);
    }

    [Fact]
    public async Task Quarantined_frames_are_not_packaged()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenAsync(new(2));
        string package = Path.Combine(Path.GetDirectoryName(desk.Data.Folder)!, "package");
        string[] command = ["package", desk.Data.Folder, "--format", "coco", "--to", package, "--unreviewed"];
        await desk.Anna.DoAsync("/api/quarantine", """{"cause": "floating cars", "queue": {"sequence": 1}}""");
        Assert.Equal(ExitCode.BadInput, await CommandLine.RunAsync(command));
        Assert.False(Directory.Exists(package));
        await desk.Anna.DoAsync("/api/quarantine/1/lift", "{}");
        Assert.Equal(ExitCode.Done, await CommandLine.RunAsync(command));
    }
}
