using System.Globalization;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Output;
using SceneForge.Packaging.Pictures;
using SceneForge.Packaging.Source;
using SceneForge.Base.Input;
using SceneForge.Sensors.Labels;
using SceneForge.Base.Geometry;

namespace SceneForge.Packaging.NuScenes;

/// <summary>
/// nuScenes: thirteen tables, samples and sweeps of every camera and LiDAR, lidarseg, panoptic, map masks and splits, as nuscenes-devkit reads them.
/// Each sequence is a scene. docs/formats.md has the folder, file by file.
/// </summary>
internal sealed class NuScenesWriter : IDatasetWriter
{
    public const string FormatName = "nuscenes";

    /// <summary>Every so many frames is a sample with labels, the others are sweeps.</summary>
    public static readonly PackageOption KeyFrames = new("nuscenes.keyframes", "a number of frames from 1 on",
        v => int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n >= 1);

    /// <summary>Setting: what to do with pictures that are no pinhole's of one instant, see <see cref="PinholePictures"/>.</summary>
    public static readonly PackageOption Lens = PinholePictures.Setting("nuscenes.lens");

    /// <summary>Folder of the tables; not one of nuScenes' own versions, whose splits and scenes these are not.</summary>
    public const string Version = "v1.0-sceneforge";

    private readonly PackagePlan _plan;
    private readonly NuScenesTokens _tokens;
    private readonly PinholePictures _pinholes = new(Lens.Name, "nuScenes");
    private readonly int _every;

    public NuScenesWriter(PackagePlan plan)
    {
        _plan = plan;
        _tokens = new NuScenesTokens(plan.Source.RootHash);
        string every = plan.Options.GetValueOrDefault(KeyFrames.Name, "1");
        _every = int.TryParse(every, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n >= 1
            ? n
            : throw new InputException(new InputError("--option", 0, 0, "", $"{KeyFrames.Name}={every} is no number of frames.",
                "Give 1 for labels on every frame, 5 for every fifth."));
    }

    public string Name => FormatName;

    public string Carries =>
        "pictures, points with rings, 3D boxes followed over time, 2D boxes, visibility, attributes, point classes and instances, calibration, ego "
            + "poses, map mask";

    public IReadOnlyList<FileKind> Kinds => [new("tables", $"{Version}/*.json", "application/json", "nuScenes' tables"),
        new("samples", "samples/*/*", "application/octet-stream", "Pictures and points of samples")];

    public void Write(SourceSequence sequence, PackageOutput output)
    {
        _pinholes.Require(sequence, _plan);
        NuScenesScene scene = NuScenesScene.Read(sequence, _every);
        NuScenesRows rows = new(_tokens, scene);
        string map = WriteScene(scene, rows, output);
        output.Rows(NuScenesTables.LogMaps).Add(new JsonRow().Text("map", map).Text("log", rows.LogToken).Finish());
        Task[] counted = WriteSweeps(scene, rows, output);
        for (int i = 0; i < scene.Frames.Length; i++)
        {
            WriteFrame(scene, rows, i, output);
        }

        // Boxes say how many points their sample's files have in them.
        Array.ForEach(counted, c => c.GetAwaiter().GetResult());
        Dictionary<int, NuScenesTrack> tracks = scene.Tracks.ToDictionary(t => t.ObjectId);
        foreach (int key in scene.KeyFrames)
        {
            foreach (StoredPicture picture in scene.Frames[key].Cameras)
            {
                foreach (ObjectLabel label in picture.Objects.Where(l => tracks.ContainsKey(l.ObjectId)))
                {
                    output.Rows("image_annotations").Add(rows.ImageAnnotation(key, picture, tracks[label.ObjectId], label));
                }
            }
        }

        foreach (NuScenesTrack track in scene.Tracks)
        {
            output.Rows("instance").Add(rows.Instance(track));
            foreach (string annotation in rows.Annotations(track))
            {
                output.Rows("sample_annotation").Add(annotation);
            }
        }

        Count(scene, output.Dropped);
    }

    public void Finish(PackageOutput output) => new NuScenesTables(_plan, _tokens).Write(output);

    /// <summary>Rows of the scene, its log, samples and sensors; returns the name of its map.</summary>
    private string WriteScene(NuScenesScene scene, NuScenesRows rows, PackageOutput output)
    {
        output.Rows(NuScenesTables.Logs).Add(rows.Log(_plan.Review));
        output.Rows("scene").Add(rows.Scene(_plan.Review));
        output.Rows(NuScenesTables.SplitScenes).Add(new JsonRow().Text("split", _plan.Splits.Of(scene.Sequence.Number)).Text("scene", rows.SceneName)
            .Finish());
        foreach (int key in scene.KeyFrames)
        {
            output.Rows("sample").Add(rows.Sample(key));
        }

        HashSet<string> sensors = [.. output.Rows("sensor").Lines()];
        foreach (string sensor in rows.Sensors().Where(s => !sensors.Contains(s)))
        {
            output.Rows("sensor").Add(sensor);
        }

        foreach (string calibrated in rows.CalibratedSensors())
        {
            output.Rows("calibrated_sensor").Add(calibrated);
        }

        string map = scene.Sequence.Files.TryGetValue(DatasetLayout.MapFile, out FileRecord? file) ? file.Sha256[..32] : new string('0', 32);
        output.Dropped.Add("maps: the dataset was made before lanes were stored, so the mask is empty", file is null ? 1 : 0);
        if (output.Rows(NuScenesTables.MapRows(map)) is { Count: 0 } known)
        {
            known.Add(Convert.ToBase64String(file is null ? [] : scene.Sequence.ReadBytes(file.Path)));
            known.Add(scene.Sequence.Number.ToString(CultureInfo.InvariantCulture));
        }

        return map;
    }

    /// <summary>Has the points of all sweeps written; gives what ends when they are.</summary>
    private static Task[] WriteSweeps(NuScenesScene scene, NuScenesRows rows, PackageOutput output)
    {
        NuScenesSweeps sweeps = new(scene, output);
        List<Task> work = [];
        for (int i = 0; i < scene.Frames.Length; i++)
        {
            foreach (StoredSweep sweep in scene.Frames[i].Lidars)
            {
                string channel = rows.ChannelOf(sweep.Lidar);
                string path = rows.PathOf(i, channel, sweep.TimeNs, ".pcd.bin");
                string? token = scene.IsKey(i) ? rows.DataToken(i, channel) : null;
                int frame = i;
                work.Add(output.Run(() => sweeps.Write(frame, sweep, path, token)));
            }
        }

        return [.. work];
    }

    private static void WriteFrame(NuScenesScene scene, NuScenesRows rows, int index, PackageOutput output)
    {
        StoredFrame frame = scene.Frames[index];
        foreach (StoredPicture picture in frame.Cameras)
        {
            string path = rows.PathOf(index, picture.Camera, picture.TimeNs, Path.GetExtension(picture.Files["rgb"]));
            output.CopyImage(path, scene.Sequence, picture.Files["rgb"]);
            output.Rows("sample_data").Add(rows.Picture(index, picture, path));
            output.Rows("ego_pose").Add(rows.EgoPose(index, picture.Camera, picture.TimeNs, picture.WorldFromVehicle));
        }

        foreach (StoredSweep sweep in frame.Lidars)
        {
            string channel = rows.ChannelOf(sweep.Lidar);
            string path = rows.PathOf(index, channel, sweep.TimeNs, ".pcd.bin");
            output.Rows("sample_data").Add(rows.Sweep(index, sweep, path));
            Pose worldFromVehicle = sweep.WorldFromLidar * scene.Sequence.Tables.Lidars.First(l => l.Name == sweep.Lidar).VehicleFromLidar.Inverse();
            output.Rows("ego_pose").Add(rows.EgoPose(index, channel, sweep.TimeNs, worldFromVehicle));
            if (scene.IsKey(index))
            {
                string token = rows.DataToken(index, channel);
                output.Rows("lidarseg").Add(PointLabelRow(token, NuScenesSweeps.LidarsegPath(token)));
                output.Rows("panoptic").Add(PointLabelRow(token, NuScenesSweeps.PanopticPath(token)));
            }

            output.Dropped.Add("times, returns and causes of points: there are intensity, ring, class and instance", sweep.Points);
        }
    }

    private static string PointLabelRow(string token, string path) =>
        new JsonRow().Text("token", token).Text("sample_data_token", token).Text("filename", path).Finish();

    private static void Count(NuScenesScene scene, DroppedLabels dropped)
    {
        foreach ((int classId, int boxes) in scene.Boxless)
        {
            dropped.Add($"boxes of class {scene.Sequence.Source.ClassById[classId].Name}: nuScenes has no boxes for its kind", boxes);
        }

        foreach (StoredPicture picture in scene.Frames.SelectMany(f => f.Cameras))
        {
            foreach (string channel in picture.Files.Keys.Where(c => c != "rgb"))
            {
                dropped.Add($"{channel} pictures: there is no place for them");
            }

            PinholePictures.Count(scene.Sequence.Tables.Rig.Cameras.First(c => c.Name == picture.Camera), dropped);
            dropped.Add("keypoints", picture.Objects.Sum(o => o.Keypoints.Length));
        }

        dropped.Add("numbers of objects beyond the 999th of a category", scene.Tracks.Count(t => t.Number >= NuScenesPoints.PanopticClass));
        dropped.Add("frames between samples: their labels have no place, their data are sweeps", scene.Frames.Length - scene.KeyFrames.Count());
    }
}
