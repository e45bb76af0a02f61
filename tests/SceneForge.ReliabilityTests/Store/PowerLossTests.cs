using SceneForge.Base.Storage;
using SceneForge.Frames.Storage;
using Xunit;

namespace SceneForge.ReliabilityTests.Store;

/// <summary>
/// Whatever the disk holds after the power fails, nothing that was acknowledged is lost, nothing torn is taken, and the same command ends as if
/// nothing had been.
/// </summary>
public sealed class PowerLossTests : IDisposable
{
    private const int Sequences = 3;

    private readonly string _folder = MemoryFolder.Create();

    private static int States => Environment.GetEnvironmentVariable("SCENEFORGE_FULL") == "1" ? 2000 : 200;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_power_fails_at_any_step(bool ordered)
    {
        string recorded = Path.Combine(_folder, "recorded");
        RecordingDisk disk = new();
        Directory.CreateDirectory(recorded);
        string data = Path.Combine(recorded, "data");
        Assert.Equal(0, StoreWorker.Run(data, Sequences, 0, disk, line =>
        {
            if (line.StartsWith("done ", StringComparison.Ordinal))
            {
                disk.Acknowledge(line[5..]);
            }
        }));
        string expected = DatasetRoot.HashOf(data);
        Random random = new(ordered ? 1 : 2);
        int acknowledged = 0;
        int completed = 0;
        for (int state = 0; state < States / 2; state++)
        {
            PowerLoss loss = new(recorded, disk.Steps[..random.Next(disk.Steps.Count + 1)]);
            string after = Path.Combine(_folder, $"after-{state}");
            loss.Materialize(after, ordered, random);
            string left = Path.Combine(after, "data");
            if (Directory.Exists(Path.Combine(left, DatasetLayout.SequencesFolder)))
            {
                // What stands under a final name is whole.
                Assert.DoesNotContain(DatasetVerifier.Verify(left, 1, () => { }, default), d =>
                    d.Path.StartsWith("sequences/", StringComparison.Ordinal) && HasManifest(left, d.Path));
                completed += DatasetReader.Open(left).Sequences.Length;
            }

            List<string> begun = [];
            Assert.Equal(0, StoreWorker.Run(left, Sequences, 0, Disk.Real, line =>
            {
                if (line.StartsWith("begin ", StringComparison.Ordinal))
                {
                    begun.Add(line[6..]);
                }
            }));
            Assert.Empty(begun.Intersect(loss.Acknowledged));
            Assert.Equal(expected, DatasetRoot.HashOf(left));
            Assert.Empty(DatasetVerifier.Verify(left, 1, () => { }, default));
            acknowledged += loss.Acknowledged.Count;
            Directory.Delete(after, recursive: true);
        }

        Assert.True(acknowledged > States && completed > States / 4,
            $"{acknowledged} frames were acknowledged, {completed} sequences complete before the power failed.");
    }

    private static bool HasManifest(string folder, string path) =>
        File.Exists(Path.Combine(folder, string.Join('/', path.Split('/')[..2]), DatasetLayout.ManifestFile));
}
