using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using SceneForge.Tests.Packaging;

namespace SceneForge.Tests.Python;

/// <summary>Runs the tests of python/tests once, over a dataset by formula and what the program reads of it.</summary>
public sealed class PythonPackageFixture : IDisposable
{
    public const string Python = "/usr/bin/python3";

    private readonly string _root = Directory.CreateTempSubdirectory("sceneforge-python-").FullName;
    private readonly Lazy<ImmutableDictionary<string, (string Outcome, string Detail)>> _outcomes;

    public PythonPackageFixture() => _outcomes = new(RunAll);

    /// <summary>How each test ended, by <c>file.test</c>: passed, failed or skipped, and why.</summary>
    public ImmutableDictionary<string, (string Outcome, string Detail)> Outcomes => _outcomes.Value;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private ImmutableDictionary<string, (string Outcome, string Detail)> RunAll()
    {
        // A dataset of one's own may be named, to compare all of its channels.
        string dataset = Environment.GetEnvironmentVariable("SCENEFORGE_DATASET") ?? Path.Combine(_root, "data");
        if (!Directory.Exists(dataset))
        {
            PackagingData.Write(dataset, 3, floatDepth: true);
        }

        ExpectedValues.WriteLenses(_root);
        ExpectedValues.WriteFrames(dataset, _root);
        using Process process = new()
        {
            StartInfo = new ProcessStartInfo(Python, [Repository.PathOf("python", "tests", "run_all.py")]) { RedirectStandardOutput = true,
                RedirectStandardError = true },
        };
        process.StartInfo.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        process.StartInfo.Environment["SCENEFORGE_EXPECTED"] = _root;
        process.StartInfo.Environment["SCENEFORGE_DATASET"] = dataset;
        process.StartInfo.Environment["SCENEFORGE"] = Repository.PathOf("src", "SceneForge.Cli", "bin", "Release", "net10.0", "sceneforge.dll");
        process.Start();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToImmutableDictionary(
                r => r.GetProperty("name").GetString()!, r => (r.GetProperty("outcome").GetString()!, r.GetProperty("detail").GetString()!))
            : throw new InvalidOperationException($"{output}{errors.Result}");
    }
}
