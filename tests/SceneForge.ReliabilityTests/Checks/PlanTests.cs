using Newtonsoft.Json.Linq;
using SceneForge.World.Simulation;
using SceneForge.Cli;
using SceneForge.Cli.Checking;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Coverage;
using SceneForge.Quality.Planning;
using SceneForge.Scenarios.Specs;
using SceneForge.Tests.Support;
using Xunit;

namespace SceneForge.ReliabilityTests.Checks;

/// <summary>A plan's variations fill the cells that they aim at.</summary>
public sealed class PlanTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sceneforge-plan-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [OpenCvFact]
    public async Task Empty_cells_and_rejected_sequences_are_filled_by_the_planned_run()
    {
        string spec = WriteSpec();
        string first = Path.Combine(_folder, "first");
        Assert.Equal(0, await CommandLine.RunAsync(["run", spec, "--out", first, "--variations", "0..2", "--jobs", "2"]));
        CoverageReport before = Report(spec, [], first);
        Assert.NotEmpty(before.Design!.Empty);
        Assert.NotEmpty(before.Visible.Empty);
        Assert.Equal(["condition = fog with ego_speed = 10 to 12"], before.Design.Unreachable.Select(before.Design.NameOf));

        await ACollapsedVersionTripsAlarms(spec, first);

        // People turned variation 2 down.
        string decisions = Path.Combine(_folder, "decisions.jsonl");
        File.WriteAllLines(decisions,
        [
            """{"number":1,"subject":"000002/CAM_FRONT/000000","kind":"verdict","person":"a","act":"""
                + """ {"verdict":"reject","defects":[{"kind":"box.loose"}]}}""",
            """{"number":2,"subject":"000001/CAM_FRONT/000000","kind":"verdict","person":"a","act":"""
                + """ {"verdict":"reject","defects":[{"kind":"box.loose"}]}}""",
            """{"number":3,"subject":"dataset","kind":"undo","person":"a","act":{"of":2}}""",
        ]);
        string planned = Path.Combine(_folder, "planned.json");
        Assert.Equal(0, await CommandLine.RunAsync(["plan", first, "--spec", spec, "--decisions", decisions, "--out", planned]));
        JObject written = JObject.Parse(File.ReadAllText(planned));
        Assert.Equal("planned", (string)written["name"]!);
        Assert.NotEqual((long)JObject.Parse(File.ReadAllText(spec))["seed"]!, (long)written["seed"]!);
        Assert.Contains(written["variations"]!["rows"]!, r => ((string)r["aim"]!).Contains("sequence 2", StringComparison.Ordinal));

        string second = Path.Combine(_folder, "second");
        Assert.Equal(0, await CommandLine.RunAsync(["run", planned, "--out", second, "--jobs", "2"]));
        CoverageReport lacking = Report(spec, [2], first);
        CoverageReport after = Report(spec, [2], first, second);
        Assert.Empty(after.Design!.Empty);
        CoveragePlan plan = CoveragePlanner.Plan(ScenarioSpec.Read(spec, Behaviours.All), JObject.Parse(File.ReadAllText(spec)), lacking.Sequences,
            new HashSet<int>(), []);
        VisibleCell[] aimed = [.. lacking.Visible.Empty.Where(c => !plan.Unreachable.Any(u => u.StartsWith($"{c}:", StringComparison.Ordinal)))];
        Assert.True(aimed.Length < lacking.Visible.Empty.Length, "What only fast variations show cannot be shown in fog.");
        VisibleCell[] filled = [.. aimed.Where(after.Visible.Cells.ContainsKey)];

        // People and their gaits are drawn anew, so a sighting at a bin's very edge may fall beside it; the next plan aims at it again.
        Assert.True(aimed.Length >= 5 && filled.Length >= 0.8 * aimed.Length,
            $"{filled.Length} of {aimed.Length}; not: {string.Join("; ", aimed.Except(filled))}");
    }

    // Three times the same variation, as a broken sampler would make it.
    private async Task ACollapsedVersionTripsAlarms(string spec, string previous)
    {
        string collapsed = Path.Combine(_folder, "collapsed");
        foreach (string file in Directory.GetFiles(previous, "*", SearchOption.AllDirectories)
            .Where(f => f.Contains($"sequences{Path.DirectorySeparatorChar}000000", StringComparison.Ordinal)))
        {
            for (int copy = 0; copy < 3; copy++)
            {
                string target = Path.Combine(collapsed, Path.GetRelativePath(previous, file)
                    .Replace("000000" + Path.DirectorySeparatorChar, $"{copy:D6}" + Path.DirectorySeparatorChar, StringComparison.Ordinal));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
                if (Path.GetFileName(file) == "manifest.json")
                {
                    File.WriteAllText(target, File.ReadAllText(file).Replace("\"sequence\": 0", $"\"sequence\": {copy}", StringComparison.Ordinal));
                }
            }
        }

        File.Copy(Path.Combine(previous, "dataset.json"), Path.Combine(collapsed, "dataset.json"));
        CheckJob job = new(DatasetReader.Open(collapsed), 2)
        {
            Spec = ScenarioSpec.Read(spec, Behaviours.All),
            Against = DatasetReader.Open(previous),
        };
        await job.RunAsync(CancellationToken.None);
        JToken against = JObject.Parse(File.ReadAllText(Path.Combine(collapsed, CoverageReport.File)))["against"]!;
        string[] measures = [.. against["alarms"]!.Select(a => (string)a["measure"]!)];
        Assert.Contains("near_duplicates", measures);
        Assert.Contains("entropy.look", measures);

        CheckJob same = new(DatasetReader.Open(previous), 2)
        {
            Spec = ScenarioSpec.Read(spec, Behaviours.All),
            Against = DatasetReader.Open(previous),
        };
        Assert.Empty((await same.RunAsync(CancellationToken.None)).Coverage.Against!.Alarms);
    }

    // Two skies, two speeds, and a combination that must not occur.
    private string WriteSpec()
    {
        string path = SmallScenario.Write(_folder);
        JObject spec = JObject.Parse(File.ReadAllText(path));
        JObject rig = JObject.Parse(File.ReadAllText(Path.Combine(_folder, "rig.json")));
        rig["lidars"] = new JArray();
        File.WriteAllText(Path.Combine(_folder, "rig.json"), rig.ToString());
        spec["variations"] =
            JObject.Parse("""{ "design": "grid", "factors": ["condition", "ego_speed"], "constraints": [{ "forbid": { "condition": "fog","""
                + """ "ego_speed": { "min": 10 } } }] }""");
        spec["parameters"]!["condition"] = JObject.Parse("""{ "choice": ["noon", "overcast", "fog"] }""");
        File.WriteAllText(path, spec.ToString());
        return path;
    }

    private static CoverageReport Report(string spec, int[] without, params string[] folders)
    {
        List<SequenceLook> looks = [];
        foreach (DatasetReader dataset in folders.Select(DatasetReader.Open))
        {
            int offset = looks.Count == 0 ? 0 : 1000;
            looks.AddRange(dataset.Sequences.Select(n => SequenceLook.Read(dataset, dataset.OpenSequence(n)))
                .Select(l => l with { Number = l.Number + offset }));
        }

        ScenarioSpec read = ScenarioSpec.Read(spec, Behaviours.All);
        return new CoverageReport("", looks.Where(l => !without.Contains(l.Number)), read.Design, ReachableSkies.Of(read), null);
    }
}
