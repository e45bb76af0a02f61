using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using SceneForge.Frames.Png;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Output;
using SceneForge.Packaging.Pictures;
using SceneForge.Packaging.Points;
using SceneForge.Packaging.Source;
using SceneForge.Packaging.Splits;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Lidar;
using SceneForge.Base.Geometry;

namespace SceneForge.Packaging.Kitti;

/// <summary>
/// KITTI's object detection layout: each picture of each camera is a frame of its own, numbered through the package; depth and optical flow stand
/// beside it in KITTI's 16-bit PNGs. mapping.jsonl says where every number comes from. docs/formats.md has the folder, file by file.
/// </summary>
internal sealed class KittiWriter(PackagePlan plan) : IDatasetWriter
{
    public const string FormatName = "kitti";

    /// <summary>Setting: what to do with pictures that are no pinhole's of one instant, see <see cref="PinholePictures"/>.</summary>
    public static readonly PackageOption Lens = PinholePictures.Setting("kitti.lens");

    private const string Mapping = "mapping";
    private const ushort FartherThanStored = ushort.MaxValue;

    private readonly PinholePictures _pinholes = new(Lens.Name, "KITTI");

    public string Name => FormatName;

    public string Carries => "pictures, 2D and 3D boxes, occlusion, truncation, points with intensity and time, depth, flow, calibration";

    public IReadOnlyList<FileKind> Kinds =>
    [
        new("pictures", "training/image_2/*.png", "image/png", "Pictures"),
        new("labels", "training/label_2/*.txt", "text/plain", "Objects, a line each"),
        new("points", "training/velodyne/*.bin", "application/octet-stream", "float32 x, y, z, intensity"),
        new("times", "training/velodyne_times/*.bin", "application/octet-stream", "int32, nanoseconds of each point's firing from the picture's time"),
    ];

    public void Write(SourceSequence sequence, PackageOutput output)
    {
        _pinholes.Require(sequence, plan);
        for (int number = 0; number < sequence.FrameCount; number++)
        {
            StoredFrame frame = sequence.ReadFrame(number);
            Lazy<LidarPoint[]>? points = frame.Lidars.IsEmpty ? null : new(() => Compensated(sequence, frame.Lidars[0]));
            output.Dropped.Add("sweeps of further LiDARs: there is one velodyne", Math.Max(0, frame.Lidars.Length - 1));
            output.Dropped.Add("ring, segment, object, class, return and cause of points: there are intensity and time alone", points is null
                ? 0
                : frame.Lidars[0].Points);
            foreach (StoredPicture picture in frame.Cameras)
            {
                WritePicture(sequence, frame, picture, points, output);
            }

            output.Dropped.Add("things around that no camera has in its picture",
                frame.Objects.Count(o => !frame.Cameras.Any(c => c.Objects.Any(l => l.ObjectId == o.Box.ObjectId))));
        }
    }

    public void Finish(PackageOutput output)
    {
        Dictionary<string, StreamWriter> sets = SplitRatios.Names.ToDictionary(s => s,
            s => new StreamWriter(output.Create($"ImageSets/{s}.txt")) { NewLine = "\n" });
        using (StreamWriter mapping = new(output.Create("mapping.jsonl")) { NewLine = "\n" })
        {
            foreach ((int index, string line) in output.Rows(Mapping).Lines().Index())
            {
                mapping.WriteLine(line);
                int sequence = Newtonsoft.Json.Linq.JObject.Parse(line).Value<int>("sequence");
                sets[plan.Splits.Of(sequence)].WriteLine(DatasetLayout.Number(index));
            }
        }

        foreach (StreamWriter set in sets.Values)
        {
            set.Dispose();
        }
    }

    private void WritePicture(SourceSequence sequence, StoredFrame frame, StoredPicture picture, Lazy<LidarPoint[]>? points, PackageOutput output)
    {
        CameraSensor camera = sequence.Tables.Rig.Cameras.First(c => c.Name == picture.Camera);
        string index = DatasetLayout.Number(checked((int)output.Rows(Mapping).Count));
        output.CopyImage($"training/image_2/{index}.png", sequence, picture.Files["rgb"]);
        output.Write($"training/depth_2/{index}.png", () => output.Mark.Apply(Depth(sequence, picture.Files["depth"])));
        output.CopyImage($"training/flow_2/{index}.png", sequence, picture.Files["flow"]);
        Pose cameraFromWorld = picture.WorldFromCamera.Inverse();
        Pose worldFromLidar = frame.Lidars.IsEmpty ? picture.WorldFromVehicle : frame.Lidars[0].WorldFromLidar;
        Pose lidarFromVehicle = frame.Lidars.IsEmpty
            ? Pose.Identity
            : sequence.Tables.Lidars.First(l => l.Name == frame.Lidars[0].Lidar).VehicleFromLidar.Inverse();
        output.Write($"training/calib/{index}.txt", Encoding.ASCII.GetBytes(KittiCalibration.Write(camera.Model, cameraFromWorld * worldFromLidar,
            lidarFromVehicle)));
        if (points is not null)
        {
            output.Run(() =>
            {
                output.WriteHere($"training/velodyne/{index}.bin", Points(points.Value));
                output.WriteHere($"training/velodyne_times/{index}.bin", Times(points.Value, frame.Lidars[0].TimeNs - picture.TimeNs));
            });
        }

        List<int> ids = [];
        StringBuilder labels = new();
        foreach (ObjectLabel label in picture.Objects)
        {
            if (ToKitti(sequence.Source, label, camera.Model, output.Dropped) is { } line)
            {
                ids.Add(label.ObjectId);
                labels.Append(line).Append('\n');
            }
        }

        output.Write($"training/label_2/{index}.txt", Encoding.ASCII.GetBytes(labels.ToString()));
        output.Rows(Mapping).Add(MappingRow(index, sequence, frame, picture, ids));
        Count(picture, camera, output.Dropped);
    }

    private static KittiObject? ToKitti(DatasetSource source, ObjectLabel label, CameraModel camera, DroppedLabels dropped)
    {
        if (source.ClassById[label.ClassId].MapsTo.Kitti is { } type)
        {
            dropped.Add("keypoints: there is no field for them", label.Keypoints.Length);
            dropped.Add("boxes of visible pixels: the box is that of the whole object within the image", label.Visible is null ? 0 : 1);
            dropped.Add("speeds: there is no field for them");
            dropped.Add("tilts of boxes against the camera: only the angle around its y axis is kept", IsTilted(label) ? 1 : 0);
            return KittiObject.Of(label, type, camera.Width, camera.Height);
        }

        dropped.Add($"objects of class {source.ClassById[label.ClassId].Name}, which KITTI does not have: "
            + $"{(label.Visible is null ? "they are hidden" : "a DontCare region stands for each")}");
        return label.Visible is { } visible ? KittiObject.Region(visible) : null;
    }

    // More than a thousandth off the camera's vertical.
    private static bool IsTilted(ObjectLabel label) => Math.Abs(label.CameraFromBox.ApplyDirection(Double3.UnitZ).Y + 1) > 1e-6;

    private static void Count(StoredPicture picture, CameraSensor camera, DroppedLabels dropped)
    {
        foreach (string channel in picture.Files.Keys.Except(["rgb", "depth", "flow"]))
        {
            dropped.Add($"{channel} pictures: the object set has none such");
        }

        PinholePictures.Count(camera, dropped);
    }

    private string MappingRow(string index, SourceSequence sequence, StoredFrame frame, StoredPicture picture, IEnumerable<int> ids)
    {
        CameraSensor camera = sequence.Tables.Rig.Cameras.First(c => c.Name == picture.Camera);
        string lidar = frame.Lidars.IsEmpty ? "null" : JsonDocumentWriter.Quote(frame.Lidars[0].Lidar);
        string lens = camera.Model.Lens is { } bent
            ? $"{{\"model\":\"{bent.Name}\","
                + $"{string.Join(",", bent.Coefficients.Select(c => string.Create(CultureInfo.InvariantCulture, $"\"{c.Name}\":{c.Value}")))}}}"
            : "null";
        string shutter = camera.Shutter.IsRolling
            ? string.Create(CultureInfo.InvariantCulture,
                $"{{\"row_time_ns\":{camera.Shutter.RowTimeNs},\"first_row_ns\":{camera.Shutter.FirstRowNs(camera.Model.Height)}}}")
            : "null";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"index\":\"{index}\",\"sequence\":{sequence.Number},\"frame\":{frame.Frame},\"camera\":{JsonDocumentWriter.Quote(picture.Camera)},"
                + $"\"lidar\":{lidar},\"time_ns\":{picture.TimeNs},\"lens\":{lens},\"shutter\":{shutter},\"objects\":[{string.Join(",", ids)}],"
                + $"\"split\":\"{plan.Splits.Of(sequence.Number)}\",\"review\":{JsonDocumentWriter.Quote(plan.Review.Summary)}}}");
    }

    /// <summary>KITTI's depth: 0 where there is none, which a dataset stores as the farthest.</summary>
    internal static byte[] Depth(SourceSequence sequence, string path)
    {
        ushort[] depth = ChannelFiles.ReadGray16(sequence.ReadBytes(path), sequence.Tables.PathOf(path), out int width, out int height);
        depth.AsSpan().Replace(FartherThanStored, (ushort)0);
        return PictureEncoder.Gray16(depth, width, height, PngContent.Smooth);
    }

    // Where the points stand as seen at the sweep's time; the calibration takes them to the picture's.
    private static LidarPoint[] Compensated(SourceSequence sequence, StoredSweep sweep)
    {
        LidarPoint[] points = sequence.ReadPoints(sweep);
        new MotionCompensation(sequence.Carrier).Apply(sequence.Tables.Lidars.First(l => l.Name == sweep.Lidar), sweep, points);
        return points;
    }

    /// <summary>int32 nanoseconds of each point's firing, as it is stored and <paramref name="laterNs"/> more.</summary>
    internal static byte[] Times(LidarPoint[] points, long laterNs)
    {
        byte[] bytes = new byte[sizeof(int) * points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(sizeof(int) * i), checked((int)(points[i].TimeOffsetNs + laterNs)));
        }

        return bytes;
    }

    /// <summary>float32 x, y, z, intensity of each point.</summary>
    internal static byte[] Points(LidarPoint[] points)
    {
        byte[] bytes = new byte[16 * points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            Span<byte> record = bytes.AsSpan(16 * i, 16);
            BinaryPrimitives.WriteSingleLittleEndian(record, points[i].X);
            BinaryPrimitives.WriteSingleLittleEndian(record[4..], points[i].Y);
            BinaryPrimitives.WriteSingleLittleEndian(record[8..], points[i].Z);
            BinaryPrimitives.WriteSingleLittleEndian(record[12..], points[i].Intensity);
        }

        return bytes;
    }
}
