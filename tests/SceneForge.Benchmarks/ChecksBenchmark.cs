using System.Diagnostics;
using SceneForge.Renderers.RayTracing;
using SceneForge.Production.Expansion;
using SceneForge.Base.Storage;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Checks;
using SceneForge.Quality.Checks.Data;
using SceneForge.Quality.Inspection;
using SceneForge.Renderers.OpenGL;
using SceneForge.Sensors.Rendering;

namespace SceneForge.Benchmarks;

/// <summary>What the checks at the end of a run cost beside the run, in processor time: other load on the machine does not enter.</summary>
internal static class ChecksBenchmark
{
    private const int Passes = 3;

    public static async Task RunAsync(string specFile)
    {
        ScenarioExpansion expansion = ScenarioExpansion.Open(specFile, new RayCaster());
        PreparedVariation variation = expansion.Prepare(0, CancellationToken.None);
        using ISensorRenderer renderer = PipelineBenchmark.Create(expansion, new OpenGLOptions());
        await renderer.RenderAsync(variation.Schedule.Shot(variation.Rig.Cameras[0], 0), CancellationToken.None);
        string folder = Directory.CreateTempSubdirectory("sceneforge-checks-").FullName;
        try
        {
            TimeSpan start = Processor();
            await PipelineBenchmark.WriteAsync(folder, expansion, variation, renderer, Disk.Real);
            double run = (Processor() - start).TotalMilliseconds / variation.Schedule.Count;
            DatasetReader made = DatasetReader.Open(folder);
            SequenceTables tables = new(made, made.OpenSequence(0));
            double checks = Best(variation.Schedule.Count, frame => DatasetChecks.Frame(tables, frame));
            double all = Best(1, _ => new DatasetInspector(made) { Spec = expansion.Spec }.Run(CancellationToken.None)) / variation.Schedule.Count;
            Figure.Print("checks.run_cpu_ms_per_frame", run, "ms");
            Figure.Print("checks.checks_cpu_ms_per_frame", checks, "ms");
            Figure.Print("checks.checks_and_report_cpu_ms_per_frame", all, "ms");
            Figure.Print("checks.share_of_run", 100 * checks / run, "%");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Best(int count, Action<int> work) => Enumerable.Range(0, Passes).Min(_ =>
    {
        TimeSpan start = Processor();
        for (int i = 0; i < count; i++)
        {
            work(i);
        }

        return (Processor() - start).TotalMilliseconds / count;
    });

    private static TimeSpan Processor()
    {
        using Process own = Process.GetCurrentProcess();
        return own.TotalProcessorTime;
    }
}
