using System.Diagnostics;
using Newtonsoft.Json.Linq;
using SceneForge.Cli;
using SceneForge.Cli.Terminal;
using SceneForge.Packaging;
using SceneForge.Tests;
using Xunit;

namespace SceneForge.ReliabilityTests;

/// <summary>
/// The package command as a user runs it, on a rendered dataset of the surround rig with two LiDARs: a rolling lens, a fisheye, parked, hidden
/// and distant things.
/// </summary>
public sealed class PackageCommandTests : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly string _root = Directory.CreateTempSubdirectory("sceneforge-package-command-").FullName;

    private string Dataset => Path.Combine(_root, "data");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Packages_hold_every_label_and_damage_is_refused_by_its_name()
    {
        await RenderAsync();
        string package = Path.Combine(_root, "package");
        string formats = string.Join(',', PackageFormats.All.Keys);
        (int exit, string errors) = Run("package", Dataset, "--format", formats, "--to", package);
        Assert.Equal(65, exit);
        Assert.Contains("gate", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(package));

        (exit, errors) = Run("package", Dataset, "--format", "kitti", "--to", Path.Combine(_root, "refused"), "--unreviewed");
        Assert.Equal(65, exit);
        Assert.Contains("--option kitti.lens=as-is", errors, StringComparison.Ordinal);

        string[] asIs = ["--option", "kitti.lens=as-is", "--option", "nuscenes.lens=as-is"];
        Assert.Equal(0, Run(["package", Dataset, "--format", "kitti,nuscenes", "--to", package, "--unreviewed", .. asIs]).Exit);
        Assert.Equal(0, Run(["package", Dataset, "--format", formats, "--to", package, "--unreviewed", .. asIs]).Exit);
        Assert.Equal(0, Run("verify", package).Exit);
        foreach (string format in File.Exists(Python) ? (string[])[.. PackageFormats.All.Keys, "croissant"] : [])
        {
            // 77: the comparison passed, and a further reader is missing.
            (int read, string why) = Start(Python, Repository.PathOf("tests", "readers", $"{format}_check.py"), package, Dataset);
            Assert.True(read is 0 or 77 || why.Contains("No module named", StringComparison.Ordinal), why);
        }

        string picture = Path.Combine(Dataset, "sequences", "000001", "CAM_FISHEYE", "000001.normal.png");
        byte[] bytes = await File.ReadAllBytesAsync(picture);
        bytes[bytes.Length / 3] ^= 4;
        await File.WriteAllBytesAsync(picture, bytes);
        string other = Path.Combine(_root, "other");
        (exit, errors) = Run(["package", Dataset, "--format", "kitti", "--to", other, "--unreviewed", .. asIs]);
        Assert.Equal(65, exit);
        Assert.Contains("000001.normal.png", errors, StringComparison.Ordinal);
        bytes[bytes.Length / 3] ^= 4;
        await File.WriteAllBytesAsync(picture, bytes);

        File.Delete(Path.Combine(Dataset, "sequences", "000000", "labels", "000002.json"));
        (exit, errors) = Run(["package", Dataset, "--format", "nuscenes", "--to", Path.Combine(_root, "third"), "--unreviewed", .. asIs]);
        Assert.Equal(65, exit);
        Assert.Contains("labels/000002.json", errors.Replace('\\', '/'), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--format", "kiti")]
    [InlineData("--format", "kitti", "--splits", "0.8/0.8/0.8")]
    [InlineData("--format", "kitti", "--option", "kitti.color=red")]
    [InlineData("--format", "coco", "--option", "coco.polygons=yes")]
    [InlineData("--format", "nuscenes", "--option", "nuscenes.keyframes=0")]
    [InlineData("--format", "nuscenes", "--option", "nuscenes.lens=rectify")]
    [InlineData("--format", "kitti", "--option", "published=yesterday")]
    [InlineData("--format", "kitti", "--option", "license=none")]
    [InlineData("--format", "kitti", "--option", "creator=A", "--option", "creator=B")]
    public void A_wrong_command_line_is_no_bad_input(params string[] arguments) =>
        Assert.Equal(64, Run(["package", Dataset, "--to", Path.Combine(_root, "never"), "--unreviewed", .. arguments]).Exit);

    private async Task RenderAsync()
    {
        string spec = SmallScenario.Write(_root);
        JObject rig = JObject.Parse(await File.ReadAllTextAsync(Repository.PathOf("scenarios", "rigs", "surround.json")));
        rig.Remove("$schema");
        foreach (JToken camera in rig["cameras"]!)
        {
            camera["width"] = (int)camera["width"]! / 5;
            camera["height"] = (int)camera["height"]! / 5;
        }

        string model = Path.GetRelativePath(_root, Repository.PathOf("scenarios", "rigs", "lidars", "vlp_16.json")).Replace('\\', '/');
        rig["lidars"] = new JArray(Lidar("LIDAR_TOP", 1.1, 1.8, 0, model), Lidar("LIDAR_REAR", -0.6, 1.2, 180, model));
        await File.WriteAllTextAsync(Path.Combine(_root, "rig.json"), rig.ToString());
        Assert.Equal(0, await CommandLine.RunAsync(["run", spec, "--out", Dataset, "--variations", "0..1", "--renderer", "raytrace"]));
    }

    private static JObject Lidar(string name, double x, double z, double yaw, string model) =>
        new() { ["name"] = name, ["model"] = model, ["mount"] = new JObject { ["x"] = x, ["y"] = 0.0, ["z"] = z, ["yaw"] = yaw } };

    private static (int Exit, string Errors) Run(params string[] arguments) =>
        Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "sceneforge.dll"), .. arguments]);

    private static (int Exit, string Errors) Start(string program, params string[] arguments)
    {
        using Process process = new() { StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true,
            RedirectStandardError = true } };
        process.StartInfo.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        process.Start();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, errors.Result);
    }
}
