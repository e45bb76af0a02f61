using System.Diagnostics;
using Xunit;

namespace SceneForge.ReliabilityTests.Identity;

/// <summary>Points and labels are the same bytes for any number of threads and any width of vectors, down to none.</summary>
public sealed class SameCastsTests
{
    // One laser model with glass, echoes and drops in it, one without columns, one that is all in a plane.
    private static readonly string[] Models = ["vlp_16", "rosette", "safety_scanner"];

    // Without any vectors all takes minutes: here the scanner in every weather and the pictures, the rest in full (SCENEFORGE_FULL=1).
    private static readonly Way[] Ways =
    [
        new("1", Models, []),
        new("1", Models, [("DOTNET_EnableAVX512", "0"), ("DOTNET_EnableAVX512F", "0")]),
        new("2", Models, [("DOTNET_EnableAVX2", "0"), ("DOTNET_EnableFMA", "0")]),
        new("2", ["safety_scanner"], [("DOTNET_EnableHWIntrinsic", "0")]),
    ];

    private static readonly Way[] InFull =
    [
        new("2", Models, [("DOTNET_EnableAVX", "0")]),
        new("1", Models, [("DOTNET_EnableHWIntrinsic", "0")]),
        new("1", Models, [("DOTNET_TieredCompilation", "0"), ("LC_ALL", "tr_TR.UTF-8"), ("TZ", "Asia/Kathmandu")]),
    ];

    [Fact]
    public void Points_labels_and_pictures_are_the_same_bytes_on_any_width_of_vectors_and_any_number_of_threads()
    {
        string[]? expected = null;
        foreach (Way way in Environment.GetEnvironmentVariable("SCENEFORGE_FULL") == "1" ? [.. Ways, .. InFull] : Ways)
        {
            string[] found = Take(way);
            // Each model in four weathers and among shapes that deform, given in two frames each; the picture's five arrays, its RGB in snow, and RGB
            // and flow of deforming shapes.
            Assert.Equal(way.Models.Length * 5 * 2 + 8, found.Length);
            expected ??= found;
            Assert.Equal(expected.Where(line => way.Models.Append("camera").Any(name => line.StartsWith($"{name}.", StringComparison.Ordinal))),
                found);
        }
    }

    private static string[] Take(Way way)
    {
        ProcessStartInfo start = new("dotnet", ["exec", typeof(SameCastsTests)
            .Assembly.Location, "cast-fingerprints", way.Jobs, .. way.Models]) { RedirectStandardOutput = true };
        foreach ((string name, string value) in way.Settings)
        {
            start.Environment[name] = value;
        }

        using Process worker = Process.Start(start)!;
        string output = worker.StandardOutput.ReadToEnd();
        worker.WaitForExit();
        Assert.Equal(0, worker.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private sealed record Way(string Jobs, string[] Models, (string Name, string Value)[] Settings);
}
