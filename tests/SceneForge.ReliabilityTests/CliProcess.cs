using System.Diagnostics;
using SceneForge.Cli;
using SceneForge.Cli.Terminal;
using Xunit;

namespace SceneForge.ReliabilityTests;

/// <summary>The program as a process of its own, under other settings than the test's.</summary>
internal static class CliProcess
{
    /// <summary>Starts the program; what it prints is dropped.</summary>
    public static Process Start(string[] arguments, params IEnumerable<(string Name, string Value)> settings)
    {
        ProcessStartInfo start = new("dotnet", ["exec", typeof(CommandLine).Assembly.Location, .. arguments]) { RedirectStandardOutput = true };
        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    /// <summary>Waits until a started process has ended well.</summary>
    public static void Finish(Process process)
    {
        using (process)
        {
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
        }
    }
}
