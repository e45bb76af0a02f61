using System.CommandLine;
using SceneForge.Cli.Comparing;
using SceneForge.Cli.Terminal;
using SceneForge.Frames.Storage;

namespace SceneForge.Cli.Commands;

/// <summary><c>sceneforge diff A B</c></summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        Argument<string> first = new("A") { Description = "Folder of a dataset." };
        Argument<string> second = new("B") { Description = "Folder of another." };
        Command command = new("diff",
            "Says in what two datasets differ: what they were made from, sequences, drawn values, labels, files. Exit code 1 where they do.") { first,
            second };
        command.SetAction((parsed, cancellation) =>
        {
            DatasetDifference difference = DatasetDifference.Of(DatasetReader.Open(parsed.GetValue(first)!),
                DatasetReader.Open(parsed.GetValue(second)!), cancellation);
            foreach (string line in difference.Lines)
            {
                Console.WriteLine(line);
            }

            return Task.FromResult(difference.Same ? ExitCode.Done : ExitCode.Different);
        });
        return command;
    }
}
