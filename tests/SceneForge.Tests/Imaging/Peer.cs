using System.Diagnostics;

namespace SceneForge.Tests.Imaging;

/// <summary>Python with Pillow as an independent codec; tests that use it say so by skipping the comparison where it is missing.</summary>
internal static class Peer
{
    private const string Python = "/usr/bin/python3";

    public static bool HasPillow { get; } = File.Exists(Python) && Run("import PIL, numpy") is not null;

    /// <summary>Runs a script; returns what it printed, or null where it failed.</summary>
    public static string? Run(string script, params string[] arguments)
    {
        using Process process = new() { StartInfo = new ProcessStartInfo(Python, ["-c", script, .. arguments]) { RedirectStandardOutput = true,
            RedirectStandardError = true } };
        process.Start();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        errors.Wait();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : null;
    }
}
