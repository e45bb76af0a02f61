using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Inspection;
using SceneForge.Quality.Report;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.Tests.Frames;
using SceneForge.Base.Geometry;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using Xunit;

namespace SceneForge.Tests.Report;

public sealed class ReportTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("report").FullName;

    public ReportTests()
    {
        using DatasetWriter dataset = DatasetWriter.Open(_root, SampleFrames.Info);
        for (int number = 0; number < 2; number++)
        {
            using SequenceWriter writer = dataset.TryBegin(SampleFrames.Header(number))!;
            SampleFrames.WriteAll(writer);
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_page_needs_no_server_and_every_file_it_names_is_there()
    {
        string page = Write(_root);
        Assert.DoesNotMatch(new Regex("(src|href)=[\"']?(https?:)?//"), page);
        Assert.DoesNotContain("fetch(", page, StringComparison.Ordinal);
        JObject data = Data(page);
        int files = 0;
        foreach (JToken sequence in data["sequences"]!)
        {
            foreach ((JToken frame, int number) in sequence["frames"]!.Select((f, i) => (f, i)))
            {
                for (int camera = 0; camera < 2; camera++)
                {
                    JToken picture = frame["cameras"]![camera]!;
                    string previews = (string)sequence["cameras"]![camera]!["previews"]!;
                    string[] names = [(string)picture["rgb"]!, (string)picture["normal"]!,
                        .. new[] { "segments.png", "classes.png", "instances.png", "depth.png", "flow.png", "thumb.jpg" }.Select(s =>
                        $"{previews}/{number:D6}.{s}")];
                    Assert.All(names, n => Assert.True(File.Exists(Path.Combine(_root, n)), n));
                    files += names.Length;
                }
            }
        }

        int sweeps = 2 * 2;
        Assert.Equal(2 * 2 * 2 * 8, files);
        Assert.Equal(files - 2 * 2 * 2 * 2 + sweeps, Directory.GetFiles(Path.Combine(_root, "report"), "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void Totals_count_what_the_labels_say()
    {
        JObject data = Data(Write(_root));
        JToken person = data["totals"]!.Single(t => (int)t["class"]! == 13);

        // One person in 2 sequences x 2 frames x 2 cameras.
        Assert.Equal((2, 8, 0, 8 * 40), ((int)person["objects"]!, (int)person["boxes"]!, (int)person["occluded"]!, (int)person["pixels"]!));
        Assert.Equal(8, (int)data["meta"]!["pictures"]!);
    }

    [Fact]
    public void Names_from_a_scenario_cannot_leave_the_data_block()
    {
        string folder = Path.Combine(_root, "hostile");
        using (DatasetWriter dataset = DatasetWriter.Open(folder, SampleFrames.Info with { Scenario = "</script><script>alert(1)</script>" }))
        using (SequenceWriter writer = dataset.TryBegin(SampleFrames.Header(0))!)
        {
            SampleFrames.WriteAll(writer);
        }

        string page = Write(folder, parallelism: 2);
        Assert.DoesNotContain("alert(1)</script>", page, StringComparison.Ordinal);
        Assert.Equal("</script><script>alert(1)</script>", (string)Data(page)["meta"]!["scenario"]!);
    }

    [Fact]
    public void Previews_show_segments_apart_and_near_brighter_than_far()
    {
        Write(_root);
        using Image<Rgba32> segments = Image.Load<Rgba32>(Path.Combine(_root, "report", "000000", "CAM_FRONT", "000000.segments.png"));
        Assert.Equal(0, segments[5, 0].A);
        Assert.NotEqual(segments[9, 15], segments[20, 15]);
        Assert.Equal(255, segments[9, 15].A);
        using Image<Rgba32> depth = Image.Load<Rgba32>(Path.Combine(_root, "report", "000000", "CAM_FRONT", "000000.depth.png"));
        int Light(int y) => depth[5, y].R + depth[5, y].G + depth[5, y].B;
        Assert.True(Light(2) > Light(15) && Light(15) > Light(31) && Light(31) > Light(0));
    }

    [Fact]
    public void A_box_before_the_camera_has_twelve_edges_and_one_around_it_is_cut()
    {
        CameraModel camera = new(100, 80, 50, 50, 50, 40);

        // Box axes in the camera frame: forward z, left -x, up -y.
        Rotation upright = Rotation.FromAxes(Double3.UnitZ, -Double3.UnitX, -Double3.UnitY);
        List<(double X1, double Y1, double X2, double Y2)> lines = BoxWireframe.Lines(Box(new Pose(new Double3(0, 0, 10), upright)), camera,
            out int front);
        Assert.Equal((12, 4), (lines.Count, front));

        // The front face is the far one here: 2 m wide at 12 m.
        Assert.Equal(50 + 50 * 1 / 12.0, lines.Take(front).Max(l => l.X1), 9);
        Assert.Equal(50 + 50 * 1 / 8.0, lines.Max(l => l.X1), 9);
        lines = BoxWireframe.Lines(Box(new Pose(new Double3(0, 0, 0), upright)), camera, out front);
        Assert.Equal((8, 4), (lines.Count, front));
        Assert.Empty(BoxWireframe.Lines(Box(new Pose(new Double3(0, 0, -10), upright)), camera, out _));
    }

    private static string Write(string folder, int parallelism = 1)
    {
        new DatasetInspector(DatasetReader.Open(folder)) { Parallelism = parallelism }.Run(CancellationToken.None);
        return File.ReadAllText(Path.Combine(folder, "report.html"));
    }

    private static ObjectLabel Box(Pose pose) => new(1, "box", 16, null, default, 0, 1, 0, 0, pose, pose, new Double3(4, 2, 1.5), 0, []);

    private static JObject Data(string page) =>
        JObject.Parse(Regex.Match(page, "<script type=\"application/json\" id=\"data\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value);
}
