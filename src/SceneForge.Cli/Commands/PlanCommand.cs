using System.CommandLine;
using Newtonsoft.Json.Linq;
using SceneForge.Cli.Terminal;
using SceneForge.Frames.Storage;
using SceneForge.Production.Datasets;
using SceneForge.Quality.Coverage;
using SceneForge.Quality.Planning;
using SceneForge.Review.Export;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Specs;

namespace SceneForge.Cli.Commands;

/// <summary><c>sceneforge plan DIR... [--decisions FILE] [--spec SPEC] [--out SPEC]</c></summary>
internal static class PlanCommand
{
    private const int ShownLines = 60;

    public static Command Create()
    {
        Argument<string[]> folders = new("DIR") { Description = "Folder of the dataset, and of datasets made for it since.",
            Arity = ArgumentArity.OneOrMore };
        Option<string?> decisions = new("--decisions") { Description =
            "Review decisions of the first DIR, exported as JSON Lines: what they reject or set aside is made anew. If not given, review.db there." };
        Option<string?> spec = new("--spec") { Description = "The spec of the first DIR; found by its hash in scenarios/ if not given." };
        Option<string?> output = new("--out") { Description =
            "The spec to write, in the folder of the first one; NAME_more.json there if not given." };
        Command command = new("plan",
            "Writes a spec of further variations that fill a dataset's empty cells and replace what was rejected (docs/coverage.md).") { folders,
            decisions, spec, output };
        command.SetAction(parsed =>
        {
            DatasetReader[] datasets = [.. parsed.GetValue(folders)!.Select(DatasetReader.Open)];
            string specFile = DatasetOrigin.FindFile(datasets[0], parsed.GetValue(spec));
            ScenarioSpec read = DatasetOrigin.FindSpec(datasets[0], specFile) ?? throw new InputException(new InputError(
                specFile, 0, 0, "", $"{datasets[0].Folder} was made from another spec, \"{datasets[0].Scenario}\" (SHA-256 {datasets[0].SpecHash}).",
                    "Name that one, or leave --spec out."));
            JObject json = (JObject)JsonFile.Read(specFile).Token;
            IReadOnlySet<int> rejected = parsed.GetValue(decisions) is { } file ? RejectedSequences.Read(file) : TurnedDownIn(datasets[0]);
            foreach (int unknown in rejected.Except(datasets[0].Sequences).Order())
            {
                Console.Error.WriteLine($"Sequence {unknown} was turned down, but is not in {datasets[0].Folder}: nothing is planned for it.");
            }

            CoveragePlan plan = CoveragePlanner.Plan(read, json, Looks(datasets), rejected, datasets[0].Classes.Where(c => c.IsThing)
                .Select(c => c.Name));
            string[] left = [.. plan.Unreachable.Select(l => $"cannot be reached: {l}"), .. plan.Unseen.Select(l => $"nowhere seen: {l}")];
            foreach (string line in left.Take(ShownLines))
            {
                Console.WriteLine(line);
            }

            if (left.Length > ShownLines)
            {
                Console.WriteLine($"... and {left.Length - ShownLines} more that cannot be reached or were nowhere seen");
            }

            if (plan.Rows.IsEmpty)
            {
                Console.WriteLine("Nothing is missing that the spec can show.");
                return ExitCode.Done;
            }

            CoveragePlan written = plan with { Rows = PlannedSpec.Fitting(plan.Rows) };
            string path = Path.GetFullPath(parsed.GetValue(output) ?? Free(specFile));
            RequireSameFolder(specFile, path);
            File.WriteAllText(path, PlannedSpec.Write(NameOf(path), json, written, datasets.Select(d => DatasetRoot.HashOf(d.Folder))).ToString()
                .ReplaceLineEndings("\n") + "\n");
            Console.WriteLine($"{written.Rows.Length} variations for {written.Rows.Sum(r => r.Cells)} empty cells and rejections: {path}");
            if (written.Rows.Length < plan.Rows.Length)
            {
                Console.WriteLine($"{plan.Rows.Length - written.Rows.Length} more find no room in one spec: run this one, then plan again with "
                    + "both folders");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static HashSet<int> TurnedDownIn(DatasetReader dataset)
    {
        if (TurnedDown.TryRead(dataset.Folder, Environment.GetEnvironmentVariable("SCENEFORGE_REVIEW_POSTGRES")) is not { } turnedDown)
        {
            return [];
        }

        Console.WriteLine($"Review: {turnedDown.Rejected.Count} sequences with a rejected frame, {turnedDown.Quarantined.Count} in quarantine");
        return [.. turnedDown.Rejected, .. turnedDown.Quarantined];
    }

    // Numbers of the first dataset stay; those of the others are set apart, so that decisions name the right ones.
    private static List<SequenceLook> Looks(DatasetReader[] datasets)
    {
        List<SequenceLook> looks = [];
        for (int d = 0; d < datasets.Length; d++)
        {
            int offset = d == 0 ? 0 : looks.Max(l => l.Number) + 1;
            looks.AddRange(datasets[d].Sequences.Select(n => SequenceLook.Read(datasets[d], datasets[d].OpenSequence(n)))
                .Select(l => l with { Number = l.Number + offset }));
        }

        return looks.Count > 0 ? looks : throw new UsageException("There is no complete sequence to plan from.");
    }

    private static string Free(string specFile)
    {
        string stem = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(specFile))!, Path.GetFileNameWithoutExtension(specFile) + "_more");
        return Enumerable.Range(1, 10_000).Select(i => i == 1 ? $"{stem}.json" : FormattableString.Invariant($"{stem}_{i}.json"))
            .First(p => !File.Exists(p));
    }

    // The file's, as far as it is one.
    private static string NameOf(string path)
    {
        string name = new([.. Path.GetFileNameWithoutExtension(path).Select(char.ToLowerInvariant)
            .Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '_')]);
        name = name is [>= 'a' and <= 'z', ..] ? name : $"plan_{name}";
        return name[..Math.Min(name.Length, 64)];
    }

    // The spec names scene and rig relative to its folder.
    private static void RequireSameFolder(string specFile, string path)
    {
        if (Path.GetDirectoryName(path) != Path.GetDirectoryName(Path.GetFullPath(specFile)))
        {
            throw new UsageException($"--out {path}: give a file in the folder of {specFile}, since the spec names its scene and rig from there.");
        }
    }
}
