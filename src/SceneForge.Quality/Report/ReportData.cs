using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Newtonsoft.Json.Linq;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Documents;
using SceneForge.Quality.Report.Previews;
using SceneForge.Quality.Report.Sweeps;
using SceneForge.Base.Input;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Lidar;
using SceneForge.Base.Geometry;

namespace SceneForge.Quality.Report;

/// <summary>The data that the page shows, as JSON. Coordinates are rounded to a tenth of a pixel.</summary>
internal static class ReportData
{
    // Lines far outside the image are cut by the browser; numbers stay short.
    private const double MaxCoordinate = 20_000;

    // Of the scale for heights and intensities; the page takes the nearest.
    private const int RampColors = 128;

    public static byte[] Build(DatasetReader dataset, IReadOnlyList<(SequenceReader Sequence, StoredFrame?[] Frames)> sequences,
        DatasetInspection inspection)
    {
        ArrayBufferWriter<byte> buffer = new(1 << 20);
        using Utf8JsonWriter json = new(buffer);
        json.WriteStartObject();
        Meta(json, dataset, sequences);
        json.WriteStartArray("classes");
        foreach (DatasetClass item in dataset.Classes)
        {
            json.WriteStartObject();
            json.WriteNumber("id", item.Id);
            json.WriteString("name", item.Name);
            json.WriteString("color", item.Color);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Totals(json, dataset, sequences);
        json.WriteStartArray("sequences");
        foreach ((SequenceReader sequence, StoredFrame?[] frames) in sequences)
        {
            Sequence(json, sequence, frames);
        }

        json.WriteEndArray();
        QualityData.Write(json, inspection);
        json.Rows("failures", FailedVariations.Read(dataset.Folder), failure =>
        {
            json.WriteNumber("variation", failure.Variation);
            json.Words("errors", failure.Errors.Select(e => e.ToString()));
        });
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Meta(Utf8JsonWriter json, DatasetReader dataset, IReadOnlyList<(SequenceReader Sequence, StoredFrame?[] Frames)> sequences)
    {
        json.WriteStartObject("meta");
        json.WriteString("scenario", dataset.Scenario);
        json.WriteString("spec", dataset.SpecHash);
        json.WriteString("seed", dataset.Seed.ToString(CultureInfo.InvariantCulture));
        json.WriteString("tool", dataset.ToolVersion);
        json.WriteString("renderer", dataset.Renderer);
        json.WriteString("rgb", dataset.RgbEncoding);
        json.WriteNumber("planned", dataset.Variations);
        json.WriteNumber("pictures", sequences.Sum(s => s.Frames.Sum(f => f?.Cameras.Length ?? 0)));
        json.WriteNumber("bytes", sequences.Sum(s => s.Sequence.Files.Sum(f => f.Bytes)));
        json.WriteNumber("near", PreviewWriter.NearDepth);
        json.WriteNumber("far", PreviewWriter.FarDepth);
        json.WriteNumber("flow", FlowWheel.FullLength);
        json.WriteNumber("pointStep", SweepPreview.PointStep);
        json.WriteNumber("pixelStep", SweepPreview.PixelStep);
        json.WriteNumber("fullIntensity", SweepPreview.FullIntensity);
        json.WriteNumber("intensityKnee", SweepPreview.IntensityKnee);
        json.WriteString("ramp", Convert.ToHexStringLower(ColorScale.Bright(RampColors)));
        json.WriteString("distinct", Convert.ToHexStringLower(PreviewWriter.ObjectColors));
        json.Words("causes", Enum.GetNames<PointCause>().Select(n => n.ToLowerInvariant()));
        json.WriteEndObject();
    }

    private static void Totals(Utf8JsonWriter json, DatasetReader dataset, IReadOnlyList<(SequenceReader Sequence, StoredFrame?[] Frames)> sequences)
    {
        Dictionary<int, ClassTotals> totals = dataset.Classes.ToDictionary(c => c.Id, c => new ClassTotals(c));
        foreach ((SequenceReader sequence, StoredFrame?[] frames) in sequences)
        {
            foreach (ObjectLabel label in frames.OfType<StoredFrame>().SelectMany(f => f.Cameras).SelectMany(c => c.Objects))
            {
                totals[label.ClassId].Add(sequence.Number, label);
            }
        }

        json.WriteStartArray("totals");
        foreach (ClassTotals t in dataset.Classes.Select(c => totals[c.Id]).Where(t => t.Class.IsThing))
        {
            json.WriteStartObject();
            json.WriteNumber("class", t.Class.Id);
            json.WriteNumber("objects", t.Objects);
            json.WriteNumber("boxes", t.Boxes);
            json.WriteNumber("occluded", t.Occluded);
            json.WriteNumber("truncated", t.Truncated);
            json.WriteNumber("pixels", t.Pixels);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Sequence(Utf8JsonWriter json, SequenceReader sequence, StoredFrame?[] frames)
    {
        json.WriteStartObject();
        json.WriteNumber("number", sequence.Number);
        JsonNode scenario = sequence.Scenario();
        json.WriteStartArray("actors");
        foreach (JsonNode actor in scenario.Find("actors")?.Items() ?? [])
        {
            json.WriteStringValue(actor.Get("name").AsString());
        }

        json.WriteEndArray();
        Values(json, "drawn", scenario.Find("drawn"));
        Values(json, "conditions", scenario.Find("conditions"));
        json.WriteStartObject("events");
        foreach ((string name, long timeNs) in sequence.Events)
        {
            json.WriteNumber(name, timeNs / 1e9);
        }

        json.WriteEndObject();
        json.WriteStartArray("cameras");
        foreach (CameraSensor camera in sequence.Rig.Cameras)
        {
            json.WriteStartObject();
            json.WriteString("name", camera.Name);
            json.WriteNumber("width", camera.Model.Width);
            json.WriteNumber("height", camera.Model.Height);
            json.WriteString("previews", PreviewPaths.Of(sequence, camera.Name));
            json.WriteNumber("angle", FieldOfView(camera.Model));
            SweepBoxes.Numbers(json, "origin", camera.VehicleFromCamera.Translation);
            SweepBoxes.Numbers(json, "forward", camera.VehicleFromCamera.ApplyDirection(Double3.UnitZ));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        SweepBoxes.Carrier(json, sequence);
        json.WriteStartArray("frames");
        for (int number = 0; number < frames.Length; number++)
        {
            json.WriteStartObject();
            json.WriteNumber("time", sequence.FrameTimes[number] / 1e9);
            json.WriteStartArray("cameras");
            foreach (CameraSensor camera in sequence.Rig.Cameras)
            {
                // A frame whose labels cannot be read still shows its picture.
                Picture(json, sequence, frames[number]?.Cameras.FirstOrDefault(c => c.Camera == camera.Name) ?? Unlabeled(camera.Name, number));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Between top and bottom, degrees; what a fisheye sees beyond a flat picture's reach is left out.
    private static double FieldOfView(CameraModel camera) => Math.Round(Math.Min(100, 360 / Math.PI * Math.Atan(camera.Height / (2 * camera.Fy))), 2);

    private static void Values(Utf8JsonWriter json, string name, JsonNode? values)
    {
        json.WriteStartObject(name);
        foreach (JProperty property in (values?.Token as JObject)?.Properties() ?? [])
        {
            if (property.Value is JValue { Value: not null } value)
            {
                json.WriteString(property.Name, value.ToString(CultureInfo.InvariantCulture));
            }
        }

        json.WriteEndObject();
    }

    private static void Picture(Utf8JsonWriter json, SequenceReader sequence, StoredPicture picture)
    {
        string folder = $"{DatasetLayout.SequencesFolder}/{DatasetLayout.Number(sequence.Number)}/";
        CameraModel camera = sequence.Rig.Cameras.First(c => c.Name == picture.Camera).Model;
        json.WriteStartObject();
        json.WriteString("rgb", folder + picture.Files.GetValueOrDefault("rgb"));
        json.WriteString("normal", folder + picture.Files.GetValueOrDefault("normal"));
        json.WriteStartArray("objects");

        // Nearer objects later: their boxes are drawn on top.
        foreach (ObjectLabel label in picture.Objects.Where(o => o.AmodalPixels > 0).OrderByDescending(o => o.CameraFromBox.Translation.Z)
            .ThenBy(o => o.ObjectId))
        {
            Object(json, label, camera);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static StoredPicture Unlabeled(string camera, int frame) => new(
        camera,
        0,
        Pose.Identity,
        Pose.Identity,
        ImmutableSortedDictionary<string, string>.Empty.Add("rgb", DatasetLayout.Picture(camera, frame, "rgb.png"))
            .Add("normal", DatasetLayout.Picture(camera, frame, "normal.png")),
        []);

    private static void Object(Utf8JsonWriter json, ObjectLabel label, CameraModel camera)
    {
        json.WriteStartObject();
        json.WriteNumber("id", label.ObjectId);
        json.WriteString("name", label.Name);
        json.WriteNumber("class", label.ClassId);
        json.WriteNumber("pixels", label.VisiblePixels);
        json.WriteNumber("occlusion", Math.Round(label.Occlusion, 3));
        json.WriteNumber("truncation", Math.Round(label.Truncation, 3));
        json.WriteNumber("distance", Math.Round(label.CameraFromBox.Translation.Length, 2));
        json.WriteNumber("speed", Math.Round(label.Speed, 2));
        Numbers(json, "size", label.Size.X, label.Size.Y, label.Size.Z);
        if (label.Visible is { } visible)
        {
            Numbers(json, "visible", visible.XMin, visible.YMin, visible.XMax, visible.YMax);
        }

        Numbers(json, "amodal", label.Amodal.XMin, label.Amodal.YMin, label.Amodal.XMax, label.Amodal.YMax);
        List<(double X1, double Y1, double X2, double Y2)> lines = BoxWireframe.Lines(label, camera, out int front);
        json.WriteNumber("front", front);
        Numbers(json, "edges", [.. lines.SelectMany(l => (double[])[l.X1, l.Y1, l.X2, l.Y2])]);
        if (!label.Keypoints.IsEmpty)
        {
            Numbers(json, "keypoints", [.. label.Keypoints.SelectMany(k => (double[])[k.U, k.V, k.Visibility])]);
        }

        json.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter json, string name, params ReadOnlySpan<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            json.WriteNumberValue(Math.Round(Math.Clamp(value, -MaxCoordinate, MaxCoordinate), name == "size" ? 2 : 1));
        }

        json.WriteEndArray();
    }
}
