using System.CommandLine;
using System.Globalization;
using SceneForge.Cli.Checking;
using SceneForge.Cli.Composition;
using SceneForge.Cli.Logging;
using SceneForge.Cli.Overrides;
using SceneForge.Cli.Running;
using SceneForge.Cli.Terminal;
using SceneForge.Base.Input;
using SceneForge.Production.Datasets;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Checks;
using SceneForge.Quality.Checks.Data;
using Spectre.Console;

namespace SceneForge.Cli.Commands;

/// <summary>
/// <c>sceneforge run SPEC [--set PATH=VALUE]... [--out DIR] [--variations N|A..B] [--frames N|A..B] [--shard I/N] [--renderer R] [--jobs J]
/// [--dry-run]</c>
/// </summary>
internal static class RunCommand
{
    public static Command Create()
    {
        Argument<string> spec = new("SPEC") { Description = "Scenario spec." };
        Option<string?> output = new("--out") { Description = "Folder of the dataset; out/<name of the spec's file> if not given." };
        Option<string?> variations = new("--variations") { Description = "Only variation N, or A..B with both ends." };
        Option<string?> frames = new("--frames") { Description =
            "Only frame N, or A..B with both ends, of each variation: the same bytes, into DIR/excerpts." };
        Option<string?> shard = new("--shard") { Description =
            "I/N: only the variations v with v mod N = I. Shards of one dataset may run anywhere and share a folder." };
        Option<string> renderer = new("--renderer") { Description = "auto takes OpenGL where a context can be made, else the ray camera.",
            DefaultValueFactory = _ => "auto" };
        renderer.AcceptOnlyFromAmong(RendererChoice.Names);
        Option<int> jobs = new("--jobs") { Description = "Frames labeled and encoded at once; the bytes are the same for any number.",
            DefaultValueFactory = _ => Environment.ProcessorCount };
        jobs.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
                || value is < 1 or > 256))
            {
                result.AddError($"--jobs {result.Tokens[0].Value}: give a whole number from 1 to 256.");
            }
        });
        Option<string> caster = new("--caster") { Description =
            "What casts LiDAR beams: simd on the processor, or ilgpu on the device that ILGPU prefers.", DefaultValueFactory = _ =>
            CasterChoice.Names[0] };
        caster.AcceptOnlyFromAmong(CasterChoice.Names);
        Option<bool> floatDepth = new("--float-depth") { Description = "Writes depth as 32-bit floating point too (.npy)." };
        Option<string[]> set = OverriddenSpec.CreateOption();
        Option<bool> dryRun = new("--dry-run") { Description =
            "Says how many variations and frames it would be, and what data, time and memory they take, from a few frames that are made "
                + "and taken away." };
        Command command = new("run", "Expands a spec into a labeled dataset with a report.") { spec, output, variations, frames, shard, renderer,
            caster, jobs, floatDepth, set, dryRun };
        command.SetAction(async (parsed, cancellation) =>
        {
            string named = parsed.GetValue(spec)!;
            using OverriddenSpec overridden = OverriddenSpec.Open(named, parsed.GetValue(set) ?? [], Console.Error.WriteLine);
            RunRequest request = new(
                overridden.Path,
                parsed.GetValue(output) ?? overridden.DefaultFolder,
                parsed.GetValue(variations),
                parsed.GetValue(frames),
                parsed.GetValue(shard) is { } part ? Shard.Parse(part) : Shard.Whole,
                parsed.GetValue(renderer)!,
                parsed.GetValue(caster)!,
                parsed.GetValue(jobs),
                new EncoderSettings { Float32Depth = parsed.GetValue(floatDepth) });
            // Before anything is made: what is wrong with the spec is told as of the file that people know.
            overridden.Check();
            if (parsed.GetValue(dryRun))
            {
                await overridden.ReadAsync(() => DryRun.ShowAsync(request, cancellation));
                return ExitCode.Done;
            }

            overridden.Keep();
            RunResult result = await new RunJob(request).RunAsync(cancellation);
            Show(result);
            return Outcome(result);
        });
        return command;
    }

    // Said last and on the error stream, where nobody misses it; wrong data is as wrong as `check` has it.
    private static int Outcome(RunResult result)
    {
        foreach (FailedVariation failed in result.Failed)
        {
            foreach (InputError error in failed.Errors)
            {
                Console.Error.WriteLine(error);
            }
        }

        if (result.Failed.Length > 0)
        {
            Console.Error.WriteLine($"{result.Failed.Length} variation(s) cannot be drawn: "
                + $"{NumberRange.Join(result.Failed.Select(f => f.Variation))}; {FailureList.File} has the reasons.");
        }

        int critical = result.Inspection?.Checks.Findings.Count(f => f.Severity == Severity.Critical) ?? 0;
        if (critical > 0)
        {
            Console.Error.WriteLine($"{critical} CRITICAL finding(s): data is wrong there, do not use these frames. The report names them.");
            return ExitCode.BadInput;
        }

        return result.Failed.Length > 0 ? ExitCode.Incomplete : ExitCode.Done;
    }

    private static void Show(RunResult result)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("Made").AddColumn(new TableColumn("").RightAligned());
        void Row(string name, FormattableString value) => table.AddRow(name, Markup.Escape(value.ToString(CultureInfo.InvariantCulture)));
        Row("Sequences", $"{result.Sequences}");
        if (result.AlreadyThere > 0)
        {
            Row("Already there", $"{result.AlreadyThere}");
        }

        if (result.Failed.Length > 0)
        {
            Row("Cannot be drawn", $"{result.Failed.Length}: {NumberRange.Join(result.Failed.Select(f => f.Variation))}");
        }

        Row("Frames", $"{result.Frames}");
        Row("Data", $"{result.Bytes / 1e6:0.0} MB");
        Row("Frames a second", $"{(result.Frames == 0 ? 0 : result.Frames / result.Rendering.TotalSeconds):0.00}");
        Row("Preparing", $"{result.Preparing.TotalSeconds:0.0} s");
        Row("Rendering, labeling, writing", $"{result.Rendering.TotalSeconds:0.0} s");
        Row("Checks and report", $"{result.Reporting.TotalSeconds:0.0} s");
        if (result.Inspection is { } inspection)
        {
            Row("Findings", $"{inspection.Checks.Findings.Length} in {inspection.Checks.Frames} frames");
            Row("Critical findings", $"{inspection.Checks.Findings.Count(f => f.Severity == Severity.Critical)}");
            if (!inspection.Checks.NotRun.IsEmpty)
            {
                Row("Checks not run", $"{inspection.Checks.NotRun.Count} of {DatasetChecks.All.Length}");
            }

            CheckTable.ShowFindings(inspection.Checks);
        }

        if (!JsonLog.IsOn)
        {
            AnsiConsole.Write(table);
        }

        JsonLog.Event("result", ("folder", result.Folder), ("root_hash", result.RootHash), ("sequences", result.Sequences),
            ("already_there", result.AlreadyThere), ("failed", result.Failed.Length), ("frames", result.Frames), ("bytes", result.Bytes),
            ("rendering_seconds", Math.Round(result.Rendering.TotalSeconds, 1)), ("findings", result.Inspection?.Checks.Findings.Length));
        if (result.RootHash is null)
        {
            Console.WriteLine($"Excerpts:  {result.Folder}");
            return;
        }

        Console.WriteLine($"Dataset:   {result.Folder}");
        Console.WriteLine($"Root hash: {result.RootHash}");
        if (File.Exists(Path.Combine(result.Folder, "report.html")))
        {
            Console.WriteLine($"Report:    {Path.Combine(result.Folder, "report.html")}");
        }
    }
}
