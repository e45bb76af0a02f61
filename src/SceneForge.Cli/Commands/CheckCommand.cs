using System.CommandLine;
using System.Globalization;
using SceneForge.Cli.Checking;
using SceneForge.Cli.Recasting;
using SceneForge.Cli.Running;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Checks;
using SceneForge.Quality.Recasting;
using Spectre.Console;

namespace SceneForge.Cli.Commands;

/// <summary><c>sceneforge check DIR [--spec SPEC] [--pixels N] [--beams N] [--jobs J]</c></summary>
internal static class CheckCommand
{
    private const int ShownDisagreements = 20;

    public static Command Create()
    {
        Argument<string> folder = new("DIR") { Description = "Folder of the dataset." };
        Option<string?> spec = new("--spec") { Description = "The spec that made it; found by its hash in scenarios/ if not given." };
        Option<int> pixels = new("--pixels") { Description = "Pixels of each picture to cast again.", DefaultValueFactory = _ => 500 };
        Option<int> beams = new("--beams") { Description = "Beams of each sweep to cast again.", DefaultValueFactory = _ => 100 };
        Option<int> jobs = new("--jobs") { Description = "Frames checked at once.", DefaultValueFactory = _ => Environment.ProcessorCount };
        Command command = new("check", "Checks every frame of a dataset (docs/checks.md), then casts a random sample of its pixels and beams again by an independent way.") { folder, spec, pixels, beams, jobs };
        command.SetAction(async (parsed, cancellation) =>
        {
            DatasetReader dataset = DatasetReader.Open(parsed.GetValue(folder)!);
            int parallel = Math.Clamp(parsed.GetValue(jobs), 1, 256);
            CheckReport report = await new CheckJob(dataset, parallel).RunAsync(cancellation);
            report.Write(dataset.Folder);
            Show(report);
            Recaster recaster = new(DatasetOrigin.Open(dataset, parsed.GetValue(spec)));
            Console.WriteLine($"Casting again with: {recaster.Description}");
            RecastJob job = new(dataset, recaster, parsed.GetValue(pixels), parsed.GetValue(beams), parallel);
            int recast = Show(await job.RunAsync(cancellation));
            return report.IsCritical ? ExitCode.BadInput : recast;
        });
        return command;
    }

    private static void Show(CheckReport report)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("Check").AddColumn(new TableColumn("Frames").RightAligned()).AddColumn(new TableColumn("Findings").RightAligned());
        foreach (string name in DatasetChecks.Names)
        {
            table.AddRow(name, Text(report.Frames), Text(report.Findings.Count(f => f.Check == name)));
        }

        AnsiConsole.Write(table);
        foreach (Finding finding in report.Findings.Take(ShownDisagreements))
        {
            Console.Error.WriteLine(finding);
        }

        if (report.Findings.Length > ShownDisagreements)
        {
            Console.Error.WriteLine($"... and {report.Findings.Length - ShownDisagreements} more in {CheckReport.File}");
        }
    }

    private static int Show(RecastResult result)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("Compared").AddColumn(new TableColumn("Agree").RightAligned()).AddColumn(new TableColumn("Near edges").RightAligned()).AddColumn(new TableColumn("Disagree").RightAligned());
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
