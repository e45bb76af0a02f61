using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using SceneForge.Production.Datasets;
using SceneForge.Cli.Gating;
using SceneForge.Cli.Terminal;
using SceneForge.Packaging;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Review;
using SceneForge.Packaging.Source;
using SceneForge.Packaging.Splits;
using SceneForge.Base.Input;
using Spectre.Console;

namespace SceneForge.Cli.Commands;

/// <summary>
/// <c>sceneforge package DIR --format A,B --to OUT [--unreviewed] [--trust FINGERPRINT]... [--splits TRAIN/VAL/TEST] [--option NAME=VALUE]...
/// [--jobs J]</c>
/// </summary>
internal static class PackageCommand
{
    public static Command Create()
    {
        Argument<string> folder = new("DIR") { Description = "Folder of the dataset." };
        Option<string> format = new("--format") { Description = $"Formats, with commas between: {string.Join(", ", PackageFormats.All.Keys)}.",
            Required = true };
        Option<string> to = new("--to") { Description =
            "Folder of the package. The same command again goes on after an interruption, and adds formats.", Required = true };
        Option<bool> unreviewed = new("--unreviewed") { Description =
            "Packages frames that have no accepted verdict, and says so in every file that can carry it." };
        Option<string[]> trust = new("--trust") { Description =
            "Fingerprint of a key whose signature on the certificate counts; all count if none is given.", DefaultValueFactory = _ => [] };
        Option<string> splits = new("--splits") { Description = "Shares of the sequences for train/val/test.",
            DefaultValueFactory = _ => SplitRatios.Default.ToString() };
        Option<string[]> option = new("--option") { Description = "A setting of one format, NAME=VALUE (docs/formats.md).",
            DefaultValueFactory = _ => [] };
        Option<int> jobs = new("--jobs") { Description = "Files written at once; the bytes are the same for any number.",
            DefaultValueFactory = _ => Environment.ProcessorCount };
        Command command = new("package",
            "Writes a dataset in the formats that training code reads, under an accepted verdict for exactly these frames "
                + "(docs/formats.md).") { folder, format, to, unreviewed, trust, splits, option, jobs };
        command.SetAction(async (parsed, cancellation) =>
        {
            string[] formats = Formats(parsed.GetValue(format)!);
            SplitRatios ratios = SplitRatios.TryParse(parsed.GetValue(splits)!)
                ?? throw new UsageException($"--splits {parsed.GetValue(splits)}: give three shares that sum to 1, such as {SplitRatios.Default}.");
            ImmutableSortedDictionary<string, string> options = PackageOptions.Read(parsed.GetValue(option)!, out string problem)
                ?? throw new UsageException(problem);
            string dataset = Path.GetFullPath(parsed.GetValue(folder)!);
            string package = Path.GetFullPath(parsed.GetValue(to)!);
            QuarantineGuard.RequireNone(dataset);
            DatasetSource source = DatasetSource.Open(dataset);
            string[] trusted = parsed.GetValue(trust)!;
            PackagePlan plan = new()
            {
                Source = source,
                Review = parsed.GetValue(unreviewed)
                    ? ReviewStatus.Unreviewed
                    : GateClearance.Require(dataset, source.RootHash, trusted.Length == 0 ? null : trusted.ToHashSet(StringComparer.Ordinal)),
                Splits = SplitPlanner.Plan(source, ratios),
                ToolVersion = DatasetDescription.ToolVersion,
                Options = options,
                Ffmpeg = Programs.Find("ffmpeg"),
            };
            PackageJob job = new(plan, formats, package, Math.Clamp(parsed.GetValue(jobs), 1, 256));
            IReadOnlyList<PackagedFormat> packaged = [];
            await RunProgress.ShowAsync(job.Steps, "sequences", progress =>
                Task.Run(() => packaged = job.Run(progress.StepDone, cancellation), CancellationToken.None));
            Show(packaged, plan, package);
            return ExitCode.Done;
        });
        return command;
    }

    private static string[] Formats(string text)
    {
        string[] names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.FirstOrDefault(n => !PackageFormats.All.ContainsKey(n)) is { } unknown)
        {
            throw new UsageException($"--format {unknown}: did you mean {NearestName.Among(unknown, PackageFormats.All.Keys)}?");
        }

        return names.Length > 0 ? names : throw new UsageException($"--format: give one or more of {string.Join(", ", PackageFormats.All.Keys)}.");
    }

    private static void Show(IReadOnlyList<PackagedFormat> packaged, PackagePlan plan, string folder)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("Format").AddColumn(new TableColumn("Files").RightAligned())
            .AddColumn(new TableColumn("MB").RightAligned()).AddColumn("Carries");
        foreach (PackagedFormat format in packaged)
        {
            table.AddRow(format.Name + (format.AlreadyThere ? " (already there)" : ""), format.Files.ToString("N0", CultureInfo.InvariantCulture),
                (format.Bytes / 1e6).ToString("N1", CultureInfo.InvariantCulture), Markup.Escape(format.Carries));
        }

        AnsiConsole.Write(table);
        foreach (PackagedFormat format in packaged)
        {
            foreach ((string what, long count) in format.Dropped)
            {
                Console.WriteLine($"{format.Name} leaves out {count.ToString("N0", CultureInfo.InvariantCulture)} {what}");
            }
        }

        Console.WriteLine($"Frames:  {plan.Source.Sequences.Length} sequences of the spec's {plan.Source.Dataset.Variations}, root hash "
            + $"{plan.Source.RootHash}");
        Console.WriteLine($"Splits:  {string.Join(", ", SplitRatios.Names.Select(s => $"{s} {plan.Splits.Sequences(s).Count()}"))} sequences in "
            + $"{plan.Splits.Groups} groups that resemble no other");
        Console.WriteLine($"Review:  {plan.Review.Summary}");
        Console.WriteLine($"Package: {folder}");
    }
}
