using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Output;
using SceneForge.Packaging.Source;
using SceneForge.Sensors.Cameras;

namespace SceneForge.Packaging.Mcap;

/// <summary>
/// One MCAP file a sequence, <c>train/000017.mcap</c>, for Foxglove: <c>/tf</c>, <c>/boxes</c>, <c>/CAMERA/image</c>, <c>/CAMERA/calibration</c>, <c>/CAMERA/annotations</c>,
/// <c>/LIDAR/points</c>. Messages of a frame stand at the frame's time.
/// </summary>
public sealed class McapDatasetWriter(PackagePlan plan) : IDatasetWriter
{
    public const string FormatName = "mcap";

    public string Name => FormatName;

    public string Carries => "pictures, sweeps with point labels, 2D and 3D boxes, keypoints, poses, calibration";

    public IReadOnlyList<FileKind> Kinds => [new("recordings", "*/*.mcap", "application/octet-stream", "A recording a sequence, with Foxglove's messages")];

    public void Write(SourceSequence sequence, PackageOutput output)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        ArgumentNullException.ThrowIfNull(output);
        using Stream stream = output.Create($"{plan.Splits.Of(sequence.Number)}/{DatasetLayout.Number(sequence.Number)}.mcap");
        McapWriter mcap = new(stream, $"SceneForge {plan.ToolVersion}");
        mcap.AddMetadata("sceneforge", Metadata(sequence));
        Channels channels = new(mcap);
        for (int i = 0; i < sequence.FrameCount; i++)
        {
            Frame(channels, sequence, sequence.ReadFrame(i), output);
        }

        mcap.Finish();
    }

    public void Finish(PackageOutput output)
    {
    }

    private void Frame(Channels channels, SourceSequence sequence, StoredFrame frame, PackageOutput output)
    {
        DatasetClass ClassOf(int id) => plan.Source.ClassById[id];
        channels.Add("/tf", FoxgloveSchemas.FrameTransforms, frame.TimeNs, json => FoxgloveMessages.Transforms(json, sequence.Tables, frame));
        channels.Add("/boxes", FoxgloveSchemas.SceneUpdate, frame.TimeNs, json => FoxgloveMessages.Boxes(json, frame, FrameObjects.Of(frame), ClassOf));
        foreach (StoredPicture picture in frame.Cameras)
        {
            CameraSensor camera = sequence.Tables.Rig.Cameras.First(c => c.Name == picture.Camera);
            byte[] image = output.Mark.Apply(sequence.ReadBytes(picture.Files["rgb"]));
            channels.Add($"/{picture.Camera}/calibration", FoxgloveSchemas.CameraCalibration, picture.TimeNs, json => FoxgloveMessages.Calibration(json, camera, picture.TimeNs));
            channels.Add($"/{picture.Camera}/image", FoxgloveSchemas.CompressedImage, picture.TimeNs, json => FoxgloveMessages.Image(json, picture, image));
            channels.Add($"/{picture.Camera}/annotations", FoxgloveSchemas.ImageAnnotations, picture.TimeNs, json => FoxgloveMessages.Annotations(json, picture, ClassOf));
            output.Dropped.Add("pictures of depth, normals, flow, segments, classes and objects: Foxglove has no message for them", picture.Files.Count - 1);
            output.Dropped.Add("amodal boxes, occlusion, truncation: no field in Foxglove's annotations", picture.Objects.Length);
        }

        foreach (StoredSweep sweep in frame.Lidars)
        {
            byte[] points = sequence.ReadBytes(sweep.File);
            channels.Add($"/{sweep.Lidar}/points", FoxgloveSchemas.PointCloud, sweep.TimeNs, json => FoxgloveMessages.Points(json, sweep, points));
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Metadata(SourceSequence sequence) =>
    [
        new("dataset_sha256", plan.Source.RootHash),
        new("origin", "synthetic"),
        new("review", plan.Review.Summary),
        new("scenario", plan.Source.Dataset.Scenario),
        new("sequence", DatasetLayout.Number(sequence.Number)),
        new("spec_sha256", plan.Source.Dataset.SpecHash),
    ];

    /// <summary>A file's topics; each comes with its first message.</summary>
    private sealed class Channels(McapWriter mcap)
    {
        private readonly ArrayBufferWriter<byte> _buffer = new(1 << 16);
        private readonly Dictionary<string, int> _schemas = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> _topics = new(StringComparer.Ordinal);

        public void Add(string topic, (string Name, string Schema) schema, long timeNs, Action<Utf8JsonWriter> write)
        {
            if (!_topics.TryGetValue(topic, out int channel))
            {
                if (!_schemas.TryGetValue(schema.Name, out int id))
                {
                    _schemas.Add(schema.Name, id = mcap.AddSchema(schema.Name, schema.Schema));
                }

                _topics.Add(topic, channel = mcap.AddChannel(id, topic));
            }

            _buffer.ResetWrittenCount();
            using Utf8JsonWriter json = new(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            write(json);
            json.Flush();
            mcap.AddMessage(channel, timeNs, _buffer.WrittenSpan);
        }
    }
}
