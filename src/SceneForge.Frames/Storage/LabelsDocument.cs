using System.Globalization;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Lidar;

namespace SceneForge.Frames.Storage;

/// <summary>Writes labels/NNNNNN.json: what is known about every sensor's data of a frame, and about the things around.</summary>
internal static class LabelsDocument
{
    /// <summary>A camera's picture with its encoded files.</summary>
    public readonly record struct Entry(LabeledFrame Frame, IReadOnlyList<EncodedFile> Files);

    /// <param name="entries">The pictures, in the order of the rig's cameras.</param>
    /// <param name="sweeps">Files of the scan's sweeps, in their order.</param>
    public static byte[] Write(FrameScan scan, IEnumerable<Entry> entries, IReadOnlyList<FileRecord> sweeps)
    {
        using JsonDocumentWriter w = new(DatasetLayout.LabelsSchema);
        w.Number("frame", scan.Frame);
        w.Number("time_ns", scan.TimeNs);
        w.Pose("world_from_vehicle", scan.WorldFromVehicle);
        w.Json.WriteStartArray("cameras");
        foreach (Entry entry in entries)
        {
            Camera(w, entry);
        }

        w.Json.WriteEndArray();
        w.Json.WriteStartArray("lidars");
        for (int i = 0; i < sweeps.Count; i++)
        {
            Lidar(w, scan.Sweeps[i], sweeps[i]);
        }

        w.Json.WriteEndArray();
        w.Json.WriteStartArray("objects");
        foreach (ObjectBox box in scan.Objects)
        {
            Box(w, box, scan.Sweeps);
        }

        w.Json.WriteEndArray();
        return w.Finish();
    }

    private static void Lidar(JsonDocumentWriter w, LidarSweep sweep, FileRecord file)
    {
        w.Json.WriteStartObject();
        w.Text("lidar", sweep.Lidar.Name);
        w.Number("time_ns", sweep.TimeNs);
        w.Pose("world_from_lidar", sweep.WorldFromLidar);
        w.Text("file", file.Path);
        w.Number("points", file.Bytes / LidarPoint.Bytes);
        w.Json.WriteEndObject();
    }

    private static void Box(JsonDocumentWriter w, ObjectBox box, IEnumerable<LidarSweep> sweeps)
    {
        w.Json.WriteStartObject();
        w.Number("id", box.ObjectId);
        w.Text("name", box.Name);
        w.Number("class", box.ClassId);
        w.Vector("size", box.Size);
        w.Number("speed", box.Speed);
        w.Pose("world_from_box", box.WorldFromBox);
        w.Json.WriteStartObject("points");
        foreach (LidarSweep sweep in sweeps)
        {
            w.Number(sweep.Lidar.Name, sweep.PointsByObject.GetValueOrDefault(box.ObjectId));
        }

        w.Json.WriteEndObject();
        w.Json.WriteEndObject();
    }

    private static void Camera(JsonDocumentWriter w, Entry entry)
    {
        LabeledFrame frame = entry.Frame;
        w.Json.WriteStartObject();
        w.Text("camera", frame.Camera.Name);
        w.Number("time_ns", frame.TimeNs);
        w.Pose("world_from_vehicle", frame.WorldFromVehicle);
        w.Pose("world_from_camera", frame.WorldFromCamera);
        w.Json.WriteStartObject("files");
        foreach (EncodedFile file in entry.Files)
        {
            w.Text(file.Channel, file.Record.Path);
        }

        w.Json.WriteEndObject();
        w.Json.WriteStartArray("objects");
        foreach (ObjectLabel label in frame.Objects)
        {
            Object(w, label);
        }

        w.Json.WriteEndArray();
        w.Json.WriteEndObject();
    }

    private static void Object(JsonDocumentWriter w, ObjectLabel label)
    {
        w.Json.WriteStartObject();
        w.Number("id", label.ObjectId);
        w.Text("name", label.Name);
        w.Number("class", label.ClassId);
        if (label.Visible is { } visible)
        {
            w.Numbers("visible_box", visible.XMin, visible.YMin, visible.XMax, visible.YMax);
        }
        else
        {
            w.Json.WriteNull("visible_box");
        }

        w.Numbers("amodal_box", label.Amodal.XMin, label.Amodal.YMin, label.Amodal.XMax, label.Amodal.YMax);
        w.Number("visible_pixels", label.VisiblePixels);
        w.Number("amodal_pixels", label.AmodalPixels);
        w.Number("occlusion", label.Occlusion);
        w.Number("truncation", label.Truncation);
        w.Vector("size", label.Size);
        w.Number("speed", label.Speed);
        w.Pose("camera_from_box", label.CameraFromBox);
        w.Pose("world_from_box", label.WorldFromBox);
        w.Rows("keypoints", label.Keypoints.Select(Keypoint));
        w.Json.WriteEndObject();
    }

    // A point behind the camera has no place in the image: COCO writes 0, 0 there.
    private static string Keypoint(KeypointLabel k)
    {
        bool none = k.Visibility == 0 && !(double.IsFinite(k.U) && double.IsFinite(k.V));
        (double u, double v) = none ? (0, 0) : (k.U, k.V);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{ \"name\": {JsonDocumentWriter.Quote(k.Name)}, \"u\": {u:R}, \"v\": {v:R}, \"visibility\": {k.Visibility}, \"in_camera\": [{k.InCamera.X:R}, {k.InCamera.Y:R}, {k.InCamera.Z:R}] }}");
    }
}
