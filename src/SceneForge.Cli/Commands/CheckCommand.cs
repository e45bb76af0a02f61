using System.CommandLine;
using System.Globalization;
using SceneForge.Cli.Recasting;
using SceneForge.Cli.Running;
using SceneForge.Frames.Storage;
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
        Command command = new("check", "Casts a random sample of a dataset's pixels and beams again by an independent way, and compares its sensors with each other.") { folder, spec, pixels, beams, jobs };
        command.SetAction(async (parsed, cancellation) =>
        {
            DatasetReader dataset = DatasetReader.Open(parsed.GetValue(folder)!);
            Recaster recaster = new(DatasetOrigin.Open(dataset, parsed.GetValue(spec)));
            Console.WriteLine($"Casting again with: {recaster.Description}");
            RecastJob job = new(dataset, recaster, parsed.GetValue(pixels), parsed.GetValue(beams), Math.Clamp(parsed.GetValue(jobs), 1, 256));
            return Show(await job.RunAsync(cancellation));
        });
        return command;
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
