using System.Diagnostics;
using System.Security.Cryptography;
using SceneForge.Renderers.RayTracing;
using SceneForge.Production.Expansion;
using SceneForge.Frames.Storage;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Frames;

namespace SceneForge.Benchmarks;

/// <summary>
/// What keeping frames safe costs: hashing, syncing and journaling beside a run's time, and how that grows with a sequence's length.
/// </summary>
internal static class StoreBenchmark
{
    private const int ManyFrames = 10_000;
    private const int Window = 1000;

    public static async Task RunAsync(string specFile)
    {
        ScenarioExpansion expansion = ScenarioExpansion.Open(specFile, new RayCaster());
        PreparedVariation variation = expansion.Prepare(0, CancellationToken.None);
        using ISensorRenderer renderer = PipelineBenchmark.Create(expansion, new());
        await renderer.RenderAsync(variation.Schedule.Shot(variation.Rig.Cameras[0], 0), CancellationToken.None);
        TimedDisk disk = new();
        double seconds = await PipelineBenchmark.TimeWholeAsync(expansion, variation, renderer, disk);
        int frames = variation.Schedule.Count;
        byte[] bytes = new byte[disk.Bytes / frames];
        double hash = Figure.Milliseconds(5, () => SHA256.HashData(bytes));

        // Workers wait for the disk while others render: of the run's time, the share that they could not work.
        double workers = Environment.ProcessorCount * seconds * 1e3;
        Figure.Print("store.disk_ms", disk.Milliseconds / frames, "ms/frame");
        Figure.Print("store.hash_ms", hash, "ms/frame");
        Figure.Print("store.share_of_run", 100 * (disk.Milliseconds + hash * frames) / workers, "%");
        ManySmallFrames();
    }

    private static void ManySmallFrames()
    {
        string folder = Directory.CreateTempSubdirectory("sceneforge-store-").FullName;
        try
        {
            using DatasetWriter dataset = DatasetWriter.Open(folder, SampleFrames.Info with { Variations = 1, Frames = ManyFrames });
            using SequenceWriter writer = dataset.TryBegin(SampleFrames.Header(0) with { FrameTimes =
                [.. Enumerable.Range(0, ManyFrames).Select(f => 1_000_000_000L * f)] })!;
            List<double> milliseconds = [];
            long memory = 0;
            for (int frame = 0; frame < ManyFrames; frame++)
            {
                long start = Stopwatch.GetTimestamp();
                for (int piece = 0; piece < SampleFrames.Pieces; piece++)
                {
                    SampleFrames.WritePiece(writer, frame, piece);
                }

                milliseconds.Add((Stopwatch.GetTimestamp() - start) * 1e3 / Stopwatch.Frequency);
                memory = frame == Window ? Resident() : memory;
            }

            Figure.Print("store.small_frame_first_ms", Figure.Median(milliseconds[..Window]), "ms");
            Figure.Print("store.small_frame_last_ms", Figure.Median(milliseconds[^Window..]), "ms");
            Figure.Print("store.memory_growth", 100.0 * (Resident() - memory) / memory, "%");
            writer.Complete();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static long Resident()
    {
        GC.Collect();
        using Process process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
