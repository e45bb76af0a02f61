using System.CommandLine;
using SceneForge.Base.Input;
using SceneForge.Cli.Importing;
using SceneForge.Cli.Terminal;

namespace SceneForge.Cli.Commands;

/// <summary><c>sceneforge import FILE --as assets/NAME</c>, <c>sceneforge import FILE|DIR --as scenes/NAME</c></summary>
internal static class ImportCommand
{
    private const string Scenes = "scenes";

    public static Command Create()
    {
        Argument<string> source = new("FILE")
        {
            Description = "glTF 2.0 file (.gltf, .glb); for a scene also a folder of them with placements.json.",
        };
        Option<string> target = new("--as") { Description = "Folder to make: assets/NAME, or scenes/NAME for a scene.", Required = true };
        Command command = new("import",
            "Makes an asset or a scene of model files: copies them, guesses what they do not say, and reports what was understood, guessed and "
                + "dropped.") { source, target };
        command.SetAction(async (parsed, cancellation) =>
            await Import(parsed.GetValue(source)!, parsed.GetValue(target)!, cancellation));
        return command;
    }

    private static async Task<int> Import(string source, string path, CancellationToken cancellation)
    {
        ImportTarget target = ImportTarget.Open(path);
        bool isScene = Path.GetFileName(Path.GetDirectoryName(target.Folder)) == Scenes;
        if (!isScene && Directory.Exists(source))
        {
            throw new UsageException($"{source} is a folder. Name a file, or make a scene of it: --as {Scenes}/NAME.");
        }

        try
        {
            await (isScene
                ? SceneImport.Run(target, source, Environment.ProcessorCount, cancellation)
                : AssetImport.Run(target, source, Environment.ProcessorCount, cancellation));
        }
        catch (InputException e)
        {
            throw target.Named(e);
        }

        return ExitCode.Done;
    }
}
