using Newtonsoft.Json.Linq;
using SceneForge.Cli;
using SceneForge.Cli.Terminal;
using SceneForge.Frames.Storage;
using Xunit;

namespace SceneForge.ReliabilityTests;

/// <summary>A variation that cannot be made keeps no other from being made, and is named wherever somebody counts.</summary>
public sealed class FailedVariationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sceneforge-failed-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_others_are_made_and_everybody_says_which_one_is_not()
    {
        string spec = Write(30, 99_999);
        string data = Path.Combine(_folder, "data");
        Assert.Equal(ExitCode.Incomplete, await CommandLine.RunAsync(["run", spec, "--out", data]));
        Assert.Equal(0, Assert.Single(DatasetReader.Open(data).Sequences));
        FailedVariation failure = Assert.Single(FailedVariations.Read(data));
        Assert.Equal(1, failure.Variation);
        Assert.Equal("/ego/start", Assert.Single(failure.Errors).Pointer);
        Assert.Contains("\"failures\":[{\"variation\":1,", await File.ReadAllTextAsync(Path.Combine(data, "report.html")), StringComparison.Ordinal);

        (int exit, string said) = Heard("verify", data);
        Assert.Equal(ExitCode.Incomplete, exit);
        Assert.Contains("There are 1 of 2 variations", said, StringComparison.Ordinal);
        (exit, said) = Heard("missing", data, "--shards", "2");
        Assert.Equal((ExitCode.Done, ""), (exit, said.Trim()));

        // All is done that can be: no scene is read and no renderer made again, and two at once write one report.
        string before = Report(data);
        (int, string)[] again = [Heard("run", spec, "--out", data, "--shard", "0/2"),
            Heard("run", spec, "--out", data, "--shard", "1/2")];
        Assert.Equal([ExitCode.Done, ExitCode.Incomplete], again.Select(a => a.Item1));
        Assert.All(again, a => Assert.DoesNotContain("Renderer:", a.Item2, StringComparison.Ordinal));
        int[] exits = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => CommandLine.RunAsync(["run", spec, "--out", data]))));
        Assert.All(exits, e => Assert.Equal(ExitCode.Incomplete, e));
        Assert.Equal(before, Report(data));
        Assert.False(Directory.Exists(Path.Combine(data, ".partial")));
    }

    [Fact]
    public async Task Where_none_can_be_made_the_run_is_refused_and_leaves_nothing()
    {
        string data = Path.Combine(_folder, "data");
        Assert.Equal(ExitCode.BadInput, await CommandLine.RunAsync(["run", Write(88_888, 99_999), "--out", data]));
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public void Numbers_in_a_row_are_written_as_a_range()
    {
        Assert.Equal("", NumberList.Of([]));
        Assert.Equal("7", NumberList.Of([7]));
        Assert.Equal("0-1,3,5-4999", NumberList.Of([0, 1, 3, .. Enumerable.Range(5, 4995)]));
    }

    private static string Report(string data) => File.ReadAllText(Path.Combine(data, "report.html"));

    // In a process of its own: tests beside this one print, too.
    private (int Exit, string Said) Heard(params string[] arguments)
    {
        CommandOutput output = CommandOutput.Of(_folder, arguments);
        return (output.ExitCode, output.Out);
    }

    // Two variations, where the ego starts at one place or the other along its road.
    private string Write(double first, double second)
    {
        string path = SmallScenario.Write(_folder);
        JObject rig = JObject.Parse(File.ReadAllText(Path.Combine(_folder, "rig.json")));
        rig["cameras"]![0]!["width"] = 160;
        rig["cameras"]![0]!["height"] = 90;
        rig.Remove("lidars");
        File.WriteAllText(Path.Combine(_folder, "rig.json"), rig.ToString());
        JObject spec = JObject.Parse(File.ReadAllText(path));
        spec["parameters"]!["place"] = new JObject(new JProperty("grid", new JArray(first, second)));
        spec["ego"]!["start"]!["s"] = new JObject(new JProperty("parameter", "place"));
        spec["preset"] = "noon";
        ((JObject)spec["parameters"]!).Remove("condition");
        spec["frames"] = JObject.Parse("""{ "count": 1, "rate": 5, "start": { "offset": 1 } }""");
        spec["variations"] = JObject.Parse("""{ "design": "grid", "factors": ["place"] }""");
        File.WriteAllText(path, spec.ToString());
        return path;
    }
}
