using System.Diagnostics;
using SceneForge.Frames.Storage;
using Xunit;

namespace SceneForge.ReliabilityTests.Identity;

/// <summary>A dataset has one root hash, whatever threads, processes, order, locale, time zone and vectors it was made with.</summary>
public sealed class SameRunsTests : IDisposable
{
    private const int Variations = 2;

    private readonly string _folder = Directory.CreateTempSubdirectory("sceneforge-runs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Threads_processes_order_locale_zone_and_vectors_leave_the_root_hash()
    {
        string spec = SmallScenario.Write(_folder);
        Way[] ways =
        [
            new("one process", 2, [], []),
            new("two at once, in Turkish, in Nepal", 1, [["--shard", "1/2"], ["--shard", "0/2"]],
                [("LC_ALL", "tr_TR.UTF-8"), ("TZ", "Asia/Kathmandu")]),
        ];
        if (Environment.GetEnvironmentVariable("SCENEFORGE_FULL") == "1")
        {
            // Without any vectors this takes minutes.
            ways =
            [
                .. ways,
                new("the last variation first, in German, in Newfoundland", 2, [["--variations", "1"]],
                    [("LC_ALL", "de_DE.UTF-8"), ("TZ", "America/St_Johns")]),
                new("compiled at once, without AVX2", 1, [], [("DOTNET_TieredCompilation", "0"), ("DOTNET_EnableAVX2", "0"),
                    ("DOTNET_EnableFMA", "0")]),
                new("without vectors", 2, [], [("DOTNET_EnableHWIntrinsic", "0")]),
            ];
        }

        string?[] roots = new string?[ways.Length];
        for (int i = 0; i < ways.Length; i++)
        {
            roots[i] = ways[i].Run(spec, Path.Combine(_folder, $"way-{i}"));
            Assert.True(roots[i] == roots[0], $"{ways[i].Name}: another root hash");
        }
    }

    /// <param name="Parts">Arguments of processes that run at once before the whole is asked for.</param>
    private sealed record Way(string Name, int Jobs, string[][] Parts, (string, string)[] Settings)
    {
        public string Run(string spec, string output)
        {
            string[] command = ["run", spec, "--out", output, "--renderer", "raytrace", "--jobs", $"{Jobs}"];
            Process[] parts = [.. Parts.Select(part => CliProcess.Start([.. command, .. IsVariations(part) ? part : [.. part, .. All]], Settings))];
            Array.ForEach(parts, CliProcess.Finish);
            CliProcess.Finish(CliProcess.Start([.. command, .. All], Settings));
            Assert.Equal(Variations, DatasetReader.Open(output).Sequences.Length);
            return DatasetRoot.HashOf(output);
        }

        private static string[] All => ["--variations", $"0..{Variations - 1}"];

        private static bool IsVariations(string[] part) => part[0] == "--variations";
    }
}
