using System.Diagnostics;
using System.Globalization;
using SceneForge.Cli.Composition;
using SceneForge.Cli.Logging;
using SceneForge.Cli.Terminal;
using SceneForge.Production.Expansion;
using SceneForge.Production.Rendering;
using Spectre.Console;

namespace SceneForge.Cli.Running;

/// <summary>
/// What a run would make and take: a few frames are made in the system's temporary folder, measured and taken away; the run's own folder is not
/// touched.
/// </summary>
internal static class DryRun
{
    // Frames that are measured.
    private const int Sampled = 3;

    public static async Task ShowAsync(RunRequest request, CancellationToken cancellation)
    {
        ProgramRenderers renderers = new(request.Jobs);
        ScenarioExpansion expansion = ScenarioExpansion.Open(request.SpecFile, renderers.Caster);
        int[] wanted = request.Wanted(expansion.Spec.VariationCount);
        if (wanted.Length == 0)
        {
            Console.WriteLine("No variation is wanted: the shard has none of them.");
            return;
        }

        Stopwatch clock = Stopwatch.StartNew();
        PreparedVariation first = expansion.Prepare(wanted[0], cancellation);
        double preparing = clock.Elapsed.TotalSeconds;
        int all = first.Schedule.Count;
        NumberRange frames = request.Frames is { } some ? NumberRange.Parse("--frames", some, all) : NumberRange.All(all);
        int perVariation = frames.Last - frames.First + 1;
        int middle = frames.First + (perVariation - 1) / 2;
        // Once to warm up, which a long run does once too; then what counts.
        _ = await MeasureAsync(request, wanted[0], middle, middle, cancellation);
        int last = Math.Min(middle + Sampled - 1, frames.Last);
        (long bytes, double seconds) = await MeasureAsync(request, wanted[0], middle, last, cancellation);
        (bytes, seconds) = (bytes / (last - middle + 1), seconds / (last - middle + 1));
        long total = (long)wanted.Length * perVariation;
        // Pictures of several cameras come one after the other; encoding overlaps with them, so this is rather too long than too short.
        double time = wanted.Length * preparing + total * seconds;
        long memory = Math.Max(MemoryEstimate.Bytes(expansion.Cameras, FramePipeline.PicturesUnderWay(request.Jobs)),
            Process.GetCurrentProcess().PeakWorkingSet64);
        string folder = Path.GetFullPath(request.Out ?? RunJob.DefaultFolder(request.SpecFile));

        Table table = new Table().Border(TableBorder.Rounded).AddColumn("Would make").AddColumn(new TableColumn("").RightAligned());
        void Row(string name, FormattableString value) => table.AddRow(name, Markup.Escape(value.ToString(CultureInfo.InvariantCulture)));
        Row("Variations", $"{wanted.Length} of {expansion.Spec.VariationCount}");
        Row("Frames", $"{total} ({perVariation} a variation)");
        Row("Cameras, LiDARs", $"{first.Rig.Cameras.Length}, {first.Rig.Lidars.Length}");
        Row("Data", $"{total * bytes / 1e6:0.0} MB ({bytes / 1e6:0.00} MB a frame)");
        Row("Time", $"{TimeSpan.FromSeconds(Math.Ceiling(time)):hh\\:mm\\:ss} ({seconds:0.00} s a frame)");
        Row("Memory", $"{memory / 1e9:0.0} GB");
        AnsiConsole.Write(table);
        Console.WriteLine($"Measured on frames {middle} to {last} of variation {wanted[0]}; checks and report come to it. "
            + $"Nothing was written into {folder}");
        JsonLog.Event("dry_run", ("variations", wanted.Length), ("frames", total), ("bytes", total * bytes), ("seconds", Math.Round(time, 1)),
            ("memory_bytes", memory), ("folder", folder));
    }

    private static async Task<(long Bytes, double Seconds)> MeasureAsync(RunRequest request, int variation, int first, int last,
        CancellationToken cancellation)
    {
        string folder = Directory.CreateTempSubdirectory("sceneforge-dry-run-").FullName;
        TextWriter before = Console.Out;
        try
        {
            RunResult made;
            Console.SetOut(TextWriter.Null);
            try
            {
                made = await new RunJob(request with
                {
                    Out = folder,
                    Variations = variation.ToString(CultureInfo.InvariantCulture),
                    Frames = string.Create(CultureInfo.InvariantCulture, $"{first}..{last}"),
                    Shard = Shard.Whole,
                }).RunAsync(cancellation);
            }
            finally
            {
                Console.SetOut(before);
            }

            return (made.Bytes, made.Rendering.TotalSeconds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
