using Newtonsoft.Json.Linq;
using SceneForge.Cli;
using SceneForge.Tests;
using Xunit;

namespace SceneForge.ReliabilityTests;

/// <summary>The flagship scenario with a small camera and few frames, run as a user runs it.</summary>
internal static class SmallScenario
{
    public const int Frames = 3;

    /// <summary>Writes the spec and its rig into a folder; returns the spec's path.</summary>
    public static string Write(string folder)
    {
        string root = Repository.Root;
        JObject rig = JObject.Parse(File.ReadAllText(Path.Combine(root, "scenarios", "rigs", "front_camera.json")));
        rig["cameras"]![0]!["width"] = 480;
        rig["cameras"]![0]!["height"] = 270;
        JToken model = rig["lidars"]![0]!["model"]!;
        model.Replace(Path.GetRelativePath(folder, Path.Combine(root, "scenarios", "rigs", (string)model!)).Replace('\\', '/'));
        File.WriteAllText(Path.Combine(folder, "rig.json"), rig.ToString());
        JObject spec = JObject.Parse(File.ReadAllText(Path.Combine(root, "scenarios", "child_dart_out.json")));
        spec["scene"] = Path.GetRelativePath(folder, Path.Combine(root, "scenes", "residential_street")).Replace('\\', '/');
        spec["rig"] = "rig.json";
        spec["frames"]!["count"] = Frames;
        spec["frames"]!["start"]!["offset"] = 0.4;
        spec["require"] = new JArray();
        string path = Path.Combine(folder, "small.json");
        File.WriteAllText(path, spec.ToString());
        return path;
    }

    /// <summary>Runs one variation of the spec into a folder.</summary>
    public static async Task RunAsync(string spec, string output, string renderer, int jobs)
    {
        int exit = await CommandLine.RunAsync(["run", spec, "--out", output, "--variations", "1", "--renderer", renderer, "--jobs", $"{jobs}"]);
        Assert.Equal(0, exit);
    }
}
