using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SceneForge.Frames.Storage;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Lidar;
using SceneForge.Sensors.Rigs;
using SceneForge.Tests.Frames;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Tests.Packaging;

/// <summary>
/// A dataset by formula with what writers get wrong: a pinhole and a rolling fisheye, two LiDARs, and objects that are large and truncated,
/// hidden in part, hidden whole, tiny, beside every picture, and of classes that formats lack. The ego vehicle drives and turns.
/// </summary>
internal static class PackagingData
{
    public const int Width = 64;
    public const int Height = 48;
    public const int Frames = 3;

    /// <summary>Objects of the frames: those that cameras have, then one that is beside every picture.</summary>
    public static readonly ImmutableArray<ObjectEntry> Objects =
    [
        new(2, "van", 17, "van.panel"), new(3, "child", 14, "pedestrian.child"), new(4, "far_car", 16, "car.sedan"),
            new(5, "hidden", 13, "pedestrian.adult"),
        new(6, "ball", 23, "ball.football"), new(7, "cyclist", 21, "bicycle.city"), new(8, "behind", 16, "car.suv"),
    ];

    // Segment of the person on the bicycle, which is one object with it.
    private static readonly ushort Rider = (ushort)(2 + Objects.Length);

    private static readonly ImmutableArray<Double3> Sizes = [new(5.56, 2.06, 2.38), new(0.4, 0.37, 1.22), new(4.5, 1.8, 1.45), new(0.5, 0.6, 1.75),
        new(0.22, 0.22, 0.22), new(1.8, 0.6, 1.7), new(4.6, 1.9, 1.7)];

    public static SensorRig Rig { get; } = new(
        "several",
        [
            new CameraSensor("CAM_FRONT", new CameraModel(Width, Height, 50.5, 50.5, 32, 24),
                new Pose(new Double3(1.6, 0, 1.4), CameraAxes * Rotation.Around(Double3.UnitX, -0.03)), null, 1),
            new CameraSensor("CAM_FISHEYE", new CameraModel(Width, Height, 20.5, 20.5, 32,
                24) { Lens = new KannalaBrandtLens(-0.01, 0.002, 0, 0, 1.6) }, new Pose(new Double3(3.5, 0.1, 0.7), CameraAxes), null,
                1) { Shutter = new Shutter(12_345) },
        ],
        [Lidar("LIDAR_TOP", 1.1, 1.8), Lidar("LIDAR_REAR", -0.5, 1)]);

    private static Rotation CameraAxes => new(0.5, -0.5, 0.5, -0.5);

    /// <summary>Writes a dataset of some variations into a folder.</summary>
    public static void Write(string folder, int variations, bool lidars = true, bool floatDepth = false)
    {
        using DatasetWriter dataset = DatasetWriter.Open(folder, SampleFrames.Info with { Seed = 7, Variations = variations, Frames = Frames },
            new EncoderSettings { Float32Depth = floatDepth });
        for (int number = 0; number < variations; number++)
        {
            using SequenceWriter writer = dataset.TryBegin(lidars ? Header(number)
                : Header(number) with { Rig = new SensorRig("cameras", Rig.Cameras, []) })!;
            for (int frame = 0; frame < Frames; frame++)
            {
                writer.Write(Picture(number, frame, 0));
                writer.Write(Picture(number, frame, 1));
                writer.Write(lidars ? Scan(number, frame) : Scan(number, frame) with { Sweeps = [] });
            }

            writer.Complete();
        }
    }

    /// <summary>
    /// Writes a dataset of one sequence of one frame in which there is nothing but sky and road: no object, no point; and no LiDAR has the name
    /// that readers look for.
    /// </summary>
    public static void WriteEmpty(string folder)
    {
        using DatasetWriter dataset = DatasetWriter.Open(folder, SampleFrames.Info with { Variations = 1, Frames = 1 });
        SequenceHeader header = Header(0);
        SensorRig rig = new("nothing", Rig.Cameras, [Lidar("LIDAR_REAR", -0.5, 1)]);
        using SequenceWriter writer = dataset.TryBegin(header with { Rig = rig, FrameTimes = header.FrameTimes[..1], Segments = header.Segments[..2],
            Objects = header.Objects[^1..] })!;
        for (int camera = 0; camera < rig.Cameras.Length; camera++)
        {
            LabeledFrame picture = Picture(0, 0, camera);
            byte[] semantic = [.. Enumerable.Range(0, Width * Height).Select(i => (byte)(i < 8 * Width ? 0 : 1))];
            Channels channels = picture.Channels with { Segment = [.. semantic.Select(s => (ushort)s)], Semantic = semantic,
                Instance = new ushort[semantic.Length] };
            writer.Write(picture with { Channels = channels, Objects = [] });
        }

        FrameScan scan = Scan(0, 0);
        writer.Write(scan with { Sweeps = [new LidarSweep(0, scan.TimeNs, rig.Lidars[0], scan.WorldFromVehicle, scan.WorldFromVehicle * rig.Lidars[0]
            .VehicleFromLidar, [])], Objects = [] });
        writer.Complete();
    }

    /// <summary>scenario.json as far as packaging reads it.</summary>
    public static string Scenario(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"conditions": {"local_time": "2026-06-21T12:00:00.000+02:00", "latitude": 48.1, "longitude": 11.5, "cloud_cover": 0.5,
          "rain_rate": {{number % 2}}.0, "wetness": 0.0},
         "actors": [{"id": 2, "start": {"s": {{80 + 7 * number}}.0, "lane": -2}, "color": "#ffffff"}],
         "drawn": {"/parameters/condition": "{{(number % 2 == 0 ? "noon" : "rain")}}", "/parameters/speed": {{number}}.5} }
        """).ReplaceLineEndings("\n") + "\n";

    /// <summary>Also between frames: steadily on and around.</summary>
    public static Pose WorldFromVehicle(double frame) => Pose.At(100 + 4.5 * frame, -20 + 0.1 * frame, 0.02, 0.3 + 0.01 * frame);

    /// <summary>Where a point of a frame's sweep lies as seen from the sensor at the frame's time, if it stands still.</summary>
    public static Double3 AtFrameTime(int frame, Pose vehicleFromLidar, LidarPoint point)
    {
        Pose atFiring = WorldFromVehicle(frame + point.TimeOffsetNs / 200_000_000.0) * vehicleFromLidar;
        return (WorldFromVehicle(frame) * vehicleFromLidar).Inverse().Apply(atFiring.Apply(new Double3(point.X, point.Y, point.Z)));
    }

    /// <summary>Object k at a frame: ahead of the vehicle, to both sides; the last one behind it.</summary>
    public static ObjectBox Box(int number, int frame, int k)
    {
        double ahead = k == Objects.Length - 1 ? -15 : k == 2 ? 95 : 6 + 5 * k;
        Pose vehicleFromBox = new(new Double3(ahead - 0.2 * k * frame, 2 - k + 0.1 * number, Sizes[k].Z / 2),
            Rotation.FromYawPitchRoll(0.4 * k - 1 + 0.05 * frame, 0.01 * k, 0));
        return new ObjectBox(Objects[k].Id, Objects[k].Name, Objects[k].ClassId, WorldFromVehicle(frame) * vehicleFromBox, Sizes[k], k == 0
            ? 0
            : 1.5 * k);
    }

    private static SequenceHeader Header(int number) => new()
    {
        Number = number,
        ScenarioJson = Encoding.UTF8.GetBytes(Scenario(number)),
        Rig = Rig,
        FrameTimes = [.. Enumerable.Range(0, Frames).Select(f => 3_860_000_000L + 200_000_000L * f)],
        Segments = [new Segment(0, 0, 0, "void"), new Segment(1, 1001, 1, "asphalt"),
            .. Objects.Select((o, i) => new Segment(2 + i, o.Id, o.ClassId, "body")), new Segment(Rider, 7, 15, "rider")],
        Objects = [.. Objects, new ObjectEntry(1001, "road", 1, "road")],
        Events = ImmutableSortedDictionary<string, long>.Empty.Add("child.dart", 4_000_000_000),
    };

    public static LabeledFrame Picture(int number, int frame, int camera)
    {
        CameraSensor sensor = Rig.Cameras[camera];
        Pose worldFromVehicle = WorldFromVehicle(frame);
        Pose worldFromCamera = worldFromVehicle * sensor.VehicleFromCamera;
        int count = Width * Height;
        ushort[] segment = Segments();
        Channels channels = new()
        {
            Width = Width,
            Height = Height,
            Depth = [.. Enumerable.Range(0, count).Select(i => i < 8 * Width ? float.PositiveInfinity : 1 + i / 9f)],
            Segment = segment,
            Semantic = [.. segment.Select(s => (byte)(s < 2 ? s : s == Rider ? 15 : Objects[s - 2].ClassId))],
            Instance = [.. segment.Select(s => (ushort)(s < 2 ? 0 : s == Rider ? 7 : Objects[s - 2].Id))],
            Normal = [.. Enumerable.Range(0, 3 * count).Select(i => i % 3 == 2 ? -1f : 0f)],
            Flow = [.. Enumerable.Range(0, 2 * count).Select(i => i < 16 * Width ? float.NaN : i % 2 == 0 ? 3.25f : -1.5f - frame)],
        };
        return new LabeledFrame(frame, 3_860_000_000L + 200_000_000L * frame, sensor, worldFromVehicle, worldFromCamera,
            Imaging.TestPictures.Bytes(Width, Height, 3, 10 * number + frame + camera), channels, Labels(number, frame, worldFromCamera));
    }

    public static FrameScan Scan(int number, int frame)
    {
        Pose pose = WorldFromVehicle(frame);
        long time = 3_860_000_000L + 200_000_000L * frame;
        return new FrameScan(frame, time, pose, [.. Rig.Lidars.Select((l, i) =>
            new LidarSweep(frame, time, l, pose, pose * l.VehicleFromLidar, Points(number, frame, i)))],
            [.. Enumerable.Range(0, Objects.Length).Select(k => Box(number, frame, k))]);
    }

    /// <summary>
    /// The box of an object alone within the image: stored for every other object; for the others, as in earlier datasets, that of the visible
    /// pixels where all are, else the whole box cut at the edges.
    /// </summary>
    public static Box2 InImage(ObjectLabel label) => label.AmodalInImage is { } stored ? stored
        : label.Visible is { } seen && label.VisiblePixels == label.AmodalPixels ? seen
        : Cut(label.Amodal);

    private static Box2 Cut(Box2 box) =>
        new(Math.Max(0, box.XMin), Math.Max(0, box.YMin), Math.Min(Width, box.XMax), Math.Min(Height, box.YMax));

    // Visible box, whole box, their pixels, truncation: large and truncated; occluded; one pixel; hidden; ball; mostly hidden.
    private static ImmutableArray<(Box2? Visible, Box2 Amodal, int Seen, int Alone, double Truncation)> Extents { get; } =
    [
        (new Box2(40, 6, 64, 48), new Box2(40, 4, 100, 70), 900, 900, 0.625), (new Box2(20, 20, 24, 30), new Box2(20, 20, 28, 31), 40, 80, 0),
            (new Box2(31, 23, 32, 24), new Box2(31, 23, 32, 24), 1, 1, 0),
        (null, new Box2(5, 6, 9, 17), 0, 33, 0), (new Box2(10, 40, 12, 42), new Box2(10, 40, 12, 42), 4, 4, 0),
            (new Box2(0, 20, 3, 30), new Box2(-6, 18, 9, 33), 7, 100, 1.0 / 3),
    ];

    // Sky, road, and each object's pixels within its visible box: two corners, then row by row as many as it has. The cyclist's first one is the
    // rider's.
    private static ushort[] Segments()
    {
        ushort[] segment = [.. Enumerable.Range(0, Width * Height).Select(i => (ushort)(i < 8 * Width ? 0 : 1))];
        for (int k = 0; k < Extents.Length; k++)
        {
            if (Extents[k].Visible is { } box)
            {
                int[] pixels = [.. Enumerable.Range((int)box.YMin, (int)(box.YMax - box.YMin))
                    .SelectMany(y => Enumerable.Range((int)box.XMin, (int)(box.XMax - box.XMin)).Select(x => y * Width + x))];
                foreach (int pixel in (int[])[pixels[^1], .. pixels[..(Extents[k].Seen - (pixels.Length > 1 ? 1 : 0))]])
                {
                    segment[pixel] = (ushort)(2 + k);
                }

                segment[pixels[0]] = Objects[k].Id == 7 ? Rider : segment[pixels[0]];
            }
        }

        return segment;
    }

    private static ImmutableArray<ObjectLabel> Labels(int number, int frame, Pose worldFromCamera)
    {
        return [.. Extents.Select((e, k) =>
        {
            ObjectBox box = Box(number, frame, k);
            ImmutableArray<KeypointLabel> keypoints = k is 1 or 3 ? [.. Enumerable.Range(0, 17)
                .Select(i => new KeypointLabel($"point{i}", 20.25 + i % 4, 21.5 + i / 4, i % 3, new Double3(0.1 * i, 0, 11)))] : [];
            return new ObjectLabel(box.ObjectId, box.Name, box.ClassId, e.Visible, e.Amodal, e.Seen, e.Alone, 1 - (double)e.Seen / e.Alone,
                e.Truncation, worldFromCamera.Inverse() * box.WorldFromBox, box.WorldFromBox, box.Size, box.Speed, keypoints)
            {
                // One pixel narrower on the right than the whole box, cut: what KITTI and nuScenes take must be this one.
                AmodalInImage = k % 2 == 1 ? Cut(e.Amodal) with { XMax = Cut(e.Amodal).XMax - 1 } : null,
            };
        })];
    }

    private static LidarPoint[] Points(int number, int frame, int lidar) =>
    [
        .. Enumerable.Range(0, 40 + 3 * frame + lidar).Select(i => new LidarPoint
        {
            X = 5 + 0.37f * i, Y = 1.25f - 0.1f * i + number, Z = 1f / 3 - 0.02f * lidar, Intensity = i == 5
                ? 3.5f
                : 0.01f * i, TimeOffsetNs = -1_234_567 * i, Ring = (ushort)(i % 2),
            Segment = (ushort)(i % 10), Instance = (ushort)(i % 10 < 2 ? 0 : i % 10 == 9 ? 7 : Objects[i % 10 - 2].Id),
                Class = (byte)(i % 10 < 2 ? i % 10 : i % 10 == 9 ? 15 : Objects[i % 10 - 2].ClassId), Return = 1,
            Cause = i % 10 == 0 ? PointCause.Rain : PointCause.Surface,
        }),
    ];

    private static LidarSensor Lidar(string name, double x, double z) => new(name, new LidarModel
    {
        Name = "two", Source = "formula", Pattern = new SpinningPattern(4, 2 * Math.PI, 100_000_000, true,
            [new LaserChannel(0, 0, 0), new LaserChannel(-0.1, 0, 0)]),
        PeriodNs = 100_000_000, Wavelength = 905, MinRange = 0.5, MaxRange = 100, Divergence = 0, Aperture = 0.01, SubRays = 1, PulseLength = 5,
            RangeAtTenPercent = 50, RangeNoise = 0, Returns = ReturnMode.Strongest,
    }, Pose.At(x, 0.1, z, 0.2), false);
}
