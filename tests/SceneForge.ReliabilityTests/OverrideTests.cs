using Newtonsoft.Json.Linq;
using SceneForge.Cli.Overrides;
using SceneForge.Cli.Terminal;
using SceneForge.Frames.Storage;
using SceneForge.Production.Datasets;
using SceneForge.Tests;
using Xunit;

namespace SceneForge.ReliabilityTests;

/// <summary>Values that the command line puts into a spec, and what a run would take.</summary>
public sealed class OverrideTests : IDisposable
{
    private readonly string _root = Directory.CreateDirectory(Repository.PathOf("out", $"overrides_{Guid.NewGuid():N}")).FullName;
    private readonly string _spec;

    public OverrideTests() => _spec = SmallScenario.Write(_root);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Values_take_the_places_that_their_paths_name()
    {
        CommandOutput sample = Run("sample", _spec, "--set", "actors.child.height=1.3", "--set", "/actors/0/color=\"#112233\"", "--set",
            "preset=rain", "--set", "presets.rain.weather.rain_rate={\"uniform\":[2,8]}", "--set", "frames.rate=4");
        Assert.Equal(0, sample.ExitCode);
        JObject scenario = JObject.Parse(sample.Out);
        Assert.Equal(1.3, (double)scenario["actors"]!.Single(a => (string)a["name"]! == "child")["height"]!);
        Assert.Equal("#112233", (string)scenario["actors"]!.Single(a => (string)a["name"]! == "van")["color"]!);
        Assert.InRange((double)scenario["conditions"]!["rain_rate"]!, 2, 8);
        Assert.Equal(0.25, (double)scenario["frames"]!["period"]!);
        // The parameter that chose among the presets has no use any more.
        Assert.Contains("condition", sample.Errors, StringComparison.Ordinal);
        Assert.Null(scenario["drawn"]!["/parameters/condition"]);
        AssertNothingLeft();
    }

    [Theory]
    [InlineData("ego.sped=3", "\"speed\"")]
    [InlineData("actors.chld.height=1", "\"child\"")]
    [InlineData("wether.rain_rate=1", "\"weather\"")]
    [InlineData("actors.99.height=1", "below")]
    [InlineData("duration.seconds=1", "has no members")]
    [InlineData("parameters.nothing=1", "one of")]
    [InlineData("=1", "PATH=VALUE")]
    [InlineData("duration", "PATH=VALUE")]
    public void A_path_that_leads_nowhere_is_refused_with_what_there_is(string set, string word)
    {
        UsageException refusal = Assert.Throws<UsageException>(() => OverriddenSpec.Open(_spec, [set], _ => { }));
        Assert.Contains($"--set {set}: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(word, refusal.Message, StringComparison.Ordinal);
        AssertNothingLeft();
    }

    [Fact]
    public void A_value_that_makes_no_sense_is_bad_input_of_the_spec_that_was_named()
    {
        CommandOutput validate = Run("validate", _spec, "--set", "duration=many", "--log-format", "json");
        Assert.Equal(65, validate.ExitCode);
        JObject[] lines = [.. validate.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(JObject.Parse)];
        JToken error = Assert.Single(lines, l => (string?)l["event"] == "error")["errors"]![0]!;
        Assert.Equal($"{_spec} with --set", (string)error["file"]!);
        Assert.Equal("/duration", (string)error["pointer"]!);
        Assert.Empty(validate.Errors);
        AssertNothingLeft();
    }

    [Fact]
    public void A_dry_run_says_what_it_would_be_and_writes_nothing()
    {
        // A hall is built faster than a street.
        JObject hall = JObject.Parse(File.ReadAllText(Repository.PathOf("scenarios", "hall_crossing.json")));
        hall["scene"] = "../../scenes/small_hall";
        hall["rig"] = "rig.json";
        hall["require"] = new JArray();
        File.WriteAllText(_spec, hall.ToString());
        string output = Path.Combine(_root, "made");
        string[] arguments = ["run", _spec, "--out", output, "--variations", "0..1", "--renderer", "raytrace", "--set", "frames.count=1",
            "--log-format", "json"];
        CommandOutput dry = Run([.. arguments, "--dry-run"]);
        Assert.True(dry.ExitCode == 0, dry.Out);
        JObject said = Assert.Single(Lines(dry), l => (string?)l["event"] == "dry_run");
        Assert.Equal((2, 2), ((int)said["variations"]!, (int)said["frames"]!));
        Assert.False(Directory.Exists(output));
        AssertNothingLeft();

        // What it says of the data is what the run then makes, from variation to variation about alike.
        CommandOutput run = Run(arguments);
        JObject result = Assert.Single(Lines(run), l => (string?)l["event"] == "result");
        Assert.Contains(Lines(run), l => (string?)l["event"] == "progress");
        Assert.InRange((double)said["bytes"]!, 0.7 * (double)result["bytes"]!, 1.4 * (double)result["bytes"]!);
        // The dataset's spec stays, where checks find it by its hash.
        string kept = Assert.Single(Directory.GetFiles(_root, "small_set_*.json"));
        Assert.NotNull(DatasetOrigin.FindSpec(DatasetReader.Open(output), kept));
    }

    private static JObject[] Lines(CommandOutput said) =>
        [.. said.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(JObject.Parse)];

    private void AssertNothingLeft() => Assert.Equal(["rig.json", "small.json"],
        Directory.GetFileSystemEntries(_root).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));

    private CommandOutput Run(params string[] arguments) => CommandOutput.Of(_root, arguments);
}
