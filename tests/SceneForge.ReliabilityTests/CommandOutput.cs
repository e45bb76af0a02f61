using System.Diagnostics;
using SceneForge.Cli;

namespace SceneForge.ReliabilityTests;

/// <summary>What the program says and how it ends, run as a process of its own.</summary>
internal sealed record CommandOutput(int ExitCode, string Out, string Errors)
{
    /// <param name="folder">The working directory.</param>
    public static CommandOutput Of(string folder, params string[] arguments)
    {
        using Process process = new()
        {
            StartInfo = new ProcessStartInfo("dotnet", ["exec", typeof(CommandLine).Assembly.Location, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder,
            },
        };
        process.Start();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandOutput(process.ExitCode, output, errors.Result);
    }
}
