using System.Text.RegularExpressions;
using SceneForge.Sensors.Cameras;
using SceneForge.Tests.Packaging.Formats;
using Xunit;

namespace SceneForge.Tests.Python;

/// <summary>The package of python/, by its own tests, each listed here: what it reads is compared with what the program reads.</summary>
public sealed partial class PythonPackageTests(PythonPackageFixture fixture) : IClassFixture<PythonPackageFixture>
{
    // Those that need a package which is no small one: a test of their own says which, and is skipped where it is missing.
    private static readonly string[] Optional = ["test_torch", "test_parquet"];

    public static TheoryData<string> Tests => [.. Names().Where(n => !Optional.Contains(n.Split('.')[0]))];

    [PythonTheory]
    [MemberData(nameof(Tests))]
    public void The_package_passes(string test)
    {
        (string outcome, string detail) = fixture.Outcomes[test];
        Assert.True(outcome == "passed", $"{outcome}: {detail}");
    }

    [PythonModuleFact("torch")]
    public void Torch_loads_samples_with_workers() => All("test_torch");

    [PythonModuleFact("pyarrow")]
    public void Tables_are_written_as_Parquet() => All("test_parquet");

    [Fact]
    public void Every_lens_is_among_those_that_are_compared() =>
        Assert.Equal(Lenses.Names.Order(StringComparer.Ordinal), ExpectedValues.LensesCovered.Order(StringComparer.Ordinal));

    [PythonFact]
    public void Every_test_of_the_package_ran() =>
        Assert.Equal(Names().Order(StringComparer.Ordinal), fixture.Outcomes.Keys.Order(StringComparer.Ordinal));

    private void All(string file)
    {
        string[] tests = [.. Names().Where(n => n.StartsWith($"{file}.", StringComparison.Ordinal))];
        Assert.NotEmpty(tests);
        Assert.All(tests, t => Assert.Equal(("passed", ""), fixture.Outcomes[t]));
    }

    private static IEnumerable<string> Names() => Directory.GetFiles(Repository.PathOf("python", "tests"), "test_*.py")
        .SelectMany(f => TestName().Matches(File.ReadAllText(f)).Select(m => $"{Path.GetFileNameWithoutExtension(f)}.{m.Groups[1].Value}"));

    [GeneratedRegex(@"^    def (test_\w+)\(self", RegexOptions.Multiline)]
    private static partial Regex TestName();
}

/// <summary>A test that needs a package of Python that is large; skipped, and listed as skipped, where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonModuleFactAttribute : FactAttribute
{
    public PythonModuleFactAttribute(string module) =>
        Skip = !File.Exists(PythonPackageFixture.Python) || Imaging.Peer.Run($"import {module}") is null
            ? $"{PythonPackageFixture.Python} has no {module}."
            : null;
}
