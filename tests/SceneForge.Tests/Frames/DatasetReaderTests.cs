using SceneForge.Frames.Encoders;
using SceneForge.Frames.Storage;
using SceneForge.Base.Input;
using SceneForge.Sensors.Labels;
using Xunit;

namespace SceneForge.Tests.Frames;

public sealed class DatasetReaderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("reader").FullName;

    public DatasetReaderTests()
    {
        using DatasetWriter dataset = DatasetWriter.Open(_root, SampleFrames.Info);
        using SequenceWriter writer = dataset.TryBegin(SampleFrames.Header(1))!;
        SampleFrames.WriteAll(writer);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Tables_come_back_as_they_were_written()
    {
        DatasetReader dataset = DatasetReader.Open(_root);
        Assert.Equal((ulong.MaxValue, "sample", "formula", "png"), (dataset.Seed, dataset.Scenario, dataset.Renderer, dataset.RgbEncoding));
        Assert.Equal([1], dataset.Sequences.AsEnumerable());
        Assert.Equal(SampleFrames.Info.Inputs, dataset.Inputs);
        Assert.Equal(SampleFrames.Taxonomy.Classes.Select(c => (c.Id, c.Name, c.IsThing, c.Color)),
            dataset.Classes.Select(c => (c.Id, c.Name, c.IsThing, c.Color)));
        SequenceReader sequence = dataset.OpenSequence(1);
        SequenceHeader header = SampleFrames.Header(1);
        Assert.Equal(header.Rig.Name, sequence.Rig.Name);
        Assert.Equal(header.Rig.Cameras.AsEnumerable(), sequence.Rig.Cameras);
        Assert.Equal(header.Segments.AsEnumerable(), sequence.Segments);
        Assert.Equal(header.Objects.AsEnumerable(), sequence.Objects);
        Assert.Equal(header.Events, sequence.Events);
        Assert.Equal([0L, 1_000_000_000L], sequence.FrameTimes.AsEnumerable());
    }

    [Fact]
    public void Labels_come_back_to_the_last_bit()
    {
        StoredFrame frame = DatasetReader.Open(_root).OpenSequence(1).ReadFrame(1);
        Assert.Equal(2, frame.Cameras.Length);
        for (int camera = 0; camera < 2; camera++)
        {
            LabeledFrame written = SampleFrames.Frame(camera, 1);
            StoredPicture read = frame.Cameras[camera];
            Assert.Equal((written.Camera.Name, written.TimeNs, written.WorldFromVehicle, written.WorldFromCamera),
                (read.Camera, read.TimeNs, read.WorldFromVehicle, read.WorldFromCamera));
            ObjectLabel a = written.Objects[0];
            ObjectLabel b = Assert.Single(read.Objects);
            Assert.Equal(a with { Keypoints = [] }, b with { Keypoints = a.Keypoints.Clear() });
            Assert.Equal(a.Keypoints[0], b.Keypoints[0]);

            // A keypoint behind the camera has no place in the image.
            Assert.Equal(a.Keypoints[1] with { U = 0, V = 0 }, b.Keypoints[1]);
        }

        FrameScan scan = SampleFrames.Scan(1);
        StoredSweep sweep = Assert.Single(frame.Lidars);
        Assert.Equal((scan.TimeNs, scan.WorldFromVehicle), (frame.TimeNs, frame.WorldFromVehicle));
        Assert.Equal(("LIDAR_TOP", scan.TimeNs, scan.Sweeps[0].WorldFromLidar, 5), (sweep.Lidar, sweep.TimeNs, sweep.WorldFromLidar, sweep.Points));
        StoredObject thing = Assert.Single(frame.Objects);
        Assert.Equal(scan.Objects[0], thing.Box);
        Assert.Equal(3, thing.Points["LIDAR_TOP"]);
        Assert.Equal(scan.Sweeps[0].Points, PointFile.Read(DatasetReader.Open(_root).OpenSequence(1).PathOf(sweep.File)));
    }

    [Fact]
    public void Channels_come_back_within_their_quantisation()
    {
        SequenceReader sequence = DatasetReader.Open(_root).OpenSequence(1);
        LabeledFrame written = SampleFrames.Frame(1, 0);
        Channels channels = written.Channels;
        StoredPicture picture = sequence.ReadFrame(0).Cameras[1];
        string File(string channel) => sequence.PathOf(picture.Files[channel]);

        Assert.Equal(written.Rgb, ChannelFiles.ReadRgb(File("rgb"), out int width, out int height));
        Assert.Equal((SampleFrames.Width, SampleFrames.Height), (width, height));
        Assert.Equal(channels.Segment, ChannelFiles.ReadGray16(File("segment"), out _, out _));
        Assert.Equal(channels.Instance, ChannelFiles.ReadGray16(File("instance"), out _, out _));
        Assert.Equal(channels.Semantic, ChannelFiles.ReadGray8(File("semantic"), out _, out _));
        ushort[] depth = ChannelFiles.ReadGray16(File("depth"), out _, out _);
        ushort[] flow = ChannelFiles.ReadFlow(File("flow"), out _, out _);
        byte[] normal = ChannelFiles.ReadRgb(File("normal"), out _, out _);
        for (int i = 0; i < depth.Length; i++)
        {
            if (float.IsInfinity(channels.Depth[i]))
            {
                Assert.Equal((65535, 0, 128), (depth[i], flow[3 * i + 2], normal[3 * i]));
                Assert.Equal((0, 0), (flow[3 * i], flow[3 * i + 1]));
                continue;
            }

            // Half a unit of each format's step.
            Assert.InRange(Math.Abs(depth[i] / 256.0 - channels.Depth[i]), 0, 0.5 / 256 + 1e-9);
            Assert.InRange(Math.Abs((flow[3 * i] - 32768) / 64.0 - channels.Flow[2 * i]), 0, 0.5 / 64);
            Assert.InRange(Math.Abs((flow[3 * i + 1] - 32768) / 64.0 - channels.Flow[2 * i + 1]), 0, 0.5 / 64);
            Assert.Equal((1, 128, 0), (flow[3 * i + 2], normal[3 * i + 1], normal[3 * i + 2]));
        }
    }

    [Fact]
    public void Quantisation_is_the_same_in_vectors_and_alone()
    {
        // Values in one long row go through vectors, each in a row of its own through the scalar end.
        float[] depth = [.. Enumerable.Range(0, 400).Select(i => i < 390 ? i * i * 0.00390625f * 0.51f : i * 100f), float.PositiveInfinity,
            0.001953125f, 0.005859375f];
        float[] normal = [.. Enumerable.Range(0, 1200).Select(i => (i - 600) / 600f), 0, 1, -1];
        float[] flow = [.. Enumerable.Range(0, 300).Select(i => (i - 150) * 4.0078125f), float.NaN, 1, 1, float.NaN, 512, 0, -512, 511.99f,
            float.PositiveInfinity, 0];
        Compare(depth.Length, 2, new DepthRows(depth, depth.Length), new DepthRows(depth, 1));
        Compare(normal.Length / 3, 3, new NormalRows(normal, normal.Length / 3), new NormalRows(normal, 1));
        Compare(flow.Length / 2, 6, new FlowRows(flow, flow.Length / 2), new FlowRows(flow, 1));
    }

    [Fact]
    public void A_folder_without_a_dataset_is_an_input_error() =>
        Assert.Throws<InputException>(() => DatasetReader.Open(Path.Combine(_root, "nowhere")));

    private static void Compare<TRows>(int width, int pixelBytes, TRows wide, TRows narrow)
        where TRows : struct, SceneForge.Frames.Png.IPngRows
    {
        byte[] whole = new byte[width * pixelBytes];
        byte[] pixel = new byte[pixelBytes];
        wide.Write(0, whole);
        for (int x = 0; x < width; x++)
        {
            narrow.Write(x, pixel);
            Assert.Equal(pixel, whole.AsSpan(x * pixelBytes, pixelBytes).ToArray());
        }
    }
}
