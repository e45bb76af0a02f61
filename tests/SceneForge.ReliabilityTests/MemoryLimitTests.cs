using System.Diagnostics;
using System.Globalization;
using Newtonsoft.Json.Linq;
using SceneForge.Cli;
using SceneForge.Cli.Terminal;
using Xunit;

namespace SceneForge.ReliabilityTests;

/// <summary>What cannot fit into memory is refused with its place, by a process that stays small.</summary>
public sealed class MemoryLimitTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sceneforge-memory-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Pictures_that_do_not_fit_are_refused_before_any_is_made()
    {
        string spec = SmallScenario.Write(_folder);
        string rig = Path.Combine(_folder, "rig.json");
        JObject document = JObject.Parse(File.ReadAllText(rig));
        (document["cameras"]![0]!["width"], document["cameras"]![0]!["height"]) = (16384, 16384);
        File.WriteAllText(rig, document.ToString());
        string output = Path.Combine(_folder, "data");
        Ended ended = Run(["run", spec, "--out", output, "--renderer", "raytrace"], heapLimit: 1L << 30);
        Assert.Equal(65, ended.ExitCode);
        Assert.Contains("rig.json", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("GiB of memory; 1.0 GiB may be used", ended.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(output));
        Assert.InRange(ended.PeakBytes, 1, 1L << 30);
    }

    [Theory]
    [InlineData("a string of 100 MB")]
    [InlineData("ten million items")]
    [InlineData("depth 65")]
    [InlineData("1e999")]
    public void Hostile_specs_are_refused_by_a_small_process(string kind)
    {
        string spec = Path.Combine(_folder, "hostile.json");
        using (StreamWriter writer = new(spec))
        {
            writer.Write("{ \"name\": ");
            switch (kind)
            {
                case "a string of 100 MB":
                    writer.Write('"');
                    for (int i = 0; i < 100; i++)
                    {
                        writer.Write(new string('x', 1_000_000));
                    }

                    writer.Write('"');
                    break;
                case "ten million items":
                    writer.Write('[');
                    for (int i = 0; i < 100; i++)
                    {
                        writer.Write(string.Concat(Enumerable.Repeat("1,", 100_000)));
                    }

                    writer.Write("1]");
                    break;
                case "depth 65":
                    writer.Write(new string('[', 65) + new string(']', 65));
                    break;
                default:
                    writer.Write(kind);
                    break;
            }

            writer.Write(" }");
        }

        Ended ended = Run(["validate", spec], heapLimit: null);
        Assert.Equal(65, ended.ExitCode);
        Assert.Contains("hostile.json:", ended.Errors, StringComparison.Ordinal);
        Assert.InRange(ended.PeakBytes, 1, 200_000_000);
    }

    private static Ended Run(string[] arguments, long? heapLimit)
    {
        ProcessStartInfo start = new("dotnet", ["exec", typeof(CommandLine).Assembly.Location, .. arguments]) { RedirectStandardError = true,
            RedirectStandardOutput = true };
        if (heapLimit is { } bytes)
        {
            start.Environment["DOTNET_GCHeapHardLimit"] = "0x" + bytes.ToString("X", CultureInfo.InvariantCulture);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(5))
        {
            process.Refresh();
            try
            {
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                // It ended between the two.
            }
        }

        return new Ended(process.ExitCode, errors.Result, peak);
    }

    /// <param name="PeakBytes">Most memory that it was seen to hold.</param>
    private sealed record Ended(int ExitCode, string Errors, long PeakBytes);
}
