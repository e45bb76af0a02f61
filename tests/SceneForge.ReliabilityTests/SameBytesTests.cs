using System.Security.Cryptography;
using Xunit;

namespace SceneForge.ReliabilityTests;

/// <summary>The same spec gives the same bytes, however many frames are under way at once.</summary>
public sealed class SameBytesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sceneforge-bytes-").FullName;

    [Theory]
    [InlineData("auto")]
    [InlineData("raytrace")]
    public async Task Two_runs_with_different_jobs_are_identical(string renderer)
    {
        string spec = SmallScenario.Write(_folder);
        await SmallScenario.RunAsync(spec, Path.Combine(_folder, "one"), renderer, 1);
        await SmallScenario.RunAsync(spec, Path.Combine(_folder, "two"), renderer, 2);
        string[] one = Hashes("one");
        // dataset.json, report.html, five tables of the sequence, and eight files a frame.
        Assert.True(one.Length > 8 * SmallScenario.Frames, $"only {one.Length} files");
        Assert.Equal(one, Hashes("two"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string[] Hashes(string run)
    {
        string root = Path.Combine(_folder, run);
        return [.. Directory.GetFiles(root, "*", SearchOption.AllDirectories)
            .Select(f => $"{Path.GetRelativePath(root, f)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f)))}")
            .Order(StringComparer.Ordinal)];
    }
}
