using SceneForge.Frames.Storage;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Mcap;
using SceneForge.Packaging.Output;
using SceneForge.Packaging.Source;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Lidar;

namespace SceneForge.Packaging.Ros2;

/// <summary>
/// A bag of ROS 2 a sequence, <c>train/000017/</c>: metadata.yaml and an MCAP file of profile <c>ros2</c> with CDR messages and their definitions,
/// as <c>ros2 bag play</c> takes it; and a layout for Foxglove.
/// </summary>
public sealed class Ros2Writer(PackagePlan plan) : IDatasetWriter
{
    public const string FormatName = "ros2";

    /// <summary>How pictures go in: as PNG files, or as samples.</summary>
    public static readonly PackageOption Images = new("ros2.images", $"{Compressed} or {Raw}", v => v is Compressed or Raw);

    private const string Compressed = "compressed";
    private const string Raw = "raw";

    public string Name => FormatName;

    public string Carries => "pictures, depth, classes and objects of pixels, sweeps with point labels, 2D and 3D boxes, poses, calibration";

    public IReadOnlyList<FileKind> Kinds =>
    [
        new("bags", "*/*/*.mcap", "application/octet-stream", "A recording a sequence, with messages of ROS 2"),
        new("metadata", "*/*/metadata.yaml", "application/yaml", "What rosbag2 says of the recording"),
        new("layouts", "*/*/foxglove.json", "application/json", "A layout for Foxglove"),
    ];

    public void Write(SourceSequence sequence, PackageOutput output)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        ArgumentNullException.ThrowIfNull(output);
        output.Run(() => Record(sequence, output));
    }

    public void Finish(PackageOutput output)
    {
    }

    private void Record(SourceSequence sequence, PackageOutput output)
    {
        string number = DatasetLayout.Number(sequence.Number);
        string folder = $"{plan.Splits.Of(sequence.Number)}/{number}";
        string file = $"{number}_0.mcap";
        BagMetadata metadata = new();
        using (Stream stream = output.Create($"{folder}/{file}"))
        {
            McapWriter mcap = new(stream, $"SceneForge {plan.ToolVersion}", "ros2");
            mcap.AddMetadata(RecordingMetadata.Name, RecordingMetadata.Of(plan, sequence));
            Channels channels = new(mcap);
            foreach (Ros2Message message in output.Ahead(Enumerable.Range(0, sequence.FrameCount)
                .Select(i => (Func<Ros2Message[]>)(() => [.. Messages(sequence, i, output).OrderBy(m => m.TimeNs)]))).SelectMany(f => f))
            {
                metadata.Add(message);
                mcap.AddMessage(channels.Id(message), message.TimeNs, message.Cdr.Bytes);
                message.Cdr.Dispose();
            }

            mcap.Finish();
        }

        output.WriteHere($"{folder}/metadata.yaml", metadata.Write(file));
        output.WriteHere($"{folder}/foxglove.json", FoxgloveLayout.Write(sequence.Tables));
    }

    private IEnumerable<Ros2Message> Messages(SourceSequence sequence, int number, PackageOutput output)
    {
        DatasetClass ClassOf(int id) => plan.Source.ClassById[id];
        SequenceReader tables = sequence.Tables;
        StoredFrame frame = sequence.ReadFrame(number);
        long reach = tables.Lidars.Select(l => l.PeriodNs).DefaultIfEmpty(0).Max() / 2;
        long begin = Math.Max(0, tables.FrameTimes[0] - reach);
        bool last = number == sequence.FrameCount - 1;
        if (number == 0)
        {
            yield return Ros2Transforms.Static(tables, begin);
        }

        foreach (Ros2Message transform in Ros2Transforms.Moving(sequence, frame, number == 0 ? begin : tables.FrameTimes[number],
            last ? tables.FrameTimes[number] + reach : tables.FrameTimes[number + 1] - 1))
        {
            yield return transform;
        }

        IReadOnlyCollection<StoredObject> objects = FrameObjects.Of(frame);
        yield return Ros2Transforms.Odometry(sequence, frame);
        yield return Ros2Boxes.Detections(frame, objects, ClassOf);
        yield return Ros2Boxes.Markers(frame, objects, ClassOf);
        foreach (StoredPicture picture in frame.Cameras)
        {
            CameraSensor camera = tables.Rig.Cameras.First(c => c.Name == picture.Camera);
            yield return Ros2Pictures.Info(picture, camera);
            yield return Picture(sequence, picture, "rgb", "image_raw", output);
            yield return Picture(sequence, picture, "semantic", "semantic", output);
            yield return Picture(sequence, picture, "instance", "instance", output);
            yield return Ros2Pictures.Depth(sequence, picture, camera.Model);
            yield return Ros2Pictures.Detections(picture, ClassOf);
            output.Dropped.Add("pictures of normals, flow and segments: ROS has no message for them",
                picture.Files.Keys.Count(c => c is "normal" or "flow" or "segment"));
            output.Dropped.Add("amodal boxes, occlusion, truncation, keypoints: no field in vision_msgs", picture.Objects.Length);
            if (camera.Shutter.IsRolling)
            {
                output.Dropped.Add("times of rows of rolling shutters: no field in sensor_msgs/CameraInfo");
            }
        }

        foreach (StoredSweep sweep in frame.Lidars)
        {
            LidarPoint[] points = sequence.ReadPoints(sweep);
            yield return Ros2Sweeps.Points(sweep, points);
            if (Ros2Sweeps.Scan(sweep, tables.Lidars.First(l => l.Name == sweep.Lidar), points) is { } scan)
            {
                yield return scan;
            }
        }
    }

    private Ros2Message Picture(SourceSequence sequence, StoredPicture picture, string channel, string topic, PackageOutput output) =>
        plan.Options.GetValueOrDefault(Images.Name) == Raw
            ? Ros2Pictures.Raw(sequence, picture, channel, topic)
            : Ros2Pictures.Compressed(sequence, picture, channel, topic, output.Mark);

    /// <summary>A file's topics; each comes with its first message.</summary>
    private sealed class Channels(McapWriter mcap)
    {
        private readonly Dictionary<string, int> _schemas = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> _topics = new(StringComparer.Ordinal);

        public int Id(Ros2Message message)
        {
            if (!_topics.TryGetValue(message.Topic, out int channel))
            {
                if (!_schemas.TryGetValue(message.Type, out int schema))
                {
                    schema = mcap.AddSchema(BagMetadata.FullName(message.Type), "ros2msg", Ros2Definitions.Text(message.Type));
                    _schemas.Add(message.Type, schema);
                }

                channel = mcap.AddChannel(schema, message.Topic, "cdr", [new("offered_qos_profiles", BagMetadata.Quality(message.Topic))]);
                _topics.Add(message.Topic, channel);
            }

            return channel;
        }
    }
}
