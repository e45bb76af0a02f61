using System.Security.Cryptography;
using Newtonsoft.Json.Linq;
using SceneForge.Frames.Storage;
using SceneForge.Scenarios.Input;
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
        string[] present = [.. Directory.GetFiles(sequence, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(sequence, f).Replace('\\', '/')).Where(f => f != "manifest.json").Order(StringComparer.Ordinal)];
        Assert.Equal(present, listed);

        // 2 frames x (2 cameras x 7 channels + points + labels) + scenario, rig, segments.
        Assert.Equal(2 * 16 + 3, listed.Length);
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
            using SequenceWriter writer = dataset.Begin(SampleFrames.Header(0));
            Parallel.For(0, 2 * SampleFrames.Pieces, i => SampleFrames.WritePiece(writer, 1 - i / SampleFrames.Pieces, 2 - i % SampleFrames.Pieces));
            writer.Complete();
        }

        string[] files = [.. Directory.GetFiles(first, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(first, f))];
        Assert.Equal(2 * 16 + 5, files.Length);
        Assert.All(files, f => Assert.Equal(File.ReadAllBytes(Path.Combine(first, f)), File.ReadAllBytes(Path.Combine(second, f))));
    }

    [Fact]
    public void An_unfinished_sequence_leaves_nothing_behind()
    {
        string folder = Path.Combine(_root, "c");
        using (DatasetWriter dataset = DatasetWriter.Open(folder, SampleFrames.Info))
        {
            using SequenceWriter writer = dataset.Begin(SampleFrames.Header(0));
            writer.Write(SampleFrames.Frame(0, 0));
            Assert.Throws<InvalidOperationException>(() => writer.Complete());
            Assert.False(Directory.Exists(Path.Combine(folder, "sequences")));
        }

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void A_second_run_adds_sequences_and_keeps_complete_ones()
    {
        string folder = Write("d", 0);
        Write("d", 1);
        using DatasetWriter dataset = DatasetWriter.Open(folder, SampleFrames.Info);
        Assert.Equal((true, true, false), (dataset.IsComplete(0), dataset.IsComplete(1), dataset.IsComplete(2)));
        Assert.Throws<InvalidOperationException>(() => dataset.Begin(SampleFrames.Header(1)));
    }

    [Fact]
    public void A_folder_of_another_dataset_is_refused()
    {
        string folder = Write("e", 0);
        InputException e = Assert.Throws<InputException>(() => DatasetWriter.Open(folder, SampleFrames.Info with { Seed = 5 }));
        Assert.Contains("dataset.json", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Jpeg_and_floating_point_depth_are_written_on_request()
    {
        string folder = Write("f", 0, new EncoderSettings { Rgb = RgbFormat.Jpeg, JpegQuality = 90, Float32Depth = true });
        string camera = Path.Combine(folder, "sequences", "000000", "CAM_LEFT");
        Assert.False(File.Exists(Path.Combine(camera, "000001.rgb.png")));
        Assert.Equal([0xFF, 0xD8], File.ReadAllBytes(Path.Combine(camera, "000001.rgb.jpg"))[..2]);
        byte[] npy = File.ReadAllBytes(Path.Combine(camera, "000001.depth.npy"));
        Assert.Equal(128 + 4 * SampleFrames.Width * SampleFrames.Height, npy.Length);
        Assert.Equal(1 + SampleFrames.Width / 7f, BitConverter.ToSingle(npy, 128 + 4 * SampleFrames.Width));
    }

    private string Write(string name, int sequence, EncoderSettings? settings = null)
    {
        string folder = Path.Combine(_root, name);
        using DatasetWriter dataset = DatasetWriter.Open(folder, SampleFrames.Info, settings);
        using SequenceWriter writer = dataset.Begin(SampleFrames.Header(sequence));
        Assert.InRange(SampleFrames.WriteAll(writer), 1, long.MaxValue);
        return folder;
    }
}
