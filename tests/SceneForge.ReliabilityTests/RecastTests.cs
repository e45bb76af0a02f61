using Newtonsoft.Json.Linq;
using SceneForge.Cli.Composition;
using SceneForge.Frames.Storage;
using SceneForge.Production.Datasets;
using SceneForge.Production.Recasting;
using SceneForge.Quality.Recasting;
using SceneForge.Sensors.Lidar;
using Xunit;

namespace SceneForge.ReliabilityTests;

/// <summary>
/// Rays cast into the scenario anew meet what is stored: surface, depth and flow of pixels, surface and range of beams, by a way that did not
/// make them.
/// </summary>
public sealed class RecastTests : IDisposable
{
    private const int Pixels = 1500;
    private const int Beams = 200;

    private readonly string _folder = Directory.CreateTempSubdirectory("sceneforge-recast-").FullName;

    [Theory]
    [InlineData("auto")]
    [InlineData("raytrace")]
    public async Task Stored_pixels_and_points_are_met_again(string renderer)
    {
        string spec = await RunAsync(renderer);
        RecastResult result = await RecastAsync(spec);
        foreach ((string what, RecastTally tally) in result.Rows)
        {
            Assert.True(tally.Disagreements.IsEmpty, string.Join('\n', tally.Disagreements.Take(10)));
            Assert.True(what.StartsWith("Points", StringComparison.Ordinal)
                || tally.NearEdges < 0.02 * tally.Rays, $"{what}: {tally.NearEdges} of {tally.Rays} near edges");
        }

        Assert.Equal(Pixels * SmallScenario.Frames, result.Pixels.Rays);
        Assert.Equal(Beams * SmallScenario.Frames, result.Beams.Rays);
        Assert.True(result.Projections.Agreeing > 3000 * SmallScenario.Frames, $"{result.Projections.Agreeing} points in pictures");
    }

    [Fact]
    public async Task Surfaces_are_met_again_through_falling_snow()
    {
        string spec = SmallScenario.Write(_folder);
        JObject snowy = JObject.Parse(File.ReadAllText(spec));
        foreach (JProperty preset in snowy["presets"]!.Children<JProperty>())
        {
            preset.Value["weather"] = new JObject { ["cloud_cover"] = 1, ["snow_rate"] = 1.5 };
        }

        File.WriteAllText(spec, snowy.ToString());
        await SmallScenario.RunAsync(spec, Output, "auto", 2);
        RecastResult result = await RecastAsync(spec);
        Assert.All(result.Rows, row => Assert.True(row.Item2.Disagreements.IsEmpty, string.Join('\n', row.Item2.Disagreements.Take(10))));
        Assert.Equal(Beams * SmallScenario.Frames, result.Beams.Rays);
        string points = Path.Combine(Assert.Single(Directory.GetDirectories(Path.Combine(Output, "sequences"))), "LIDAR_TOP", "000000.points.bin");
        Assert.InRange(PointFile.Read(points).Count(p => p.Cause == PointCause.Snow), 10_000, 60_000);
    }

    [Fact]
    public async Task Data_of_another_frame_is_found()
    {
        string spec = await RunAsync("raytrace");
        string sequence = Assert.Single(Directory.GetDirectories(Path.Combine(Output, "sequences")));
        foreach ((string sensor, string suffix) in new[] { ("CAM_FRONT", "depth.png"), ("CAM_FRONT", "segment.png"), ("CAM_FRONT", "flow.png"),
            ("LIDAR_TOP", "points.bin") })
        {
            string first = Path.Combine(sequence, sensor, $"000000.{suffix}");
            byte[] whole = File.ReadAllBytes(first);
            File.Copy(Path.Combine(sequence, sensor, $"000001.{suffix}"), first, overwrite: true);
            RecastResult result = await RecastAsync(spec);
            File.WriteAllBytes(first, whole);
            // In 0.2 s the ego drives two metres; most of what is near changes.
            int found = sensor == "CAM_FRONT" ? result.Pixels.Disagreements.Length : result.Beams.Disagreements.Length;
            Assert.True(found > (sensor == "CAM_FRONT" ? Pixels : Beams) / 20, $"{suffix}: {found}");
            Assert.True(result.Projections.Disagreements.Length > 20 || suffix is "flow.png"
                or "segment.png", $"{suffix}: {result.Projections.Disagreements.Length} points");
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Output => Path.Combine(_folder, "out");

    private async Task<string> RunAsync(string renderer)
    {
        string spec = SmallScenario.Write(_folder);
        await SmallScenario.RunAsync(spec, Output, renderer, 2);
        return spec;
    }

    private Task<RecastResult> RecastAsync(string spec)
    {
        DatasetReader dataset = DatasetReader.Open(Output);
        ProgramRenderers renderers = new(2);
        Recaster recaster = new(DatasetOrigin.Open(dataset, spec, renderers.Caster), renderers);
        return new RecastJob(dataset, recaster, Pixels, Beams, 2).RunAsync(() => { }, CancellationToken.None);
    }
}
