using System.Globalization;
using SceneForge.Sensors.Labels;

namespace SceneForge.Frames.Storage;

/// <summary>Writes labels/NNNNNN.json: what is known about every sensor's data of a frame, and about the things around.</summary>
internal static class LabelsDocument
{
    public static byte[] Write(StoredFrame frame)
    {
        using JsonDocumentWriter w = new(DatasetLayout.LabelsSchema);
        w.Number("frame", frame.Frame);
        w.Number("time_ns", frame.TimeNs);
        w.Pose("world_from_vehicle", frame.WorldFromVehicle);
        w.Json.WriteStartArray("cameras");
        foreach (StoredPicture picture in frame.Cameras)
        {
            Camera(w, picture);
        }

        w.Json.WriteEndArray();
        w.Json.WriteStartArray("lidars");
        foreach (StoredSweep sweep in frame.Lidars)
        {
            Lidar(w, sweep);
        }

        w.Json.WriteEndArray();
        w.Json.WriteStartArray("objects");
        foreach (StoredObject thing in frame.Objects)
        {
            Box(w, thing, frame.Lidars);
        }

        w.Json.WriteEndArray();
        return w.Finish();
    }

    private static void Lidar(JsonDocumentWriter w, StoredSweep sweep)
    {
        w.Json.WriteStartObject();
        w.Text("lidar", sweep.Lidar);
        w.Number("time_ns", sweep.TimeNs);
        w.Pose("world_from_lidar", sweep.WorldFromLidar);
        w.Text("file", sweep.File);
        w.Number("points", sweep.Points);
        w.Json.WriteEndObject();
    }

    private static void Box(JsonDocumentWriter w, StoredObject thing, IEnumerable<StoredSweep> sweeps)
    {
        ObjectBox box = thing.Box;
        w.Json.WriteStartObject();
        w.Number("id", box.ObjectId);
        w.Text("name", box.Name);
        w.Number("class", box.ClassId);
        w.Vector("size", box.Size);
        w.Number("speed", box.Speed);
        w.Pose("world_from_box", box.WorldFromBox);
        w.Json.WriteStartObject("points");
        foreach (StoredSweep sweep in sweeps)
        {
            w.Number(sweep.Lidar, thing.Points.GetValueOrDefault(sweep.Lidar));
        }

        w.Json.WriteEndObject();
        w.Json.WriteEndObject();
    }

    private static void Camera(JsonDocumentWriter w, StoredPicture picture)
    {
        w.Json.WriteStartObject();
        w.Text("camera", picture.Camera);
        w.Number("time_ns", picture.TimeNs);
        w.Pose("world_from_vehicle", picture.WorldFromVehicle);
        w.Pose("world_from_camera", picture.WorldFromCamera);
        w.Json.WriteStartObject("files");
        foreach (string channel in EncodedFile.Channels.Where(picture.Files.ContainsKey))
        {
            w.Text(channel, picture.Files[channel]);
        }

        w.Json.WriteEndObject();
        w.Json.WriteStartArray("objects");
        foreach (ObjectLabel label in picture.Objects)
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
        if (label.AmodalInImage is { } inImage)
        {
            w.Numbers("amodal_box_in_image", inImage.XMin, inImage.YMin, inImage.XMax, inImage.YMax);
        }

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
            $"{{ \"name\": {JsonDocumentWriter.Quote(k.Name)}, \"u\": {u:R}, \"v\": {v:R}, \"visibility\": {k.Visibility}, \"in_camera\": "
                + $"[{k.InCamera.X:R}, {k.InCamera.Y:R}, {k.InCamera.Z:R}] }}");
    }
}
