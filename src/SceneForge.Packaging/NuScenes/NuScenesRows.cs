using SceneForge.Frames.Storage;
using SceneForge.Packaging.Output;
using SceneForge.Packaging.Pictures;
using SceneForge.Packaging.Review;
using SceneForge.Base.Input;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.Base.Geometry;

namespace SceneForge.Packaging.NuScenes;

/// <summary>
/// The rows that a scene adds to nuScenes' tables (docs/schema_nuscenes.md of nuscenes-devkit). Members beyond the schema say what it has no
/// place for; readers pass over them.
/// </summary>
internal sealed class NuScenesRows(NuScenesTokens tokens, NuScenesScene scene)
{
    // Readers look for the points of a sample under this name.
    private const string MainLidar = "LIDAR_TOP";

    private readonly int _number = scene.Sequence.Number;

    public string SceneName => $"{scene.Sequence.Source.Dataset.Scenario}-{DatasetLayout.Number(_number)}";

    public string LogToken => tokens.Of("log", _number);

    public string DataToken(int frame, string channel) => tokens.Of("sample_data", _number, frame, channel);

    /// <summary>A LiDAR's channel: its name, but the first is LIDAR_TOP where none has that name.</summary>
    public string ChannelOf(string lidar) =>
        scene.Sequence.Tables.Lidars is [var first, ..] all && first.Name == lidar && !all.Any(l => l.Name == MainLidar) ? MainLidar : lidar;

    public string PathOf(int frame, string channel, long timeNs, string extension) =>
        $"{(scene.IsKey(frame) ? "samples" : "sweeps")}/{channel}/{SceneName}__{channel}__{scene.Microseconds(timeNs)}{extension}";

    public string Log(ReviewStatus review)
    {
        JsonNode scenario = scene.Sequence.Scenario;
        return new JsonRow()
            .Text("token", LogToken)
            .Text("logfile", SceneName)
            .Text("vehicle", "sceneforge")
            .Text("date_captured", scenario.Get("conditions").Get("local_time").AsString()[..10])
            .Text("location", scenario.Find("scene")?.AsString().Split('/')[^1] ?? scene.Sequence.Source.Dataset.Scenario)
            .Numbers("world_offset", scene.Offset.X, scene.Offset.Y, scene.Offset.Z)
            .Text("origin", "synthetic")
            .Text("dataset_root", scene.Sequence.Source.RootHash)
            .Text("review", review.Summary)
            .Finish();
    }

    public string Scene(ReviewStatus review) => new JsonRow()
        .Text("token", tokens.Of("scene", _number))
        .Text("name", SceneName)
        .Text("description", $"Synthetic, variation {_number} of {scene.Sequence.Source.Dataset.Scenario}; {review.Summary}")
        .Text("log_token", LogToken)
        .Number("nbr_samples", scene.KeyFrames.Count())
        .Text("first_sample_token", SampleToken(0))
        .Text("last_sample_token", SampleToken(scene.KeyFrames.Last()))
        .Finish();

    public string Sample(int frame) => new JsonRow()
        .Text("token", SampleToken(frame))
        .Number("timestamp", scene.Microseconds(scene.Frames[frame].TimeNs))
        .Text("scene_token", tokens.Of("scene", _number))
        .Text("prev", frame == 0 ? "" : SampleToken(frame - scene.Every))
        .Text("next", frame + scene.Every < scene.Frames.Length ? SampleToken(frame + scene.Every) : "")
        .Finish();

    public IEnumerable<string> Sensors() =>
        scene.Sequence.Tables.Rig.Cameras.Select(c => Sensor(c.Name, "camera"))
            .Concat(scene.Sequence.Tables.Lidars.Select(l => Sensor(ChannelOf(l.Name), "lidar")));

    public IEnumerable<string> CalibratedSensors() =>
        scene.Sequence.Tables.Rig.Cameras.Select(Calibrated).Concat(scene.Sequence.Tables.Lidars.Select(l =>
            Calibrated(ChannelOf(l.Name), l.VehicleFromLidar).Numbers("camera_intrinsic").Finish()));

    public string Picture(int frame, StoredPicture picture, string path)
    {
        CameraModel camera = CameraOf(picture).Model;
        return Data(frame, picture.Camera, picture.TimeNs, path, camera.Width, camera.Height);
    }

    public string Sweep(int frame, StoredSweep sweep, string path) => Data(frame, ChannelOf(sweep.Lidar), sweep.TimeNs, path, 0, 0);

    public string EgoPose(int frame, string channel, long timeNs, Pose worldFromVehicle) => new JsonRow()
        .Text("token", DataToken(frame, channel))
        .Number("timestamp", scene.Microseconds(timeNs))
        .Pose(scene.InMap(worldFromVehicle))
        .Finish();

    public string Instance(NuScenesTrack track) => new JsonRow()
        .Text("token", InstanceToken(track))
        .Text("category_token", tokens.Of("category", track.Category))
        .Number("nbr_annotations", track.Boxes.Length)
        .Text("first_annotation_token", AnnotationToken(track, 0))
        .Text("last_annotation_token", AnnotationToken(track, track.Boxes.Length - 1))
        .Number("object_id", track.ObjectId)
        .Text("object_name", track.Boxes[0].Box.Name)
        .Finish();

    public IEnumerable<string> Annotations(NuScenesTrack track)
    {
        for (int i = 0; i < track.Boxes.Length; i++)
        {
            NuScenesBox item = track.Boxes[i];
            Double3 size = item.Box.Size;
            Pose pose = scene.InMap(item.Box.WorldFromBox);
            yield return new JsonRow()
                .Text("token", AnnotationToken(track, i))
                .Text("sample_token", SampleToken(item.Frame))
                .Text("instance_token", InstanceToken(track))
                .Texts("attribute_tokens", AttributeTokens(track, item))
                .Text("visibility_token", item.Visibility)
                .Numbers("translation", pose.Translation.X, pose.Translation.Y, pose.Translation.Z)
                .Numbers("size", size.Y, size.X, size.Z)
                .Numbers("rotation", pose.Rotation.W, pose.Rotation.X, pose.Rotation.Y, pose.Rotation.Z)
                .Number("num_lidar_pts", item.Inside)
                .Number("num_radar_pts", 0)
                .Text("prev", i == 0 ? "" : AnnotationToken(track, i - 1))
                .Text("next", i == track.Boxes.Length - 1 ? "" : AnnotationToken(track, i + 1))
                .Number("object_lidar_pts", item.Points)
                .Finish();
        }
    }

    /// <summary>
    /// A row of image_annotations.json, which nuscenes-devkit makes of 3D boxes and loads where it is: the whole object's box within the image,
    /// and what else the picture's label says.
    /// </summary>
    public string ImageAnnotation(int frame, StoredPicture picture, NuScenesTrack track, ObjectLabel label)
    {
        int i = track.Boxes.Index().First(b => b.Item.Frame == frame).Index;
        CameraModel camera = CameraOf(picture).Model;
        Box2 box = ImageBox.Of(label, camera.Width, camera.Height);
        JsonRow row = new JsonRow()
            .Text("sample_data_token", DataToken(frame, picture.Camera))
            .Text("sample_annotation_token", AnnotationToken(track, i))
            .Text("instance_token", InstanceToken(track))
            .Text("category_name", track.Category)
            .Texts("attribute_tokens", AttributeTokens(track, track.Boxes[i]))
            .Text("visibility_token", track.Boxes[i].Visibility)
            .Number("num_lidar_pts", track.Boxes[i].Inside)
            .Number("num_radar_pts", 0)
            .Numbers("bbox_corners", box.XMin, box.YMin, box.XMax, box.YMax)
            .Text("filename", PathOf(frame, picture.Camera, picture.TimeNs, Path.GetExtension(picture.Files["rgb"])))
            .Text("prev", i == 0 ? "" : AnnotationToken(track, i - 1))
            .Text("next", i == track.Boxes.Length - 1 ? "" : AnnotationToken(track, i + 1))
            .Numbers("amodal_box", label.Amodal.XMin, label.Amodal.YMin, label.Amodal.XMax, label.Amodal.YMax);
        row = label.Visible is { } visible ? row.Numbers("visible_box", visible.XMin, visible.YMin, visible.XMax, visible.YMax) : row;
        return row.Number("visible_pixels", label.VisiblePixels).Number("amodal_pixels", label.AmodalPixels).Number("truncation", label.Truncation)
            .Finish();
    }

    private IEnumerable<string> AttributeTokens(NuScenesTrack track, NuScenesBox item) =>
        NuScenesVocabulary.AttributeOf(track.Category, item.Box.Speed, track.TopSpeed, track.HasRider) is { } attribute
            ? [tokens.Of("attribute", attribute)] : [];

    private CameraSensor CameraOf(StoredPicture picture) => scene.Sequence.Tables.Rig.Cameras.First(c => c.Name == picture.Camera);

    private string SampleToken(int frame) => tokens.Of("sample", _number, frame);

    private string InstanceToken(NuScenesTrack track) => tokens.Of("instance", _number, track.ObjectId);

    private string AnnotationToken(NuScenesTrack track, int i) => tokens.Of("sample_annotation", _number, track.Boxes[i].Frame, track.ObjectId);

    private string Sensor(string channel, string modality) =>
        new JsonRow().Text("token", tokens.Of("sensor", channel)).Text("channel", channel).Text("modality", modality).Finish();

    private JsonRow Calibrated(string channel, Pose vehicleFromSensor) => new JsonRow()
        .Text("token", tokens.Of("calibrated_sensor", _number, channel))
        .Text("sensor_token", tokens.Of("sensor", channel))
        .Pose(vehicleFromSensor);

    private string Calibrated(CameraSensor camera)
    {
        CameraModel model = camera.Model;
        JsonRow row = Calibrated(camera.Name, camera.VehicleFromCamera);
        row.Json.WriteStartArray("camera_intrinsic");
        foreach (double[] line in (double[][])[[model.Fx, 0, model.Cx], [0, model.Fy, model.Cy], [0, 0, 1]])
        {
            row.Json.WriteStartArray();
            foreach (double value in line)
            {
                row.Json.WriteNumberValue(value);
            }

            row.Json.WriteEndArray();
        }

        row.Json.WriteEndArray();
        if (model.Lens is { } lens)
        {
            row.Text("camera_model", lens.Name);
            row.Json.WriteStartObject("camera_distortion");
            foreach ((string name, double value) in lens.Coefficients)
            {
                row.Json.WriteNumber(name, value);
            }

            row.Json.WriteEndObject();
        }

        if (camera.Shutter.IsRolling)
        {
            row.Number("camera_row_time_ns", camera.Shutter.RowTimeNs).Number("camera_first_row_ns", camera.Shutter.FirstRowNs(model.Height));
        }

        return row.Finish();
    }

    private string Data(int frame, string channel, long timeNs, string path, int width, int height)
    {
        string token = DataToken(frame, channel);
        return new JsonRow()
            .Text("token", token)
            .Text("sample_token", SampleToken(scene.KeyOf(frame)))
            .Text("ego_pose_token", token)
            .Text("calibrated_sensor_token", tokens.Of("calibrated_sensor", _number, channel))
            .Number("timestamp", scene.Microseconds(timeNs))
            .Text("fileformat", path.EndsWith(".pcd.bin", StringComparison.Ordinal) ? "pcd" : Path.GetExtension(path)[1..])
            .Flag("is_key_frame", scene.IsKey(frame))
            .Number("height", height)
            .Number("width", width)
            .Text("filename", path)
            .Text("prev", frame == 0 ? "" : DataToken(frame - 1, channel))
            .Text("next", frame == scene.Frames.Length - 1 ? "" : DataToken(frame + 1, channel))
            .Finish();
    }
}
