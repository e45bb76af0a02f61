using SceneForge.Frames.Encoders;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Decisions;
using SceneForge.Quality.Sampling;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Lidar;

namespace SceneForge.Quality.Planting;

/// <summary>
/// Plants defects into stored frames: each is a fault that generators and labelers of the field have been seen to make, as large as draws
/// of <see cref="PlantingChoice"/> say. Only the files that the fault would touch are altered, by the encoders that wrote them.
/// </summary>
public sealed class DefectPlanter(ISceneDefects? scenes = null)
{
    // Objects below this share of the picture are seen too badly to tell a fault from chance: 276 pixels at 1280 x 720.
    private const double LeastShare = 3e-4;

    // What counts as another moment: some box has moved by this share of its width.
    private const double LeastMove = 0.25;

    private readonly ChannelEncoder _encoder = new();

    /// <summary>Kinds that can be planted.</summary>
    public IReadOnlyCollection<string> Kinds =>
        ["box_shifted", "class_wrong", "instance_missing", "label_late", "lidar_misaligned", "depth_wrong", .. scenes?.Kinds ?? []];

    /// <summary>A host's files with a defect of a kind, or null where the host cannot have it.</summary>
    public PlantedFiles? TryPlant(string kind, HostFrame host, PlantingChoice choice)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(choice);
        return kind switch
        {
            "label_late" => Late(host),
            "lidar_misaligned" => Misaligned(host, choice),
            "depth_wrong" => Depth(host, choice),
            "box_shifted" or "class_wrong" or "instance_missing" => OnObject(kind, host, choice),
            _ => scenes?.TryPlant(kind, host, choice),
        };
    }

    /// <summary>The objects of a frame that a defect may befall, with the camera that sees them.</summary>
    public static IReadOnlyList<(string Camera, ObjectLabel Label)> Hosts(HostFrame host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return [.. host.Labels.Cameras.SelectMany(picture =>
        {
            var model = host.Sequence.Rig.Cameras.First(c => c.Name == picture.Camera).Model;
            return LabelDefects.Hosts(picture, (int)Math.Ceiling(LeastShare * model.Width * model.Height)).Select(o => (picture.Camera, o));
        })];
    }

    private PlantedFiles? OnObject(string kind, HostFrame host, PlantingChoice choice)
    {
        IReadOnlyList<(string Camera, ObjectLabel Label)> hosts = Hosts(host);
        if (hosts.Count == 0)
        {
            return null;
        }

        (string camera, ObjectLabel label) = choice.Of("object", hosts);
        switch (kind)
        {
            case "box_shifted":
                double focal = host.Sequence.Rig.Cameras.First(c => c.Name == camera).Model.Fx;
                double share = choice.Sign("side") * choice.Between("share", 0.25, 0.6);
                return PlantedFiles.Of(LabelDefects.ShiftedBox(host.Labels, camera, label.ObjectId, share, focal));
            case "class_wrong":
                DatasetClass[] others = [.. host.Classes.Where(c => c.IsThing && c.Id != label.ClassId)];
                return others.Length == 0 ? null : SwapClass(host, camera, label, (byte)choice.Of("class", others).Id);
            default:
                return PlantedFiles.Of(LabelDefects.MissingInstance(host.Labels, camera, label.ObjectId));
        }
    }

    private PlantedFiles SwapClass(HostFrame host, string camera, ObjectLabel label, byte classId)
    {
        PlantedFrame planted = LabelDefects.SwappedClass(host.Labels, camera, label.ObjectId, classId);
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
        foreach (StoredPicture picture in host.Labels.Cameras)
        {
            byte[] semantic = ChannelFiles.ReadGray8(host.Sequence.PathOf(picture.Files["semantic"]), out int width, out int height);
            ushort[] instance = ChannelFiles.ReadGray16(host.Sequence.PathOf(picture.Files["instance"]), out _, out _);
            for (int i = 0; i < semantic.Length; i++)
            {
                semantic[i] = instance[i] == label.ObjectId ? classId : semantic[i];
            }

            files[picture.Files["semantic"]] = _encoder.Semantic(semantic, width, height).ToArray();
        }

        foreach (StoredSweep sweep in host.Labels.Lidars)
        {
            LidarPoint[] points = PointFile.Read(host.Sequence.PathOf(sweep.File));
            files[sweep.File] = PointFile.Encode([.. points.Select(p => p.Instance == label.ObjectId ? p with { Class = classId } : p)]).ToArray();
        }

        return PlantedFiles.Of(planted).With(files);
    }

    private static PlantedFiles? Late(HostFrame host)
    {
        // The next moment that differs enough to be seen; else an earlier one.
        int frames = host.Sequence.FrameTimes.Length;
        foreach (int other in Enumerable.Range(host.Frame + 1, frames - host.Frame - 1).Concat(Enumerable.Range(0, host.Frame).Reverse()))
        {
            StoredFrame labels = host.Sequence.ReadFrame(other);
            if (HasMoved(host, labels))
            {
                return PlantedFiles.Of(LabelDefects.LateLabels(host.Labels, labels));
            }
        }

        return null;
    }

    private static bool HasMoved(HostFrame host, StoredFrame other) => Hosts(host).Any(h =>
        other.Cameras.First(c => c.Camera == h.Camera).Objects.FirstOrDefault(o => o.ObjectId == h.Label.ObjectId)?.Visible is { } there
        && h.Label.Visible is { } here
        && Math.Abs(there.XMin + there.XMax - here.XMin - here.XMax) / 2 > LeastMove * (here.XMax - here.XMin));

    private static PlantedFiles? Misaligned(HostFrame host, PlantingChoice choice)
    {
        if (host.Labels.Lidars.IsEmpty)
        {
            return null;
        }

        StoredSweep sweep = choice.Of("lidar", host.Labels.Lidars);
        double yaw = choice.Sign("side") * choice.Between("degrees", 2, 5) * Math.PI / 180;
        return sweep.Points == 0 ? null : PlantedFiles.Of(LabelDefects.MisalignedLidar(host.Labels, sweep.Lidar, yaw));
    }

    private PlantedFiles Depth(HostFrame host, PlantingChoice choice)
    {
        StoredPicture picture = choice.Of("camera", host.Labels.Cameras);
        double scale = choice.Below("larger", 2) == 0 ? choice.Between("scale", 0.7, 0.85) : choice.Between("scale", 1.2, 1.45);
        ushort[] depth = LabelDefects.ScaledDepth(ChannelFiles.ReadGray16(host.Sequence.PathOf(picture.Files["depth"]), out int width,
            out int height), scale);
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal) { [picture.Files["depth"]] = _encoder.StoredDepth(depth, width, height)
            .ToArray() };
        if (picture.Files.TryGetValue("depth_float32", out string? metres))
        {
            files[metres] = NpyArray.Write([.. NpyArray.Read(host.Sequence.PathOf(metres)).Select(d => (float)(d * scale))], width, height);
        }

        return new PlantedFiles(files, new DefectPlace(picture.Camera), 1);
    }
}
