using Newtonsoft.Json.Linq;
using SceneForge.Cli.Terminal;
using SceneForge.Tests;
using Xunit;

namespace SceneForge.ReliabilityTests;

/// <summary>Whole runs with a variation that can never be drawn, one alone and two into one folder at once.</summary>
public sealed class FailedVariationTests : IDisposable
{
    private readonly string _root = Directory.CreateDirectory(Repository.PathOf("out", $"failed_{Guid.NewGuid():N}")).FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task One_that_cannot_be_drawn_ends_nothing_and_is_told_of_everywhere()
    {
        string spec = Spec();
        CommandOutput run = Run("run", spec, "--renderer", "raytrace", "--jobs", "2");
        Assert.True(run.ExitCode == ExitCode.Incomplete, run.Out + run.Errors);
        Assert.Contains("1 variation(s) cannot be drawn: 1;", run.Errors, StringComparison.Ordinal);

        // The folder is named as the file is, not as the scenario.
        string folder = Path.Combine(_root, "out", "small");
        string[] made = [.. Directory.GetDirectories(Path.Combine(folder, "sequences")).Select(s => Path.GetFileName(s)!).Order()];
        Assert.Equal(["000000", "000002"], made);
        Assert.True(File.Exists(Path.Combine(folder, "report.html")));
        JObject failure = (JObject)Assert.Single(JObject.Parse(File.ReadAllText(Path.Combine(folder, "failures.json")))["failures"]!);
        Assert.Equal(1, (int)failure["variation"]!);
        Assert.NotEqual(0, (int)failure["errors"]![0]!["line"]!);
        Assert.NotEmpty((string)failure["errors"]![0]!["mend"]!);

        CommandOutput verify = Run("verify", folder);
        Assert.Equal(ExitCode.Incomplete, verify.ExitCode);
        Assert.Contains("Variations: 2 of 3", verify.Out, StringComparison.Ordinal);
        Assert.Contains("Cannot be drawn: 1 (failures.json)", verify.Out, StringComparison.Ordinal);
        Assert.Equal("", Run("missing", folder, "--shards", "3").Out.Trim());

        // Two whole runs write one report after the other.
        Directory.Delete(Path.Combine(folder, "sequences", "000002"), recursive: true);
        CommandOutput[] both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ =>
            Task.Run(() => Run("run", spec, "--renderer", "raytrace", "--jobs", "1"))));
        Assert.All(both, b => Assert.True(b.ExitCode == ExitCode.Incomplete, b.Out + b.Errors));

        // What differs is named.
        CommandOutput other = Run("run", spec, "--renderer", "raytrace", "--float-depth");
        Assert.Equal(ExitCode.BadInput, other.ExitCode);
        Assert.Contains("another --float-depth (False there, True asked for)", other.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 4 }, "4")]
    [InlineData(new[] { 0, 1, 2, 5, 7, 8 }, "0-2,5,7-8")]
    [InlineData(new int[0], "")]
    public void Numbers_in_a_row_are_a_range(int[] numbers, string expected) => Assert.Equal(expected, NumberRange.Join(numbers));

    private CommandOutput Run(params string[] arguments) => CommandOutput.Of(_root, arguments);

    // The second of three places lies beyond the road's end.
    private string Spec()
    {
        string path = SmallScenario.Write(_root);
        JObject spec = JObject.Parse(File.ReadAllText(path));
        spec["parameters"]!["place"] = new JObject { ["grid"] = new JArray(30, 90_000, 31) };
        spec["ego"]!["start"]!["s"] = new JObject { ["parameter"] = "place" };
        spec["variations"] = new JObject { ["design"] = "grid", ["factors"] = new JArray("place"), ["max_attempts"] = 50 };
        spec["frames"]!["count"] = 1;
        File.WriteAllText(path, spec.ToString());
        return path;
    }
}
