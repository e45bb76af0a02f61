using System.CommandLine;
using System.Globalization;
using SceneForge.Cli.Terminal;
using SceneForge.Frames.Storage;
using SceneForge.Production.Datasets;

namespace SceneForge.Cli.Commands;

/// <summary><c>sceneforge missing DIR --shards N</c></summary>
internal static class MissingCommand
{
    public static Command Create()
    {
        Argument<string> folder = new("DIR") { Description = "Folder of the dataset." };
        Option<int> shards = new("--shards") { Description = "Number of shards that it is made in.", DefaultValueFactory = _ => 1 };
        Command command = new("missing",
            "Prints the indices of shards with sequences that are not complete, as ranges for a scheduler's --array; nothing where all are.") { folder,
            shards };
        command.SetAction(parsed =>
        {
            int count = parsed.GetValue(shards);
            if (count < 1)
            {
                throw new UsageException($"--shards {count.ToString(CultureInfo.InvariantCulture)}: give a number from 1 up.");
            }

            DatasetReader dataset = DatasetReader.Open(parsed.GetValue(folder)!);
            // One that cannot be drawn never will be: it is named, not asked for again.
            int[] failed = [.. FailureList.Read(dataset.Folder).Select(f => f.Variation)];
            HashSet<int> there = [.. dataset.Sequences, .. failed];
            IEnumerable<int> indices = Enumerable.Range(0, dataset.Variations).Where(v => !there.Contains(v)).Select(v => v % count).Distinct()
                .Order();
            Console.WriteLine(NumberRange.Join(indices));
            if (failed.Length > 0)
            {
                Console.Error.WriteLine($"Cannot be drawn, and not asked for: variations {NumberRange.Join(failed)} ({FailureList.File}).");
            }

            return ExitCode.Done;
        });
        return command;
    }
}
