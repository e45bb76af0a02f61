using System.Diagnostics;
using SceneForge.Renderers.RayTracing;
using SceneForge.Production.Datasets;
using SceneForge.Production.Expansion;
using SceneForge.Base.Storage;
using SceneForge.Frames.Encoders;
using SceneForge.Frames.Storage;
using SceneForge.Production.Rendering;
using SceneForge.Renderers.OpenGL;
using SceneForge.Renderers.RayTracing.Camera;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Rendering;

namespace SceneForge.Benchmarks;

/// <summary>The main job on one variation: each stage alone, then all of them overlapping as in <c>sceneforge run</c>.</summary>
internal static class PipelineBenchmark
{
    private const int Warm = 2;

    public static async Task RunAsync(string specFile)
    {
        ScenarioExpansion expansion = ScenarioExpansion.Open(specFile, new RayCaster());
        PreparedVariation variation = expansion.Prepare(0, CancellationToken.None);
        long drawn = 0;
        long stageStart = 0;
        List<(string Stage, double Milliseconds)> stages = [];
        OpenGLOptions timed = new()
        {
            StageFinished = stage =>
            {
                long now = Stopwatch.GetTimestamp();
                stages.Add((stage, Milliseconds(stageStart, now)));
                stageStart = now;
                drawn = stage == "shade" ? now : drawn;
            },
        };
        using ISensorRenderer renderer = Create(expansion, timed);
        Console.Error.WriteLine($"{specFile} by {renderer.Description}");

        CameraSensor camera = variation.Rig.Cameras[0];
        ChannelEncoder encoder = new();
        List<double> render = [];
        List<double> readback = [];
        List<double> label = [];
        List<double> encode = [];
        for (int frame = 0; frame < variation.Schedule.Count; frame++)
        {
            long start = Stopwatch.GetTimestamp();
            stageStart = start;
            drawn = 0;
            if (frame == Warm)
            {
                stages.Clear();
            }

            Observation observation = await renderer.RenderAsync(variation.Schedule.Shot(camera, frame), CancellationToken.None);
            long received = Stopwatch.GetTimestamp();
            Channels channels = ChannelResolver.Resolve(observation, variation.Schedule.Shot(camera, frame + 1));
            FrameLabeler.Label(observation.Shot, channels, expansion.Caster);
            long labeled = Stopwatch.GetTimestamp();
            EncodeAll(encoder, observation, channels);
            long encoded = Stopwatch.GetTimestamp();
            if (frame >= Warm)
            {
                // The ray camera has nothing to read back: its picture is drawn when it is received.
                long end = drawn == 0 ? received : drawn;
                render.Add(Milliseconds(start, end));
                readback.Add(Milliseconds(end, received));
                label.Add(Milliseconds(received, labeled));
                encode.Add(Milliseconds(labeled, encoded));
            }
        }

        using ISensorRenderer overlapping = Create(expansion, new OpenGLOptions());
        await overlapping.RenderAsync(variation.Schedule.Shot(camera, 0), CancellationToken.None);
        double seconds = await TimeWholeAsync(expansion, variation, overlapping);
        Figure.Print("pipeline.frames_per_s", variation.Schedule.Count * variation.Rig.Cameras.Length / seconds, "frames/s");
        Figure.Print("pipeline.render_ms", Figure.Median(render), "ms");
        foreach (IGrouping<string, double> stage in stages.GroupBy(s => s.Stage, s => s.Milliseconds).Where(s => s.Key != "readback"))
        {
            Figure.Print($"pipeline.render.{stage.Key}_ms", Figure.Median([.. stage]), "ms");
        }

        Figure.Print("pipeline.readback_ms", Figure.Median(readback), "ms");
        Figure.Print("pipeline.label_ms", Figure.Median(label), "ms");
        Figure.Print("pipeline.encode_ms", Figure.Median(encode), "ms");
    }

    public static ISensorRenderer Create(ScenarioExpansion expansion, OpenGLOptions options) =>
        OpenGLRenderer.TryCreate(options, out OpenGLRenderer? opengl, out _)
            ? opengl
            : new RayCamera((RayCaster)expansion.Caster, Environment.ProcessorCount);

    /// <summary>Seconds of a whole run of one variation, everything overlapping.</summary>
    public static async Task<double> TimeWholeAsync(ScenarioExpansion expansion, PreparedVariation variation, ISensorRenderer renderer,
        Disk? disk = null)
    {
        string folder = Directory.CreateTempSubdirectory("sceneforge-pipeline-").FullName;
        try
        {
            return await WriteAsync(folder, expansion, variation, renderer, disk ?? Disk.Real);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Makes a dataset of one variation, everything overlapping; returns the seconds from its first picture on.</summary>
    public static async Task<double> WriteAsync(string folder, ScenarioExpansion expansion, PreparedVariation variation, ISensorRenderer renderer,
        Disk disk)
    {
        using DatasetWriter dataset = DatasetWriter.Open(folder, DatasetDescription.Of(expansion, variation.Scenario, renderer), null, disk);
        using SequenceWriter writer = dataset.TryBegin(DatasetDescription.Header(variation))!;
        using FramePipeline pipeline = new(renderer, expansion.Caster, Environment.ProcessorCount);
        long start = Stopwatch.GetTimestamp();
        await await pipeline.StartAsync(variation, writer, () => { }, CancellationToken.None);
        return Milliseconds(start, Stopwatch.GetTimestamp()) / 1000;
    }

    private static void EncodeAll(ChannelEncoder encoder, Observation observation, Channels channels)
    {
        encoder.Rgb(observation.Rgb, channels.Width, channels.Height);
        encoder.Depth(channels);
        encoder.Segment(channels);
        encoder.Semantic(channels);
        encoder.Instance(channels);
        encoder.Normal(channels);
        encoder.Flow(channels);
    }

    private static double Milliseconds(long start, long end) => (end - start) * 1e3 / Stopwatch.Frequency;
}
