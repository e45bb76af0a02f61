using System.Collections.Immutable;
using System.Globalization;
using SceneForge.Quality.Checks;
using SceneForge.Quality.Checks.Data;
using SceneForge.Quality.Coverage;
using SceneForge.Quality.Inspection;
using SceneForge.Quality.Report;
using Spectre.Console;

namespace SceneForge.Cli.Checking;

/// <summary>Shows on a terminal what checks and coverage found.</summary>
internal static class CheckTable
{
    private const int ShownFindings = 20;

    public static void Show(DatasetInspection inspection)
    {
        CheckReport report = inspection.Checks;
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("Check").AddColumn(new TableColumn("Frames").RightAligned())
            .AddColumn(new TableColumn("Findings").RightAligned());
        foreach (string name in DatasetChecks.Names)
        {
            (string frames, string findings) = report.NotRun.ContainsKey(name)
                ? ("0", "not run")
                : (Text(report.Frames), Text(report.Findings.Count(f => f.Check == name)));
            table.AddRow(name, frames, findings);
        }

        AnsiConsole.Write(table);
        ShowFindings(report);
        CoverageReport coverage = inspection.Coverage;
        string design = coverage.Design is { } d
            ? $"{Text(d.Empty.Length)} of {Text(d.Cells.Count())} levels and pairs of the design are empty"
            : "the design is not counted (its spec was not found; name it with --spec)";
        string alike = coverage.Duplicates is { } pairs ? $"{Text(pairs.Count)} near-duplicates" : "near-duplicates were not looked for";
        Console.WriteLine($"Coverage: {design}; {Text(coverage.Visible.Cells.Count)} visible cells are filled, "
            + $"{Text(coverage.Visible.Empty.Length)} could be; {alike} ({CoverageReport.File})");
        if (coverage.Against is { Alarms.IsEmpty: true })
        {
            Console.WriteLine("Against the previous version: nothing got narrower");
        }

        foreach (CoverageAlarm alarm in coverage.Against?.Alarms ?? [])
        {
            Console.Error.WriteLine($"alarm: {alarm.Sentence}");
        }
    }

    public static void ShowFindings(CheckReport report)
    {
        foreach (IGrouping<string, string> reason in report.NotRun.GroupBy(n => n.Value, n => n.Key))
        {
            Console.Error.WriteLine($"not run: {string.Join(", ", reason)}. {reason.Key}");
        }

        ImmutableArray<Finding> findings = report.Findings;
        foreach (Finding finding in findings.Take(ShownFindings))
        {
            Console.Error.WriteLine(finding);
        }

        if (findings.Length > ShownFindings)
        {
            Console.Error.WriteLine($"... and {findings.Length - ShownFindings} more in {CheckReport.File}");
        }
    }

    private static string Text(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
