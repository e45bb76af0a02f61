using Newtonsoft.Json.Linq;
using SceneForge.Cli;
using SceneForge.Cli.Checking;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Checks;
using Xunit;

namespace SceneForge.ReliabilityTests.Checks;

/// <summary>Whole data is silent through every lens and shutter too, and damage is caught through a fisheye.</summary>
public sealed class LensCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sceneforge-lenses-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_lens_and_shutter_passes_and_a_fisheyes_depth_is_checked()
    {
        string spec = SmallScenario.Write(_folder);
        string rigFile = Path.Combine(_folder, "rig.json");
        JObject rig = JObject.Parse(File.ReadAllText(rigFile));
        JToken mount = rig["cameras"]![0]!["mount"]!;
        rig["cameras"] = new JArray(
            Camera("BROWN", mount, """{ "fx": 160, "lens": { "model": "brown_conrady", "k1": -0.2, "k2": 0.03 } }"""),
            Camera("ROLLING", mount, """{ "horizontal_fov": 70, "row_time": 60 }"""),
            Camera("FISHEYE", mount, """{ "fx": 70, "lens": { "model": "kannala_brandt", "k1": 0.02, "max_angle": 95 } }"""));
        rig["lidars"]!.Last!.AddAfterSelf(rig["lidars"]![0]!.DeepClone());
        rig["lidars"]![1]!["name"] = "LIDAR_COMPENSATED";
        rig["lidars"]![1]!["compensate"] = true;
        File.WriteAllText(rigFile, rig.ToString());
        string output = Path.Combine(_folder, "out");
        Assert.Equal(0, await CommandLine.RunAsync(["run", spec, "--out", output, "--variations", "1", "--renderer", "raytrace"]));
        CheckReport whole = (await new CheckJob(DatasetReader.Open(output), 2).RunAsync(CancellationToken.None)).Checks;
        Assert.True(whole.Findings.IsEmpty, string.Join('\n', whole.Findings));

        string pictures = Path.Combine(output, "sequences", "000001", "FISHEYE");
        File.Copy(Path.Combine(pictures, "000001.depth.png"), Path.Combine(pictures, "000000.depth.png"), overwrite: true);
        CheckReport damaged = (await new CheckJob(DatasetReader.Open(output), 2).RunAsync(CancellationToken.None)).Checks;
        Assert.Contains(damaged.Findings, f => f is { Check: "depth_box", Sensor: "FISHEYE", Frame: 0 });
        Assert.Contains(damaged.Findings, f => f is { Check: "flow", Sensor: "FISHEYE", Frame: 0 });
    }

    private static JObject Camera(string name, JToken mount, string more)
    {
        JObject camera = JObject.Parse(more);
        camera["name"] = name;
        camera["width"] = 240;
        camera["height"] = 160;
        camera["mount"] = mount.DeepClone();
        return camera;
    }
}
