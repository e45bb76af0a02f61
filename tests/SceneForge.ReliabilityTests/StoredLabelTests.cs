using Newtonsoft.Json.Linq;
using SceneForge.Cli.Checking;
using SceneForge.Frames.Encoders;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Checks;
using SceneForge.Sensors.Lidar;
using Xunit;

namespace SceneForge.ReliabilityTests;

/// <summary>
/// The checks are silent on whole data and catch damage, each its own kind. SCENEFORGE_DATASET names a whole dataset to check besides.
/// </summary>
public sealed class StoredLabelTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sceneforge-labels-").FullName;

    public Task InitializeAsync() => SmallScenario.RunAsync(SmallScenario.Write(_folder), Output, "auto", 2);

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Whole_data_is_silent_and_each_damage_is_caught()
    {
        CheckReport whole = await CheckAsync(Output);
        Assert.True(whole.Findings.IsEmpty, string.Join('\n', whole.Findings.Take(10)));
        Assert.Equal(SmallScenario.Frames, whole.Frames);
        if (Environment.GetEnvironmentVariable("SCENEFORGE_DATASET") is { } named)
        {
            CheckReport report = await CheckAsync(named);
            Assert.True(report.Frames > 0 && report.Findings.IsEmpty, string.Join('\n', report.Findings.Take(10)));
        }

        string sequence = Assert.Single(Directory.GetDirectories(Path.Combine(Output, "sequences")));
        Dictionary<string, (string File, Func<string, byte[]> Damage)> damages = new()
        {
            ["ids"] = ("CAM_FRONT/000000.semantic.png", NextFrame),
            ["mask_box"] = ("labels/000000.json", OnePixelMore),
            ["depth_box"] = ("CAM_FRONT/000000.depth.png", NextFrame),
            ["flow"] = ("CAM_FRONT/000000.flow.png", NextFrame),
            ["levels"] = ("CAM_FRONT/000000.rgb.png", Black),
            ["sweep_ids"] = ("LIDAR_TOP/000000.points.bin", OnePointLess),
        };
        Assert.Equal(DatasetChecks.Names.Order(), damages.Keys.Order());
        foreach ((string check, (string file, Func<string, byte[]> damage)) in damages)
        {
            string path = Path.Combine(sequence, file.Replace('/', Path.DirectorySeparatorChar));
            byte[] before = File.ReadAllBytes(path);
            File.WriteAllBytes(path, damage(path));
            CheckReport damaged = await CheckAsync(Output);
            File.WriteAllBytes(path, before);
            Assert.Contains(damaged.Findings, f => f.Check == check && f.Frame == 0 && f.Measured > f.Limit);
        }
    }

    [Fact]
    public async Task The_report_names_the_content_and_is_the_same_for_any_number_of_jobs()
    {
        CheckReport one = await CheckAsync(Output, 1);
        one.Write(Output);
        byte[] first = File.ReadAllBytes(Path.Combine(Output, CheckReport.File));
        (await CheckAsync(Output, 4)).Write(Output);
        Assert.Equal(first, File.ReadAllBytes(Path.Combine(Output, CheckReport.File)));
        Assert.Equal(DatasetRoot.HashOf(Output), (string)JObject.Parse(File.ReadAllText(Path.Combine(Output, CheckReport.File)))["root"]!);
    }

    private string Output => Path.Combine(_folder, "out");

    private static Task<CheckReport> CheckAsync(string folder, int jobs = 2) => new CheckJob(DatasetReader.Open(folder), jobs).RunAsync(CancellationToken.None);

    // In 0.2 s the ego drives two metres.
    private static byte[] NextFrame(string path) => File.ReadAllBytes(path.Replace("000000.", "000001.", StringComparison.Ordinal));

    private static byte[] OnePixelMore(string path)
    {
        JObject labels = JObject.Parse(File.ReadAllText(path));
        JToken seen = labels["cameras"]![0]!["objects"]!.First(o => (int)o["visible_pixels"]! > 0);
        seen["visible_pixels"] = (int)seen["visible_pixels"]! + 1;
        return System.Text.Encoding.UTF8.GetBytes(labels.ToString());
    }

    private static byte[] Black(string path)
    {
        byte[] rgb = ChannelFiles.ReadRgb(path, out int width, out int height);
        return new ChannelEncoder().Rgb(new byte[rgb.Length], width, height).ToArray();
    }

    private static byte[] OnePointLess(string path) => File.ReadAllBytes(path)[..^LidarPoint.Bytes];
}
