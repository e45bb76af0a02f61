using System.Text.Encodings.Web;
using System.Text.Json;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Output;
using SceneForge.Packaging.Source;
using SceneForge.Sensors.Cameras;

namespace SceneForge.Packaging.Mcap;

/// <summary>
/// One MCAP file a sequence, <c>train/000017.mcap</c>, for Foxglove: <c>/tf</c>, <c>/boxes</c>, <c>/CAMERA/image</c>, <c>/CAMERA/calibration</c>,
/// <c>/CAMERA/annotations</c>,
/// <c>/LIDAR/points</c>. Messages of a frame stand at the frame's time.
/// </summary>
public sealed class McapDatasetWriter(PackagePlan plan) : IDatasetWriter
{
    public const string FormatName = "mcap";

    public string Name => FormatName;

    public string Carries => "pictures, sweeps with point labels, 2D and 3D boxes, keypoints, poses, calibration";

    public IReadOnlyList<FileKind> Kinds =>
        [new("recordings", "*/*.mcap", "application/octet-stream", "A recording a sequence, with Foxglove's messages")];

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
        using Stream stream = output.Create($"{plan.Splits.Of(sequence.Number)}/{DatasetLayout.Number(sequence.Number)}.mcap");
        McapWriter mcap = new(stream, $"SceneForge {plan.ToolVersion}");
        mcap.AddMetadata(RecordingMetadata.Name, RecordingMetadata.Of(plan, sequence));
        Channels channels = new(mcap);
        foreach (Message message in output.Ahead(Enumerable.Range(0, sequence.FrameCount)
            .Select(i => (Func<Message[]>)(() => [.. Messages(sequence, sequence.ReadFrame(i), output.Mark, output.Dropped)])))
            .SelectMany(frame => frame))
        {
            mcap.AddMessage(channels.Id(message.Topic, message.Schema), message.TimeNs, message.Json.Bytes);
            message.Json.Dispose();
        }

        mcap.Finish();
    }

    /// <summary>A frame's messages; who takes one disposes its bytes.</summary>
    internal IEnumerable<Message> Messages(SourceSequence sequence, StoredFrame frame, SyntheticMark mark, DroppedLabels dropped)
    {
        DatasetClass ClassOf(int id) => plan.Source.ClassById[id];
        yield return Make("/tf", FoxgloveSchemas.FrameTransforms, frame.TimeNs, json => FoxgloveMessages.Transforms(json, sequence.Tables, frame));
        yield return Make("/boxes", FoxgloveSchemas.SceneUpdate, frame.TimeNs, json =>
            FoxgloveMessages.Boxes(json, frame, FrameObjects.Of(frame), ClassOf));
        foreach (StoredPicture picture in frame.Cameras)
        {
            CameraSensor camera = sequence.Tables.Rig.Cameras.First(c => c.Name == picture.Camera);
            yield return Make($"/{picture.Camera}/calibration", FoxgloveSchemas.CameraCalibration, picture.TimeNs, json =>
                FoxgloveMessages.Calibration(json, camera, picture.TimeNs));
            yield return Make($"/{picture.Camera}/image", FoxgloveSchemas.CompressedImage, picture.TimeNs, json =>
            {
                using SourceFile file = SourceFile.Read(sequence, picture.Files["rgb"], mark);
                FoxgloveMessages.Image(json, picture, file.Bytes);
            }, sequence.Record(picture.Files["rgb"]).Bytes + mark.Bytes);
            yield return Make($"/{picture.Camera}/annotations", FoxgloveSchemas.ImageAnnotations, picture.TimeNs, json =>
                FoxgloveMessages.Annotations(json, picture, ClassOf));
            dropped.Add("pictures of depth, normals, flow, segments, classes and objects: Foxglove has no message for them", picture.Files.Count - 1);
            dropped.Add("amodal boxes, occlusion, truncation: no field in Foxglove's annotations", picture.Objects.Length);
        }

        foreach (StoredSweep sweep in frame.Lidars)
        {
            yield return Make($"/{sweep.Lidar}/points", FoxgloveSchemas.PointCloud, sweep.TimeNs, json =>
            {
                using SourceFile file = SourceFile.Read(sequence, sweep.File);
                FoxgloveMessages.Points(json, sweep, file.Bytes);
            }, sequence.Record(sweep.File).Bytes);
        }
    }

    /// <param name="binary">Bytes that the message holds as base64, so that its buffer need not grow.</param>
    private static Message Make(string topic, (string, string) schema, long timeNs, Action<Utf8JsonWriter> write, long binary = 0)
    {
        RentedBuffer buffer = new((1 << 12) + checked((int)((binary + 2) / 3 * 4)));
        using Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        write(json);
        json.Flush();
        return new Message(topic, schema, timeNs, buffer);
    }

    internal sealed record Message(string Topic, (string Name, string Schema) Schema, long TimeNs, RentedBuffer Json);

    /// <summary>A file's topics; each comes with its first message.</summary>
    private sealed class Channels(McapWriter mcap)
    {
        private readonly Dictionary<string, int> _schemas = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> _topics = new(StringComparer.Ordinal);

        public int Id(string topic, (string Name, string Schema) schema)
        {
            if (!_topics.TryGetValue(topic, out int channel))
            {
                if (!_schemas.TryGetValue(schema.Name, out int id))
                {
                    _schemas.Add(schema.Name, id = mcap.AddSchema(schema.Name, schema.Schema));
                }

                _topics.Add(topic, channel = mcap.AddChannel(id, topic));
            }

            return channel;
        }
    }
}
