using System.CommandLine;
using System.Globalization;
using SceneForge.Cli.Composition;
using SceneForge.Cli.Checking;
using SceneForge.Cli.Terminal;
using SceneForge.Frames.Storage;
using SceneForge.Production.Datasets;
using SceneForge.Production.Recasting;
using SceneForge.Quality.Checks;
using SceneForge.Quality.Inspection;
using SceneForge.Quality.Report;
using SceneForge.Quality.Recasting;
using Spectre.Console;

namespace SceneForge.Cli.Commands;

/// <summary><c>sceneforge check DIR [--spec SPEC] [--against OLD] [--pixels N] [--beams N] [--jobs J]</c></summary>
internal static class CheckCommand
{
    private const int ShownDisagreements = 20;

    public static Command Create()
    {
        Argument<string> folder = new("DIR") { Description = "Folder of the dataset." };
        Option<string?> spec = new("--spec") { Description = "The spec that made it; found by its hash in scenarios/ if not given." };
        Option<int> pixels = new("--pixels") { Description = "Pixels of each picture to cast again.", DefaultValueFactory = _ => 500 };
        Option<int> beams = new("--beams") { Description = "Beams of each sweep to cast again.", DefaultValueFactory = _ => 100 };
        Option<string?> against = new("--against") { Description =
            "The dataset's previous version: an alarm where this one spreads over fewer looks." };
        Option<int> jobs = new("--jobs") { Description = "Frames checked at once.", DefaultValueFactory = _ => Environment.ProcessorCount };
        Command command = new("check",
            "Checks every frame of a dataset (docs/checks.md), then casts a random sample of its pixels and beams again by an independent "
                + "way.") { folder, spec, against, pixels, beams, jobs };
        command.SetAction(async (parsed, cancellation) =>
        {
            DatasetReader dataset = DatasetReader.Open(parsed.GetValue(folder)!);
            int parallel = Math.Clamp(parsed.GetValue(jobs), 1, 256);
            CheckJob checks = new(dataset, parallel)
            {
                Spec = DatasetOrigin.FindSpec(dataset, parsed.GetValue(spec)),
                Against = parsed.GetValue(against) is { } previous ? DatasetReader.Open(previous) : null,
            };
            DatasetInspection inspection = await checks.RunAsync(cancellation);
            CheckTable.Show(inspection);
            ProgramRenderers renderers = new(parallel);
            Recaster recaster = new(DatasetOrigin.Open(dataset, parsed.GetValue(spec), renderers.Caster), renderers);
            Console.WriteLine($"Casting again with: {recaster.Description}");
            RecastJob job = new(dataset, recaster, parsed.GetValue(pixels), parsed.GetValue(beams), parallel)
            {
                Unreadable = inspection.Checks.Findings.Where(f => f.Check == DatasetChecks.OfFiles.Name).Select(f => (f.Sequence, f.Frame))
                    .ToHashSet(),
            };
            RecastResult compared = RecastResult.Empty;
            await RunProgress.ShowAsync(job.Steps, "frames cast again",
                async progress => compared = await job.RunAsync(progress.StepDone, cancellation));
            int recast = Show(compared);
            return inspection.Checks.IsCritical || inspection.Coverage.Against is { Alarms.IsEmpty: false } ? ExitCode.BadInput : recast;
        });
        return command;
    }

    private static int Show(RecastResult result)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("Compared").AddColumn(new TableColumn("Agree").RightAligned())
            .AddColumn(new TableColumn("Near edges").RightAligned()).AddColumn(new TableColumn("Disagree").RightAligned());
        foreach ((string what, RecastTally tally) in result.Rows)
        {
            table.AddRow(what, Text(tally.Agreeing), Text(tally.NearEdges), Text(tally.Disagreements.Length));
        }

        AnsiConsole.Write(table);
        Disagreement[] all = [.. result.Rows.SelectMany(r => r.Tally.Disagreements)];
        foreach (Disagreement disagreement in all.Take(ShownDisagreements))
        {
            Console.Error.WriteLine(disagreement);
        }

        if (all.Length > ShownDisagreements)
        {
            Console.Error.WriteLine($"... and {all.Length - ShownDisagreements} more");
        }

        return all.Length == 0 ? ExitCode.Done : ExitCode.BadInput;
    }

    private static string Text(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
