using System.CommandLine;
using SceneForge.Cli.Running;
using SceneForge.Frames.Storage;

namespace SceneForge.Cli.Commands;

/// <summary><c>sceneforge verify DIR</c></summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        Argument<string> folder = new("DIR") { Description = "Folder of the dataset." };
        Command command = new("verify", "Compares every file with its manifest; names what is damaged, missing or foreign.") { folder };
        command.SetAction(async (parsed, cancellation) =>
        {
            string path = Path.GetFullPath(parsed.GetValue(folder)!);
            string sequences = Path.Combine(path, DatasetLayout.SequencesFolder);
            int count = Directory.Exists(sequences) ? Directory.GetDirectories(sequences).Length : 0;
            IReadOnlyList<Damage> damages = [];
            await RunProgress.ShowAsync(count, "sequences", progress => Task.Run(
                () => damages = DatasetVerifier.Verify(path, Environment.ProcessorCount, progress.StepDone, cancellation), cancellation));
            foreach (Damage damage in damages)
            {
                Console.Error.WriteLine(damage);
            }

            Console.WriteLine(damages.Count == 0 ? $"Whole: {count} sequences" : $"{damages.Count} files are not what they should be");
            Console.WriteLine($"Root hash: {DatasetRoot.HashOf(path)}");
            return damages.Count == 0 ? ExitCode.Done : ExitCode.BadInput;
        });
        return command;
    }
}
