using SceneForge.Base.Storage;
using SceneForge.Frames.Storage;
using Xunit;

namespace SceneForge.ReliabilityTests.Store;

/// <summary>
/// A disk that fails, at every step that writing a dataset takes: the writer ends with 75, nothing broken stands under a final name, and the same
/// command then ends as if nothing had been.
/// </summary>
public sealed class DiskErrorTests : IDisposable
{
    private const int Sequences = 2;

    private readonly string _folder = MemoryFolder.Create();

    // CI fails every seventh step, each in one of the ways.
    private static int Stride => Environment.GetEnvironmentVariable("SCENEFORGE_FULL") == "1" ? 1 : 7;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(5, false)]
    [InlineData(5, true)]
    [InlineData(24, false)]
    [InlineData(24, true)]
    [InlineData(28, false)]
    [InlineData(28, true)]
    [InlineData(30, true)]
    public void The_disk_fails_at_any_step(int error, bool forever)
    {
        string whole = Path.Combine(_folder, "whole");
        Assert.Equal(0, StoreWorker.Run(whole, Sequences, 0, Disk.Real, static _ => { }));
        string expected = DatasetRoot.HashOf(whole);
        int failures = 0;
        for (int step = error % Stride; ; step += Stride)
        {
            string folder = Path.Combine(_folder, $"step-{step}");
            FailingDisk disk = new(step, forever, error);
            int exit = StoreWorker.Run(folder, Sequences, 0, disk, static _ => { });
            if (!disk.HasFailed)
            {
                Assert.Equal(0, exit);
                break;
            }

            Assert.Equal(75, exit);
            failures++;
            Assert.Empty(Directory.Exists(Path.Combine(folder, DatasetLayout.SequencesFolder))
                ? DatasetVerifier.Verify(folder, 1, () => { }, default)
                : []);
            Assert.Equal(0, StoreWorker.Run(folder, Sequences, 0, Disk.Real, static _ => { }));
            Assert.Empty(DatasetVerifier.Verify(folder, 1, () => { }, default));
            Assert.Equal(expected, DatasetRoot.HashOf(folder));
            Directory.Delete(folder, recursive: true);
        }

        Assert.True(failures * Stride > 100, $"{failures} steps failed");
    }
}
