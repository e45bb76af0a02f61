using SceneForge.Frames.Storage;
using SceneForge.Tests.Frames;
using Xunit;

namespace SceneForge.ReliabilityTests.Store;

/// <summary>A sequence of many frames reads back as it was written, although its manifest is larger than any file that people write.</summary>
public sealed class LongSequenceTests : IDisposable
{
    private const int Frames = 4000;

    private readonly string _folder = MemoryFolder.Create();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Four_thousand_frames()
    {
        using (DatasetWriter dataset = DatasetWriter.Open(_folder, SampleFrames.Info with { Variations = 1, Frames = Frames }))
        using (SequenceWriter writer = dataset.TryBegin(SampleFrames.Header(0) with { FrameTimes =
            [.. Enumerable.Range(0, Frames).Select(f => 1_000_000_000L * f)] })!)
        {
            for (int frame = 0; frame < Frames; frame++)
            {
                for (int piece = 0; piece < SampleFrames.Pieces; piece++)
                {
                    SampleFrames.WritePiece(writer, frame, piece);
                }
            }

            writer.Complete();
        }

        Assert.True(new FileInfo(Path.Combine(DatasetLayout.Sequence(_folder, 0), DatasetLayout.ManifestFile)).Length > 4 << 20);
        SequenceReader sequence = DatasetReader.Open(_folder).OpenSequence(0);
        Assert.Equal(Frames, sequence.FrameTimes.Length);
        Assert.Equal(Frames - 1, sequence.ReadFrame(Frames - 1).Frame);
        Assert.Empty(DatasetVerifier.Verify(_folder, 2, static () => { }, default));
        Flip(sequence);
    }

    // One bit in each of a thousand files, and in dataset.json: each is named, and nothing else.
    private void Flip(SequenceReader sequence)
    {
        Random random = new(1);
        string[] files = [.. sequence.Files.Select(f => $"sequences/000000/{f.Path}")];
        random.Shuffle(files);
        string[] damaged = [.. files[..999].Append(DatasetLayout.DatasetFile).Order(StringComparer.Ordinal)];
        foreach (string file in damaged)
        {
            string path = Path.Combine(_folder, file);
            byte[] bytes = File.ReadAllBytes(path);
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(path, bytes);
        }

        Assert.Equal(damaged, DatasetVerifier.Verify(_folder, 2, static () => { }, default).Select(d => d.Path));
    }
}
