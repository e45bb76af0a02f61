using System.Runtime.InteropServices;
using System.Text.Json;
using SceneForge.Base.Geometry;
using SceneForge.Frames.Encoders;
using SceneForge.Frames.Storage;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Lidar;

namespace SceneForge.Tests.Python;

/// <summary>Writes what the program itself reads and computes, for the Python package to be compared with.</summary>
internal static class ExpectedValues
{
    /// <summary>Every lens of the registry and the pinhole, with coefficients that bend much, by name.</summary>
    private static readonly Dictionary<string, CameraModel> Cameras = new()
    {
        ["pinhole"] = new CameraModel(640, 480, 400, 410, 321, 239),
        ["barrel"] = new CameraModel(640, 480, 400, 410, 321, 239) { Lens = new BrownConradyLens(-0.28, 0.07, 0.0012, -0.0008, -0.007) },
        ["folding"] = new CameraModel(640, 480, 300, 310, 321, 239) { Lens = new BrownConradyLens(-0.4, 0.05, 0.0012, -0.0008, 0) },
        ["rational"] = new CameraModel(640, 480, 260, 262, 318, 243) { Lens = new BrownConradyLens(8.2, 5.1, 0.0002, -0.0001, 0.25, 8.6, 7.4, 1.2) },
        ["fisheye"] = new CameraModel(640, 480, 150, 151, 322, 238) { Lens = new KannalaBrandtLens(-0.012, 0.003, -0.002, 0.0002, 1.7) },
        ["equidistant"] = new CameraModel(640, 480, 120, 120, 320, 240) { Lens = new KannalaBrandtLens(0, 0, 0, 0) },
    };

    /// <summary>Names of the lens models that <see cref="Lenses"/> writes.</summary>
    public static IEnumerable<string> LensesCovered => Cameras.Values.Select(c => c.Lens?.Name).OfType<string>().Distinct();

    /// <summary>FOLDER/lenses.json: points and their pixels, pixels and their rays; null where nothing is seen.</summary>
    public static void WriteLenses(string folder) => Write(folder, "lenses.json", Cameras.Select(c => new
    {
        name = c.Key,
        camera = Node(c.Value),
        points = Points().Select(Numbers),
        pixels = Points().Select(p => c.Value.TryProject(p, out double u, out double v) ? new[] { u, v } : null),
        places = Places().Select(p => new[] { p.U, p.V }),
        rays = Places().Select(p => c.Value.Ray(p.U, p.V)).Select(r => double.IsNaN(r.Z) ? null : Numbers(r)),
    }));

    /// <summary>FOLDER/frames.json with what the reader says of a dataset's frames, and FOLDER/N.bin with each channel's samples.</summary>
    public static void WriteFrames(string datasetFolder, string folder)
    {
        DatasetReader dataset = DatasetReader.Open(datasetFolder);
        int files = 0;
        Write(folder, "frames.json", dataset.Sequences.Select(dataset.OpenSequence).SelectMany(s => s.FrameTimes.Select((_, i) => Frame(s, i)))
            .ToArray());

        object Frame(SequenceReader sequence, int number)
        {
            StoredFrame frame = sequence.ReadFrame(number);
            CarrierPath path = new(sequence.FrameTimes.Select((_, i) => sequence.ReadFrame(i)));
            long between = frame.TimeNs + 41_234_567;
            return new
            {
                sequence = sequence.Number,
                frame = number,
                time_ns = frame.TimeNs,
                moved = Numbers(frame.WorldFromVehicle.Apply(new Double3(1, 2, 3))),
                between,
                path = Numbers(path.At(between).Apply(new Double3(1, 2, 3))),
                boxes = frame.Objects.Select(o => new { id = o.Box.ObjectId, name = o.Box.Name, centre = Numbers(o.Box.WorldFromBox.Translation),
                    size = Numbers(o.Box.Size), speed = o.Box.Speed, points = o.Points,
                    corner = Numbers(o.Box.WorldFromBox.Apply(o.Box.Size * 0.5)) }),
                pictures = frame.Cameras.Select(p => new { camera = p.Camera, time_ns = p.TimeNs, channels = p.Files.Select(f => Channel(f.Key,
                    sequence.PathOf(f.Value))), labels = p.Objects.Select(Label) }),
                sweeps = frame.Lidars.Select(l => Points(l, PointFile.Read(sequence.PathOf(l.File)))),
            };
        }

        object Points(StoredSweep sweep, LidarPoint[] points)
        {
            double[] numbers = [.. points.SelectMany(p => new double[] { p.X, p.Y, p.Z, p.Intensity, p.TimeOffsetNs, p.Ring, p.Segment, p.Instance,
                p.Class, p.Return, (double)p.Cause })];
            File.WriteAllBytes(Path.Combine(folder, $"{files}.bin"), [.. MemoryMarshal.AsBytes<double>(numbers)]);
            return Sweep(sweep, points, $"{files++}.bin");
        }

        object Channel(string name, string path)
        {
            (byte[] bytes, string type, int[] shape) = Samples(name, path);
            File.WriteAllBytes(Path.Combine(folder, $"{files}.bin"), bytes);
            return new { name, file = $"{files++}.bin", type, shape };
        }
    }

    private static object Label(ObjectLabel label) => new
    {
        id = label.ObjectId,
        @class = label.ClassId,
        visible = label.Visible is { } seen ? Numbers(seen) : null,
        amodal = Numbers(label.Amodal),
        in_image = label.AmodalInImage is { } inImage ? Numbers(inImage) : null,
        pixels = new[] { label.VisiblePixels, label.AmodalPixels },
        shares = new[] { label.Occlusion, label.Truncation },
        corner = Numbers(label.CameraFromBox.Apply(label.Size * 0.5)),
        keypoints = label.Keypoints.Select(k => new[] { k.U, k.V, k.Visibility, k.InCamera.X, k.InCamera.Y, k.InCamera.Z }),
    };

    private static object Sweep(StoredSweep sweep, LidarPoint[] points, string file) => new
    {
        lidar = sweep.Lidar,
        file,
        first_in_world = points.Length == 0 ? null : Numbers(sweep.WorldFromLidar.Apply(new Double3(points[0].X, points[0].Y, points[0].Z))),
    };

    private static (byte[] Bytes, string Type, int[] Shape) Samples(string channel, string path)
    {
        int width;
        int height;
        switch (channel)
        {
            case "depth_float32":
                return ([.. MemoryMarshal.AsBytes<float>(NpyArray.Read(path))], "<f4", []);
            case "rgb" or "normal":
                return (ChannelFiles.ReadRgb(path, out width, out height), "u1", [height, width, 3]);
            case "semantic":
                return (ChannelFiles.ReadGray8(path, out width, out height), "u1", [height, width]);
            case "flow":
                return ([.. MemoryMarshal.AsBytes<ushort>(ChannelFiles.ReadFlow(path, out width, out height))], "<u2", [height, width, 3]);
            default:
                return ([.. MemoryMarshal.AsBytes<ushort>(ChannelFiles.ReadGray16(path, out width, out height))], "<u2", [height, width]);
        }
    }

    private static object Node(CameraModel c) => new
    {
        name = "CAM",
        model = c.Lens?.Name ?? "pinhole",
        width = c.Width,
        height = c.Height,
        fx = c.Fx,
        fy = c.Fy,
        cx = c.Cx,
        cy = c.Cy,
        distortion = c.Lens?.Coefficients.ToDictionary(k => k.Name, k => k.Value) ?? [],
        max_angle = c.Lens?.MaxAngle,
        vehicle_from_camera = new { translation = new double[] { 0, 0, 0 }, rotation = new double[] { 1, 0, 0, 0 } },
    };

    // Before, beside and behind the camera, far out, and nearer than anything is seen.
    private static IEnumerable<Double3> Points()
    {
        for (double angle = 0; angle < 3.2; angle += 0.08)
        {
            for (double turn = 0.1; turn < 6.3; turn += 0.7)
            {
                Double3 direction = new(Math.Sin(angle) * Math.Cos(turn), Math.Sin(angle) * Math.Sin(turn), Math.Cos(angle));
                yield return direction * (0.3 + 7 * angle);
                yield return direction * 0.04;
            }
        }
    }

    private static IEnumerable<(double U, double V)> Places() =>
        from v in Enumerable.Range(0, 13) from u in Enumerable.Range(0, 17) select (0.5 + 40 * u - 8, 0.5 + 40.25 * v - 3);

    private static double[] Numbers(Double3 v) => [v.X, v.Y, v.Z];

    private static double[] Numbers(Box2 b) => [b.XMin, b.YMin, b.XMax, b.YMax];

    private static void Write(string folder, string name, object value) =>
        File.WriteAllText(Path.Combine(folder, name), JsonSerializer.Serialize(value));
}
