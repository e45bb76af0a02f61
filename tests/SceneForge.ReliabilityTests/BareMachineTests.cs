using SceneForge.Tests;
using Newtonsoft.Json.Linq;
using SceneForge.Quality.Checks;
using SceneForge.Quality.Coverage;
using Xunit;

namespace SceneForge.ReliabilityTests;

/// <summary>Where GTK 3 is missing, as on a machine with the .NET SDK alone, everything runs but what needs OpenCV, and that is said.</summary>
public sealed class BareMachineTests : IDisposable
{
    private static readonly string[] NeedOpenCv = ["black", "blown_out", "empty", "blur", "frozen"];

    private readonly string _folder = Directory.CreateTempSubdirectory("bare").FullName;

    [Fact]
    public void A_run_without_GTK_ends_well_and_names_the_checks_that_did_not_run_with_the_mend()
    {
        // The loader takes the first file of that name, and this one is no library.
        string libraries = Directory.CreateDirectory(Path.Combine(_folder, "lib")).FullName;
        File.WriteAllBytes(Path.Combine(libraries, "libgtk-3.so.0"), []);
        string data = Path.Combine(_folder, "data");
        CliProcess.Finish(CliProcess.Start(["run", SmallScenario.Write(_folder), "--out", data, "--variations", "1", "--renderer", "raytrace"],
            ("LD_LIBRARY_PATH", libraries)));
        JObject[] checks = [.. JObject.Parse(File.ReadAllText(Path.Combine(data, CheckReport.File)))["checks"]!.Cast<JObject>()];
        Assert.Equal(DatasetChecks.Names, checks.Select(c => (string)c["name"]!));
        Assert.Equal(NeedOpenCv, checks.Where(c => c["not_run"] is not null).Select(c => (string)c["name"]!));

        // Not run is never no finding.
        Assert.All(checks, c => Assert.True((c["not_run"] is null) != (c["findings"] is null)));
        Assert.All(checks.Where(c => c["not_run"] is not null),
            c => Assert.Contains("apt-get install libgtk-3-0", (string)c["not_run"]!, StringComparison.Ordinal));
        JToken alike = JObject.Parse(File.ReadAllText(Path.Combine(data, CoverageReport.File)))["near_duplicates"]!;
        Assert.NotNull(alike["not_run"]);
        Assert.Null(alike["count"]);
        Assert.Contains("apt-get install libgtk-3-0", File.ReadAllText(Path.Combine(data, "report.html")), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
