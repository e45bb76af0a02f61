using SceneForge.Cli.Library;
using SceneForge.Frames.Storage;
using SceneForge.Tests;
using SceneForge.Tests.Packaging;
using Xunit;

namespace SceneForge.ReliabilityTests;

/// <summary>What people find their way with: lists, new scenarios, differences, completion.</summary>
public sealed class LibraryCommandTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("sceneforge-library-").FullName;

    public static TheoryData<string, string> Known => new()
    {
        { "assets", "pedestrian.child" }, { "behaviours", "action brake" }, { "scenarios", "child_dart_out" }, { "scenes", "residential_street" },
        { "sensors", "rigs/surround.json" },
    };

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [MemberData(nameof(Known))]
    public void Everything_is_listed_with_a_description(string kind, string name)
    {
        (string Name, string Description)[] rows = [.. Listing.Kinds[kind]()];
        Assert.Contains(rows, r => r.Name == name);
        Assert.All(rows, r => Assert.True(r.Description.Length > 5, $"{r.Name} has no description"));
        Assert.Equal(rows.Length, rows.Select(r => r.Name).Distinct().Count());
    }

    [Fact]
    public void Every_kind_is_among_those_that_are_looked_at() =>
        Assert.Equal(Listing.Kinds.Keys, Known.Select(k => (string)k[0]));

    [Fact]
    public void A_new_scenario_in_an_empty_folder_has_all_that_it_needs()
    {
        CommandOutput made = CommandOutput.Of(_root, "new", "mine", "--from", "hall_crossing");
        Assert.Equal(0, made.ExitCode);
        CommandOutput good = CommandOutput.Of(_root, "validate", "scenarios/mine.json");
        Assert.True(good.ExitCode == 0, good.Errors);
        Assert.Equal(File.ReadAllText(Repository.PathOf("scenarios", "hall_crossing.json")).Replace("\"hall_crossing\"", "\"mine\"",
            StringComparison.Ordinal), File.ReadAllText(Path.Combine(_root, "scenarios", "mine.json")));
        // Nothing is overwritten, and a wrong name is told the nearest.
        Assert.Equal(64, CommandOutput.Of(_root, "new", "mine").ExitCode);
        CommandOutput other = CommandOutput.Of(_root, "new", "yours", "--from", "hall_corssing");
        Assert.Equal(64, other.ExitCode);
        Assert.Contains("\"hall_crossing\"", other.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Datasets_are_the_same_or_differ_in_what_is_named()
    {
        string a = Path.Combine(_root, "a");
        string b = Path.Combine(_root, "b");
        PackagingData.Write(a, 2);
        PackagingData.Write(b, 2);
        CommandOutput same = CommandOutput.Of(_root, "diff", a, b);
        Assert.Equal(0, same.ExitCode);
        Assert.StartsWith("The same: 2 sequences", same.Out, StringComparison.Ordinal);

        string c = Path.Combine(_root, "c");
        PackagingData.Write(c, 3, lidars: false);
        CommandOutput different = CommandOutput.Of(_root, "diff", a, c);
        Assert.Equal(1, different.ExitCode);
        Assert.Contains("variations: 2 | 3", different.Out, StringComparison.Ordinal);
        Assert.Contains("sequences only in the second: 2", different.Out, StringComparison.Ordinal);
        Assert.Contains("points.bin: 0 of 12 files differ, 12 are in one alone", different.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("rgb.png", different.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_names_commit_and_schemas()
    {
        string[] lines = CommandOutput.Of(_root, "--version").Out.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Matches("^sceneforge [0-9]+\\.[0-9]+\\.[0-9]+, commit ([0-9a-f]{40}|unknown)$", lines[0]);
        Assert.Equal(DatasetLayout.Schemas, lines[1..]);
    }

    [Fact]
    public void The_program_completes_its_own_command_line()
    {
        const string line = "sceneforge run x --";
        string[] options = CommandOutput.Of(_root, $"[suggest:{line.Length}]", line).Out.Split('\n', StringSplitOptions.TrimEntries);
        Assert.Contains("--set", options);
        Assert.Contains("--dry-run", options);
        Assert.Contains("[suggest:", CommandOutput.Of(_root, "completion", "bash").Out, StringComparison.Ordinal);
    }
}
