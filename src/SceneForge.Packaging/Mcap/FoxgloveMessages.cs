using System.Collections.Immutable;
using System.Text.Json;
using SceneForge.Frames.Storage;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Lidar;
using SceneForge.Base.Geometry;
using SceneForge.Base.Input;

namespace SceneForge.Packaging.Mcap;

/// <summary>
/// Writes Foxglove's messages from stored frames. Frames of reference: <see cref="World"/>, <see cref="Vehicle"/>, and each sensor under its own
/// name.
/// </summary>
internal static class FoxgloveMessages
{
    public const string World = "world";
    public const string Vehicle = "vehicle";

    private const int LineLoop = 2;
    private const double BoxAlpha = 0.35;
    private const double KeypointDiameter = 4;

    // Foxglove's numeric types by the byte of LidarPoint's layout where each field stands.
    private static readonly ImmutableArray<(string Name, int Offset, int Type)> PointFields =
    [
        ("x", 0, 7), ("y", 4, 7), ("z", 8, 7), ("intensity", 12, 7), ("time", 16, 6), ("ring", 20, 3), ("segment", 22, 3), ("instance", 24, 3),
            ("class", 26, 1), ("return", 27, 1), ("cause", 28, 1),
    ];

    public static void Image(Utf8JsonWriter json, StoredPicture picture, ReadOnlySpan<byte> file)
    {
        json.WriteStartObject();
        json.Time("timestamp", picture.TimeNs);
        json.WriteString("frame_id", picture.Camera);
        json.WriteBase64String("data", file);
        json.WriteString("format", "png");
        json.WriteEndObject();
    }

    /// <summary>The points as they are stored, in the sensor's frame.</summary>
    public static void Points(Utf8JsonWriter json, StoredSweep sweep, ReadOnlySpan<byte> file)
    {
        json.WriteStartObject();
        json.Time("timestamp", sweep.TimeNs);
        json.WriteString("frame_id", sweep.Lidar);
        json.Pose("pose", Pose.Identity);
        json.WriteNumber("point_stride", LidarPoint.Bytes);
        json.WriteStartArray("fields");
        foreach ((string name, int offset, int type) in PointFields)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteNumber("offset", offset);
            json.WriteNumber("type", type);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBase64String("data", file);
        json.WriteEndObject();
    }

    public static void Calibration(Utf8JsonWriter json, CameraSensor camera, long timeNs)
    {
        CameraModel m = camera.Model;
        DistortionModel distortion = Distortion(camera);
        json.WriteStartObject();
        json.Time("timestamp", timeNs);
        json.WriteString("frame_id", camera.Name);
        json.WriteNumber("width", m.Width);
        json.WriteNumber("height", m.Height);
        json.WriteString("distortion_model", distortion.Name);
        json.Numbers("D", [.. distortion.Coefficients]);
        json.Numbers("K", m.Fx, 0, m.Cx, 0, m.Fy, m.Cy, 0, 0, 1);
        json.Numbers("R", 1, 0, 0, 0, 1, 0, 0, 0, 1);
        json.Numbers("P", m.Fx, 0, m.Cx, 0, 0, m.Fy, m.Cy, 0, 0, 0, 1, 0);
        json.WriteEndObject();
    }

    /// <summary>World to vehicle, and vehicle to every sensor.</summary>
    public static void Transforms(Utf8JsonWriter json, SequenceReader sequence, StoredFrame frame)
    {
        json.WriteStartObject();
        json.WriteStartArray("transforms");
        Transform(json, frame.TimeNs, World, Vehicle, frame.WorldFromVehicle);
        foreach (CameraSensor camera in sequence.Rig.Cameras)
        {
            Transform(json, frame.TimeNs, Vehicle, camera.Name, camera.VehicleFromCamera);
        }

        foreach (StoredLidar lidar in sequence.Lidars)
        {
            Transform(json, frame.TimeNs, Vehicle, lidar.Name, lidar.VehicleFromLidar);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The 3D boxes of a frame in the world; they replace those of the frame before.</summary>
    public static void Boxes(Utf8JsonWriter json, StoredFrame frame, IEnumerable<StoredObject> objects, Func<int, DatasetClass> classOf)
    {
        json.WriteStartObject();
        json.WriteStartArray("deletions");
        json.WriteStartObject();
        json.Time("timestamp", frame.TimeNs);
        json.WriteNumber("type", 1);
        json.WriteString("id", "");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("entities");
        foreach (StoredObject item in objects)
        {
            DatasetClass type = classOf(item.Box.ClassId);
            json.WriteStartObject();
            json.Time("timestamp", frame.TimeNs);
            json.WriteString("frame_id", World);
            json.WriteString("id", FoxgloveJson.Text(item.Box.ObjectId));
            json.Time("lifetime", 0);
            json.WriteBoolean("frame_locked", true);
            json.WriteStartArray("metadata");
            json.Pair("name", item.Box.Name);
            json.Pair("class", type.Name);
            json.Pair("speed", FoxgloveJson.Text(item.Box.Speed));
            foreach ((string lidar, int points) in item.Points)
            {
                json.Pair($"points.{lidar}", FoxgloveJson.Text(points));
            }

            json.WriteEndArray();
            json.WriteStartArray("cubes");
            json.WriteStartObject();
            json.Pose("pose", item.Box.WorldFromBox);
            json.Vector("size", item.Box.Size);
            json.Color("color", type.Color, BoxAlpha);
            json.WriteEndObject();
            json.WriteEndArray();
            foreach (string none in FoxgloveSchemas.OtherShapes)
            {
                json.WriteStartArray(none);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Visible 2D boxes with their class and id, and the keypoints that are visible or hidden within the image.</summary>
    public static void Annotations(Utf8JsonWriter json, StoredPicture picture, Func<int, DatasetClass> classOf)
    {
        (ObjectLabel Label, Box2 Box)[] seen = [.. picture.Objects.Where(o => o.Visible is not null).Select(o => (o, o.Visible!.Value))];
        json.WriteStartObject();
        json.WriteStartArray("circles");
        foreach ((ObjectLabel label, KeypointLabel point) in seen.SelectMany(s =>
            s.Label.Keypoints.Where(k => k.Visibility > 0).Select(k => (s.Label, k))))
        {
            json.WriteStartObject();
            json.Time("timestamp", picture.TimeNs);
            json.WriteStartObject("position");
            json.WriteNumber("x", point.U);
            json.WriteNumber("y", point.V);
            json.WriteEndObject();
            json.WriteNumber("diameter", KeypointDiameter);
            json.WriteNumber("thickness", 1);
            json.Color("fill_color", classOf(label.ClassId).Color, point.Visibility == 2 ? 1 : 0);
            json.Color("outline_color", classOf(label.ClassId).Color, 1);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("points");
        foreach ((ObjectLabel label, Box2 box) in seen)
        {
            json.WriteStartObject();
            json.Time("timestamp", picture.TimeNs);
            json.WriteNumber("type", LineLoop);
            json.WriteStartArray("points");
            json.Point(box.XMin, box.YMin);
            json.Point(box.XMax, box.YMin);
            json.Point(box.XMax, box.YMax);
            json.Point(box.XMin, box.YMax);
            json.WriteEndArray();
            json.Color("outline_color", classOf(label.ClassId).Color, 1);
            json.WriteStartArray("outline_colors");
            json.WriteEndArray();
            json.Color("fill_color", classOf(label.ClassId).Color, 0);
            json.WriteNumber("thickness", 1);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("texts");
        foreach ((ObjectLabel label, Box2 box) in seen)
        {
            json.WriteStartObject();
            json.Time("timestamp", picture.TimeNs);
            json.WriteStartObject("position");
            json.WriteNumber("x", box.XMin);
            json.WriteNumber("y", box.YMin);
            json.WriteEndObject();
            json.WriteString("text", $"{classOf(label.ClassId).Name} {FoxgloveJson.Text(label.ObjectId)}");
            json.WriteNumber("font_size", 12);
            json.Color("text_color", "#ffffff", 1);
            json.Color("background_color", classOf(label.ClassId).Color, 0.6);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Transform(Utf8JsonWriter json, long timeNs, string parent, string child, Pose parentFromChild)
    {
        json.WriteStartObject();
        json.Time("timestamp", timeNs);
        json.WriteString("parent_frame_id", parent);
        json.WriteString("child_frame_id", child);
        json.Vector("translation", parentFromChild.Translation);
        json.Quaternion("rotation", parentFromChild.Rotation);
        json.WriteEndObject();
    }

    private static DistortionModel Distortion(CameraSensor camera) => camera.Model.Lens is not { } lens
        ? new DistortionModel("plumb_bob", [0, 0, 0, 0, 0])
        : lens.Ros ?? throw new InputException(new InputError("rig.json", 0, 0, "/cameras",
            $"Foxglove's messages have no distortion model for the lens \"{lens.Name}\" of {camera.Name}.", "Leave the format mcap out."));
}
