using System.Diagnostics;
using Xunit;

namespace SceneForge.ReliabilityTests.Identity;

/// <summary>Points and labels are the same bytes for any number of threads and any width of vectors, down to none.</summary>
public sealed class SameCastsTests
{
    // One laser model with glass, echoes and drops in it, one without columns, one that is all in a plane.
    private static readonly string[] Models = ["vlp_16", "rosette", "safety_scanner"];

    // In full (SCENEFORGE_FULL=1) also without any vectors, which takes minutes.
    private static readonly (string Jobs, (string Name, string Value)[] Settings)[] InFull =
    [
        ("2", [("DOTNET_EnableAVX", "0")]),
        ("1", [("DOTNET_EnableHWIntrinsic", "0")]),
        ("1", [("DOTNET_TieredCompilation", "0"), ("LC_ALL", "tr_TR.UTF-8"), ("TZ", "Asia/Kathmandu")]),
    ];

    private static readonly (string Jobs, (string Name, string Value)[] Settings)[] Ways =
    [
        ("1", []),
        ("1", [("DOTNET_EnableAVX512", "0"), ("DOTNET_EnableAVX512F", "0")]),
        ("2", [("DOTNET_EnableAVX2", "0"), ("DOTNET_EnableFMA", "0")]),
    ];

    [Fact]
    public void Points_labels_and_pictures_are_the_same_bytes_on_any_width_of_vectors_and_any_number_of_threads()
    {
        string[]? expected = null;
        foreach ((string jobs, (string, string)[] settings) in Environment.GetEnvironmentVariable("SCENEFORGE_FULL") == "1" ? [.. Ways, .. InFull] : Ways)
        {
            string[] found = Take(jobs, settings);
            // Three models in four weathers, given in two frames each; the picture's five arrays, and its RGB in snow.
            Assert.Equal(3 * 4 * 2 + 6, found.Length);
            expected ??= found;
            Assert.Equal(expected, found);
        }
    }

    private static string[] Take(string jobs, (string Name, string Value)[] settings)
    {
        ProcessStartInfo start = new("dotnet", ["exec", typeof(SameCastsTests).Assembly.Location, "cast-fingerprints", jobs, .. Models]) { RedirectStandardOutput = true };
        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        using Process worker = Process.Start(start)!;
        string output = worker.StandardOutput.ReadToEnd();
        worker.WaitForExit();
        Assert.Equal(0, worker.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
