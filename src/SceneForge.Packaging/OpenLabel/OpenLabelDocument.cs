using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Formats;
using SceneForge.Sensors.Labels;
using SceneForge.Base.Geometry;

namespace SceneForge.Packaging.OpenLabel;

/// <summary>
/// Writes a sequence as an ASAM OpenLABEL 1.0.0 document, frame by frame. Quaternions are x, y, z, w; a cuboid is the centre's place, its
/// quaternion, and its size along x, y, z; a bbox is its centre and size. Time stamps are seconds with nine digits, which is every nanosecond.
/// </summary>
internal sealed class OpenLabelDocument : IDisposable
{
    private const string Box3 = "box3d";
    private const int FlushBytes = 1 << 16;

    private readonly Utf8JsonWriter _json;
    private readonly SequenceReader _sequence;
    private readonly Func<int, DatasetClass> _classOf;
    private readonly SortedDictionary<int, (string Name, int ClassId, List<(int First, int Last)> Intervals)> _objects = [];

    /// <param name="stream">Takes the document; stays open.</param>
    /// <param name="metadata">Members beside the schema's version, in this order.</param>
    public OpenLabelDocument(Stream stream, SequenceReader sequence, Func<int, DatasetClass> classOf, IEnumerable<KeyValuePair<string,
        string>> metadata)
    {
        _sequence = sequence;
        _classOf = classOf;
        _json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        _json.WriteStartObject();
        _json.WriteStartObject("openlabel");
        _json.WriteStartObject("metadata");
        _json.WriteString("schema_version", "1.0.0");
        foreach ((string name, string value) in metadata)
        {
            _json.WriteString(name, value);
        }

        _json.WriteEndObject();
        OpenLabelSensors.Write(_json, sequence);
        _json.WriteStartObject("frames");
    }

    /// <param name="fileOf">Where a stored file lies in the package, relative to the document.</param>
    public void Add(StoredFrame frame, Func<string, string> fileOf)
    {
        _json.WriteStartObject(Text(frame.Frame));
        _json.WriteStartObject("frame_properties");
        _json.Timestamp(frame.TimeNs);
        _json.WriteStartObject("streams");
        foreach (StoredPicture picture in frame.Cameras)
        {
            StreamFile(picture.Camera, picture.TimeNs, fileOf(picture.Files["rgb"]));
        }

        foreach (StoredSweep sweep in frame.Lidars)
        {
            StreamFile(sweep.Lidar, sweep.TimeNs, fileOf(sweep.File));
        }

        _json.WriteEndObject();
        _json.WriteStartObject("transforms");
        _json.WriteStartObject("vehicle_to_world");
        _json.WriteString("src", OpenLabelSensors.Vehicle);
        _json.WriteString("dst", OpenLabelSensors.World);
        _json.Pose("transform_src_to_dst", frame.WorldFromVehicle);
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.WriteEndObject();

        _json.WriteStartObject("objects");
        foreach (StoredObject item in FrameObjects.Of(frame))
        {
            Remember(item.Box, frame.Frame);
            _json.WriteStartObject(Text(item.Box.ObjectId));
            _json.WriteStartObject("object_data");
            Cuboid(item);
            Pictures([.. frame.Cameras.SelectMany(c => c.Objects.Where(o => o.ObjectId == item.Box.ObjectId).Select(o => (c.Camera, o)))]);
            _json.WriteEndObject();
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
        _json.WriteEndObject();
        if (_json.BytesPending > FlushBytes)
        {
            _json.Flush();
        }
    }

    /// <summary>Ends the document with the tables that speak of all frames.</summary>
    public void Finish()
    {
        _json.WriteEndObject();
        _json.WriteStartObject("objects");
        foreach ((int id, (string name, int classId, List<(int First, int Last)> intervals)) in _objects)
        {
            _json.WriteStartObject(Text(id));
            _json.WriteString("name", name);
            _json.WriteString("type", _classOf(classId).Name);
            Intervals(intervals);
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
        _json.WriteStartObject("events");
        foreach ((int i, (string name, long timeNs)) in _sequence.Events.Index())
        {
            _json.WriteStartObject(Text(i));
            _json.WriteString("name", name);
            _json.WriteString("type", "behaviour_step");
            _json.WriteStartObject("event_data");
            _json.WriteStartArray("num");
            _json.WriteStartObject();
            _json.WriteString("name", "start_seconds");
            _json.WritePropertyName("val");
            _json.WriteRawValue(OpenLabelJson.Seconds(timeNs));
            _json.WriteEndObject();
            _json.WriteEndArray();
            _json.WriteEndObject();
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
        Intervals(_sequence.FrameTimes.IsEmpty ? [] : [(0, _sequence.FrameTimes.Length - 1)]);
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.Flush();
    }

    public void Dispose() => _json.Dispose();

    private void StreamFile(string sensor, long timeNs, string uri)
    {
        _json.WriteStartObject(sensor);
        _json.WriteString("uri", uri);
        _json.WriteStartObject("stream_properties");
        _json.Timestamp(timeNs);
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void Cuboid(StoredObject item)
    {
        (Double3 t, Rotation r) = (item.Box.WorldFromBox.Translation, item.Box.WorldFromBox.Rotation);
        Double3 size = item.Box.Size;
        _json.WriteStartArray("cuboid");
        _json.WriteStartObject();
        _json.WriteString("name", Box3);
        _json.Numbers("val", t.X, t.Y, t.Z, r.X, r.Y, r.Z, r.W, size.X, size.Y, size.Z);
        _json.WriteString("coordinate_system", OpenLabelSensors.World);
        Attributes([("speed", item.Box.Speed), .. item.Points.Select(p => ($"points_{p.Key}", (double)p.Value))]);
        _json.WriteEndObject();
        _json.WriteEndArray();
    }

    private void Pictures((string Camera, ObjectLabel Label)[] views)
    {
        if (views.Length == 0)
        {
            return;
        }

        _json.WriteStartArray("bbox");
        foreach ((string camera, ObjectLabel label) in views)
        {
            (string, double)[] attributes =
                [("visible_pixels", label.VisiblePixels), ("amodal_pixels", label.AmodalPixels), ("occlusion", label.Occlusion),
                    ("truncation", label.Truncation)];
            if (label.Visible is { } visible)
            {
                Box($"visible_{camera}", camera, visible, attributes);
            }

            Box($"amodal_{camera}", camera, label.Amodal, attributes);
        }

        _json.WriteEndArray();
        (string Camera, KeypointLabel Point)[] points = [.. views.SelectMany(v => v.Label.Keypoints.Select(k => (v.Camera, k)))];
        if (points.Length == 0)
        {
            return;
        }

        _json.WriteStartArray("point2d");
        foreach ((string camera, KeypointLabel point) in points)
        {
            Value($"{point.Name}_{camera}", camera, [point.U, point.V], [("visibility", point.Visibility)]);
        }

        _json.WriteEndArray();
        _json.WriteStartArray("point3d");
        foreach ((string camera, KeypointLabel point) in points)
        {
            Value($"{point.Name}_{camera}", camera, [point.InCamera.X, point.InCamera.Y, point.InCamera.Z], []);
        }

        _json.WriteEndArray();
    }

    private void Box(string name, string camera, Box2 box, (string, double)[] attributes) =>
        Value(name, camera, [(box.XMin + box.XMax) / 2, (box.YMin + box.YMax) / 2, box.XMax - box.XMin, box.YMax - box.YMin], attributes);

    private void Value(string name, string system, double[] value, (string, double)[] attributes)
    {
        _json.WriteStartObject();
        _json.WriteString("name", name);
        _json.Numbers("val", value);
        _json.WriteString("coordinate_system", system);
        Attributes(attributes);
        _json.WriteEndObject();
    }

    private void Attributes((string Name, double Value)[] numbers)
    {
        if (numbers.Length == 0)
        {
            return;
        }

        _json.WriteStartObject("attributes");
        _json.WriteStartArray("num");
        foreach ((string name, double value) in numbers)
        {
            _json.WriteStartObject();
            _json.WriteString("name", name);
            _json.WriteNumber("val", value);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void Remember(ObjectBox box, int frame)
    {
        if (!_objects.TryGetValue(box.ObjectId, out (string, int, List<(int First, int Last)> Intervals) known))
        {
            _objects.Add(box.ObjectId, known = (box.Name, box.ClassId, []));
        }

        if (known.Intervals is [.., (int first, int last)] && last == frame - 1)
        {
            known.Intervals[^1] = (first, frame);
        }
        else
        {
            known.Intervals.Add((frame, frame));
        }
    }

    private void Intervals(List<(int First, int Last)> intervals)
    {
        _json.WriteStartArray("frame_intervals");
        foreach ((int first, int last) in intervals)
        {
            _json.WriteStartObject();
            _json.WriteNumber("frame_start", first);
            _json.WriteNumber("frame_end", last);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
