using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using SceneForge.Frames.Storage;

namespace SceneForge.Cli.Terminal;

/// <summary><c>sceneforge --version</c>: version, the commit that it was built from, and the schemas that it writes and reads.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override bool Terminating => true;

    public override int Invoke(ParseResult parseResult)
    {
        // VERSION+COMMIT, where the sources were in a repository when they were built.
        string[] parts = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+');
        Console.WriteLine($"sceneforge {parts[0]}, commit {(parts.Length > 1 ? parts[1] : "unknown")}");
        foreach (string schema in DatasetLayout.Schemas)
        {
            Console.WriteLine(schema);
        }

        return ExitCode.Done;
    }
}
