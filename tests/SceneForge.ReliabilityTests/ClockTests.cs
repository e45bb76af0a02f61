using SceneForge.Frames.Storage;
using Xunit;

namespace SceneForge.ReliabilityTests;

/// <summary>No byte of the data depends on the clock: years off, or at its beginning, a run makes the same.</summary>
public sealed class ClockTests : IDisposable
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

    private readonly string _folder = Directory.CreateTempSubdirectory("sceneforge-clock-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [FaketimeFact]
    public void Runs_at_other_times_make_the_same_bytes()
    {
        string spec = SmallScenario.Write(_folder);
        string?[] clocks = Environment.GetEnvironmentVariable("SCENEFORGE_FULL") == "1"
            ? [null, "-1y", "+1y", "@1970-01-02 00:00:00"]
            : [null, "+1y"];
        string[] roots = [.. clocks.Select((clock, i) => Root(spec, Path.Combine(_folder, $"run-{i}"), clock))];
        Assert.True(roots.Length >= 2);
        Assert.Single(roots.Distinct());
        // A dataset that was begun in the future goes on today.
        Assert.Equal(roots[0], Root(spec, Path.Combine(_folder, "run-1"), null));
    }

    private static string Root(string spec, string output, string? clock)
    {
        (string, string)[] settings = clock is null ? [] : [("LD_PRELOAD", Library), ("FAKETIME", clock), ("FAKETIME_DONT_FAKE_MONOTONIC", "1")];
        CliProcess.Finish(CliProcess.Start(["run", spec, "--out", output, "--variations", "1", "--renderer", "raytrace"], settings));
        return DatasetRoot.HashOf(output);
    }

    /// <summary>A test that shows a process another time.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class FaketimeFactAttribute : FactAttribute
    {
        public FaketimeFactAttribute()
        {
            if (Environment.GetEnvironmentVariable("SCENEFORGE_NO_SKIP") != "1" && !File.Exists(Library))
            {
                Skip = $"There is no {Library} (Debian: apt-get install faketime).";
            }
        }
    }
}
