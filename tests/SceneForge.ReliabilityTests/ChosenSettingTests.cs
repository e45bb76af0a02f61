using Newtonsoft.Json.Linq;
using SceneForge.Base.Input;
using SceneForge.Cli;
using SceneForge.Cli.Composition;
using SceneForge.Frames.Storage;
using SceneForge.Packaging;
using SceneForge.Production.Datasets;
using SceneForge.Production.Expansion;
using SceneForge.Production.Recasting;
using SceneForge.Quality.Recasting;
using SceneForge.Tests;
using Xunit;

namespace SceneForge.ReliabilityTests;

/// <summary>A spec that chooses between scenes and between rigs: every variation is what its scenario.json says.</summary>
public sealed class ChosenSettingTests : IDisposable
{
    private static readonly (string Name, int Width)[] Rigs = [("rig.json", 480), ("small_rig.json", 240)];

    private readonly string _folder = Directory.CreateTempSubdirectory("sceneforge-chosen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_variation_has_the_scene_and_the_rig_that_its_scenario_names()
    {
        string spec = Write();
        string data = Path.Combine(_folder, "data");
        Assert.Equal(0, await CommandLine.RunAsync(["run", spec, "--out", data, "--renderer", "raytrace", "--jobs", "2"]));
        DatasetReader dataset = DatasetReader.Open(data);
        HashSet<(string, string)> seen = [];
        foreach (SequenceReader sequence in dataset.Sequences.Select(dataset.OpenSequence))
        {
            JObject scenario = (JObject)sequence.Scenario().Token;
            (string scene, string rig) = ((string)scenario["scene"]!, (string)scenario["rig"]!);
            seen.Add((scene, rig));
            Assert.Equal(Rigs.Single(r => r.Name == rig).Width, Assert.Single(sequence.Rig.Cameras).Model.Width);
            // The second scene is the first without its bins.
            Assert.Equal(scene == "scenes/street", sequence.Objects.Any(o => o.Name.Contains("bin.", StringComparison.Ordinal)
                || o.Asset.Contains("bin.", StringComparison.Ordinal)));
        }

        Assert.Equal(4, seen.Count);
        Assert.Superset(new HashSet<string>(["rig.json", "small_rig.json", "scenes/street/scene.json", "scenes/bare/scene.json"]),
            dataset.Inputs.Keys.ToHashSet());

        // Rays are cast again into each variation's own scene, by its own rig.
        ProgramRenderers renderers = new(2);
        RecastJob job = new(dataset, new Recaster(DatasetOrigin.Open(dataset, spec, renderers.Caster), renderers), 200, 50, 2);
        RecastResult result = await job.RunAsync(() => { }, CancellationToken.None);
        Assert.All(result.Rows, row => Assert.True(row.Tally.Disagreements.IsEmpty, string.Join('\n', row.Tally.Disagreements.Take(5))));
        Assert.Equal(200 * dataset.Sequences.Length, result.Pixels.Rays);

        string package = Path.Combine(_folder, "package");
        string formats = string.Join(',', PackageFormats.All.Keys);
        Assert.Equal(0, await CommandLine.RunAsync(["package", data, "--format", formats, "--to", package, "--unreviewed"]));
        Assert.Equal(0, await CommandLine.RunAsync(["verify", package]));
    }

    [Fact]
    public async Task A_broken_scene_among_those_that_may_be_chosen_is_found_before_anything_is_made()
    {
        string spec = Write();
        string broken = Path.Combine(_folder, "scenes", "bare", "scene.json");
        await File.WriteAllTextAsync(broken, """{ "road": "road.xodr", "itms": [] }""");
        Assert.Equal(65, await CommandLine.RunAsync(["validate", spec]));
        InputException error = Assert.Throws<InputException>(() => ScenarioExpansion.Open(spec, new ProgramRenderers(1).Caster));
        Assert.Equal(broken, Assert.Single(error.Errors).File);
    }

    [Fact]
    public void A_broken_rig_and_a_camera_that_one_rig_lacks_are_found_too()
    {
        string spec = Write(s => s["require"] = new JArray(JObject.Parse(
            """{ "visible_pixels": { "actor": "child", "camera": "CAM_FRONT", "min": 0 } }""")));
        string rig = Path.Combine(_folder, "small_rig.json");
        string whole = File.ReadAllText(rig);
        File.WriteAllText(rig, whole.Replace("CAM_FRONT", "CAM_OTHER", StringComparison.Ordinal));
        InputError lacking = Assert.Single(Assert.Throws<InputException>(() => Open(spec)).Errors);
        Assert.Equal((spec, "/require/0/visible_pixels/camera"), (lacking.File, lacking.Pointer));
        File.WriteAllText(rig, whole.Replace("cameras", "cameraz", StringComparison.Ordinal));
        Assert.Equal(rig, Assert.Single(Assert.Throws<InputException>(() => Open(spec)).Errors).File);
    }

    private static ScenarioExpansion Open(string spec) => ScenarioExpansion.Open(spec, new ProgramRenderers(1).Caster);

    // Four variations: two scenes by two rigs, one frame each.
    private string Write(Action<JObject>? change = null)
    {
        string path = SmallScenario.Write(_folder);
        JObject small = JObject.Parse(File.ReadAllText(Path.Combine(_folder, "rig.json")));
        small["name"] = "small";
        small["cameras"]![0]!["width"] = 240;
        small["cameras"]![0]!["height"] = 136;
        File.WriteAllText(Path.Combine(_folder, "small_rig.json"), small.ToString());
        string street = Copy("street");
        JObject bare = JObject.Parse(File.ReadAllText(Path.Combine(Copy("bare"), "scene.json")));
        foreach (JToken bin in bare.Descendants().OfType<JObject>().Where(o => o.ToString().Contains("\"bin.", StringComparison.Ordinal)
            && o.Parent is JArray { Parent: JProperty { Name: "items" or "rows" } }).ToArray())
        {
            bin.Remove();
        }

        File.WriteAllText(Path.Combine(_folder, "scenes", "bare", "scene.json"), bare.ToString());
        foreach (string shared in (string[])["taxonomy.json", "surfaces.json"])
        {
            File.Copy(Repository.PathOf("scenes", shared), Path.Combine(Path.GetDirectoryName(street)!, shared));
        }

        JObject spec = JObject.Parse(File.ReadAllText(path));
        spec["scene"] = JObject.Parse("""{ "choice": ["scenes/street", "scenes/bare"] }""");
        spec["rig"] = JObject.Parse("""{ "choice": ["rig.json", "small_rig.json"] }""");
        spec["frames"]!["count"] = 1;
        spec["variations"] = JObject.Parse("""{ "design": "grid", "factors": ["/scene", "/rig"] }""");
        change?.Invoke(spec);
        File.WriteAllText(path, spec.ToString());
        return path;
    }

    private string Copy(string name)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "scenes", name)).FullName;
        foreach (string file in Directory.GetFiles(Repository.PathOf("scenes", "residential_street")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return folder;
    }
}
