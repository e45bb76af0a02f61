using System.Security.Cryptography;
using Newtonsoft.Json.Linq;
using SceneForge.Frames.Storage;
using SceneForge.Base.Input;
using Xunit;

namespace SceneForge.Tests.Frames;

public sealed class DatasetWriterTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("dataset").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_manifest_names_every_file_with_its_length_and_hash()
    {
        string folder = Write("a", sequence: 2);
        string sequence = Path.Combine(folder, "sequences", "000002");
        JArray files = (JArray)JObject.Parse(File.ReadAllText(Path.Combine(sequence, "manifest.json")))["files"]!;
        string[] listed = [.. files.Select(f => (string)f["path"]!)];
        string[] present = [.. Directory.GetFiles(sequence, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(sequence, f).Replace('\\', '/')).Where(f => f != "manifest.json").Order(StringComparer.Ordinal)];
        Assert.Equal(present, listed);

        // 2 frames x (2 cameras x 7 channels + points + labels) + scenario, rig, segments.
        Assert.Equal(2 * 16 + 4, listed.Length);
        foreach (JToken file in files)
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(sequence, (string)file["path"]!));
            Assert.Equal(bytes.LongLength, (long)file["bytes"]!);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), (string)file["sha256"]!);
        }
    }

    [Fact]
    public void Order_of_frames_changes_no_byte()
    {
        string first = Write("a", 0);
        string second = Path.Combine(_root, "b");
        using (DatasetWriter dataset = DatasetWriter.Open(second, SampleFrames.Info))
        {
            using SequenceWriter writer = dataset.TryBegin(SampleFrames.Header(0))!;
            Parallel.For(0, 2 * SampleFrames.Pieces, i => SampleFrames.WritePiece(writer, 1 - i / SampleFrames.Pieces, 2 - i % SampleFrames.Pieces));
            writer.Complete();
        }

        string[] files = [.. Directory.GetFiles(first, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(first, f))];
        Assert.Equal(2 * 16 + 6, files.Length);
        Assert.All(files, f => Assert.Equal(File.ReadAllBytes(Path.Combine(first, f)), File.ReadAllBytes(Path.Combine(second, f))));
    }

    [Fact]
    public void An_unfinished_sequence_leaves_nothing_behind()
    {
        string folder = Path.Combine(_root, "c");
        using (DatasetWriter dataset = DatasetWriter.Open(folder, SampleFrames.Info))
        {
            using SequenceWriter writer = dataset.TryBegin(SampleFrames.Header(0))!;
            writer.Write(SampleFrames.Frame(0, 0));
            Assert.Throws<InvalidOperationException>(() => writer.Complete());
            Assert.False(Directory.Exists(Path.Combine(folder, "sequences")));
        }

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void An_interrupted_sequence_goes_on_with_the_frames_that_are_whole()
    {
        string whole = Write("a", 0);
        string folder = Path.Combine(_root, "b");
        Interrupt(folder);
        using (DatasetWriter dataset = DatasetWriter.Open(folder, SampleFrames.Info))
        {
            Assert.Empty(Sequences(folder));
            using SequenceWriter writer = dataset.TryBegin(SampleFrames.Header(0))!;
            Assert.Equal((false, true), (writer.IsWanted(0), writer.IsWanted(1)));
            Assert.Throws<InvalidOperationException>(() => writer.Complete());
            WriteFrame(writer, 1);
            writer.Complete();
        }

        AssertSame(whole, folder);
        Assert.False(Directory.Exists(Path.Combine(folder, ".partial")));
    }

    [Theory]
    [InlineData("torn")]
    [InlineData("flipped")]
    [InlineData("other")]
    public void Nothing_that_is_damaged_is_taken_over(string how)
    {
        string whole = Write("a", 0);
        string folder = Path.Combine(_root, "b");
        Interrupt(folder);
        string journal = Path.Combine(folder, ".partial", "000000.journal");
        string picture = Path.Combine(folder, ".partial", "000000", "CAM_LEFT", "000000.depth.png");
        switch (how)
        {
            case "torn":
                File.WriteAllBytes(journal, File.ReadAllBytes(journal)[..^9]);
                break;
            case "flipped":
                byte[] bytes = File.ReadAllBytes(picture);
                bytes[^20] ^= 1;
                File.WriteAllBytes(picture, bytes);
                break;
            default:
                // The same number, drawn anew from a spec that has changed: a scenario of other bytes.
                using (DatasetWriter changed = DatasetWriter.Open(folder, SampleFrames.Info))
                using (SequenceWriter writer = changed.TryBegin(SampleFrames.Header(0) with { ScenarioJson = "{}\n"u8.ToArray() })!)
                {
                    Assert.True(writer.IsWanted(0));
                }

                break;
        }

        using (DatasetWriter dataset = DatasetWriter.Open(folder, SampleFrames.Info))
        {
            using SequenceWriter writer = dataset.TryBegin(SampleFrames.Header(0))!;
            Assert.True(writer.IsWanted(0));
            SampleFrames.WriteAll(writer);
        }

        AssertSame(whole, folder);
    }

    [Fact]
    public void A_sequence_has_one_writer_at_a_time()
    {
        string folder = Path.Combine(_root, "a");
        using DatasetWriter first = DatasetWriter.Open(folder, SampleFrames.Info);
        using DatasetWriter second = DatasetWriter.Open(folder, SampleFrames.Info);
        using (SequenceWriter writer = first.TryBegin(SampleFrames.Header(0))!)
        {
            Assert.Null(second.TryBegin(SampleFrames.Header(0)));
            SampleFrames.WriteAll(writer);
        }

        Assert.Null(second.TryBegin(SampleFrames.Header(0)));
        Assert.True(second.IsComplete(0));
    }

    [Fact]
    public void An_excerpt_has_the_same_bytes_as_the_whole()
    {
        string whole = Write("a", 0);
        string folder = Path.Combine(_root, "b");
        using (DatasetWriter dataset = DatasetWriter.Open(folder, SampleFrames.Info))
        {
            using SequenceWriter writer = dataset.TryBegin(SampleFrames.Header(0), new FrameSelection(1, 1))!;
            Assert.Equal((false, true), (writer.IsWanted(0), writer.IsWanted(1)));
            WriteFrame(writer, 1);
            writer.Complete();
        }

        Assert.Empty(Sequences(folder));
        string excerpt = Path.Combine(folder, "excerpts", "000000");
        string[] files = [.. Directory.GetFiles(excerpt, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(excerpt, f))
            .Where(f => f != "manifest.json")];
        Assert.Equal(16 + 4, files.Length);
        Assert.All(files, f => Assert.Equal(File.ReadAllBytes(Path.Combine(whole, "sequences", "000000", f)),
            File.ReadAllBytes(Path.Combine(excerpt, f))));
    }

    [Fact]
    public void The_root_hash_is_what_sha256sum_prints()
    {
        string folder = Write("a", 0);
        Write("a", 1);
        string lines = string.Concat(new[] { "000000", "000001" }.Select(n =>
            $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "sequences", n, "manifest.json"))))}  "
                + $"sequences/{n}/manifest.json\n"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(lines))), DatasetRoot.HashOf(folder));
    }

    [Fact]
    public void Verify_names_each_file_with_a_flipped_bit_and_each_that_is_missing_or_foreign()
    {
        string folder = Write("a", 0);
        Assert.Empty(Verify(folder));
        string[] files = [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith("dataset.json", StringComparison.Ordinal))];
        Assert.Equal(2 * 16 + 5, files.Length);
        for (int i = 0; i < files.Length; i++)
        {
            string name = Path.GetRelativePath(folder, files[i]).Replace('\\', '/');
            byte[] whole = File.ReadAllBytes(files[i]);
            byte[] flipped = [.. whole];
            flipped[(int)((uint)(i * 2654435761L) % (uint)whole.Length)] ^= (byte)(1 << i % 8);
            File.WriteAllBytes(files[i], flipped);
            bool isManifest = name.EndsWith("manifest.json", StringComparison.Ordinal);
            Assert.Contains(Verify(folder), d => d.Path == name || isManifest);
            File.Delete(files[i]);
            Assert.Contains(Verify(folder), d => d.Path == name);
            File.WriteAllBytes(files[i], whole);
        }

        File.WriteAllText(Path.Combine(folder, "sequences", "000000", "labels", "notes.txt"), "x");
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "x");
        Directory.CreateDirectory(Path.Combine(folder, "sequences", "17"));
        Assert.Equal(["notes.txt", "sequences/000000/labels/notes.txt", "sequences/17"], Verify(folder).Select(d => d.Path));
    }

    [Fact]
    public void A_second_run_adds_sequences_and_keeps_complete_ones()
    {
        string folder = Write("d", 0);
        Write("d", 1);
        using DatasetWriter dataset = DatasetWriter.Open(folder, SampleFrames.Info);
        Assert.Equal((true, true, false), (dataset.IsComplete(0), dataset.IsComplete(1), dataset.IsComplete(2)));
        Assert.Null(dataset.TryBegin(SampleFrames.Header(1)));
    }

    [Fact]
    public void A_folder_of_another_dataset_is_refused()
    {
        string folder = Write("e", 0);
        InputException e = Assert.Throws<InputException>(() => DatasetWriter.Open(folder, SampleFrames.Info with { Seed = 5 }));
        Assert.Contains("dataset.json", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Floating_point_depth_is_written_on_request()
    {
        string folder = Write("f", 0, new EncoderSettings { Float32Depth = true });
        string camera = Path.Combine(folder, "sequences", "000000", "CAM_LEFT");
        Assert.True(File.Exists(Path.Combine(camera, "000001.rgb.png")));
        byte[] npy = File.ReadAllBytes(Path.Combine(camera, "000001.depth.npy"));
        Assert.Equal(128 + 4 * SampleFrames.Width * SampleFrames.Height, npy.Length);
        Assert.Equal(1 + SampleFrames.Width / 7f, BitConverter.ToSingle(npy, 128 + 4 * SampleFrames.Width));
    }

    private static IReadOnlyList<Damage> Verify(string folder) => DatasetVerifier.Verify(folder, 2, () => { }, default);

    private static System.Collections.Immutable.ImmutableArray<int> Sequences(string folder) =>
        Directory.Exists(Path.Combine(folder, "sequences")) ? DatasetReader.Open(folder).Sequences : [];

    // Frame 0 is whole, frame 1 under way.
    private static void Interrupt(string folder)
    {
        using DatasetWriter dataset = DatasetWriter.Open(folder, SampleFrames.Info);
        using SequenceWriter writer = dataset.TryBegin(SampleFrames.Header(0))!;
        WriteFrame(writer, 0);
        SampleFrames.WritePiece(writer, 1, 0);
    }

    private static void WriteFrame(SequenceWriter writer, int frame)
    {
        for (int piece = 0; piece < SampleFrames.Pieces; piece++)
        {
            SampleFrames.WritePiece(writer, frame, piece);
        }
    }

    private static void AssertSame(string expected, string actual)
    {
        string[] files = [.. Directory.GetFiles(expected, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(expected, f))
            .Order(StringComparer.Ordinal)];
        Assert.Equal(files, Directory.GetFiles(actual, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(actual, f))
            .Order(StringComparer.Ordinal));
        Assert.All(files, f => Assert.Equal(File.ReadAllBytes(Path.Combine(expected, f)), File.ReadAllBytes(Path.Combine(actual, f))));
    }

    private string Write(string name, int sequence, EncoderSettings? settings = null)
    {
        string folder = Path.Combine(_root, name);
        using DatasetWriter dataset = DatasetWriter.Open(folder, SampleFrames.Info, settings);
        using SequenceWriter writer = dataset.TryBegin(SampleFrames.Header(sequence))!;
        Assert.InRange(SampleFrames.WriteAll(writer), 1, long.MaxValue);
        return folder;
    }
}
