using System.Collections.Immutable;
using SceneForge.Frames.Storage;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Lidar;
using SceneForge.Sensors.Rigs;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Tests.Frames;

/// <summary>A tiny dataset by formula: two cameras, a wall with a person before it.</summary>
internal static class SampleFrames
{
    public const int Width = 48;
    public const int Height = 32;

    /// <summary>Things that the pieces of a frame are: two pictures and a scan.</summary>
    public const int Pieces = 3;

    private static LidarModel Model { get; } = new()
    {
        Name = "two", Source = "formula", Pattern = new SpinningPattern(4, 2 * Math.PI, 100_000_000, true,
            [new LaserChannel(0, 0, 0), new LaserChannel(-0.1, 0, 0)]),
        PeriodNs = 100_000_000, Wavelength = 905, MinRange = 0.5, MaxRange = 100, Divergence = 0, Aperture = 0.01, SubRays = 1, PulseLength = 5,
            RangeAtTenPercent = 50, RangeNoise = 0, Returns = ReturnMode.Strongest,
    };

    public static SensorRig Rig { get; } = new("pair", [Camera("CAM_FRONT"), Bent(Camera("CAM_LEFT"))],
        [new LidarSensor("LIDAR_TOP", Model, Pose.At(1, 0, 1.8), false)]);

    public static Taxonomy Taxonomy { get; } = Taxonomy.Read(Repository.PathOf("scenes", "taxonomy.json"));

    public static DatasetInfo Info => new()
    {
        ToolVersion = "0.1.0",
        Scenario = "sample",
        SpecHash = new string('a', 64),
        Seed = ulong.MaxValue,
        SceneSeed = 11,
        Variations = 3,
        Frames = 2,
        Renderer = "formula",
        Inputs = ImmutableSortedDictionary<string, string>.Empty.Add("scenes/x/road.xodr", new string('b', 64)),
        Taxonomy = Taxonomy,
    };

    public static SequenceHeader Header(int number) => new()
    {
        Number = number,
        ScenarioJson = (byte[])
        [
            .. """{"conditions": {"local_time": "2026-06-21T12:30:00.000+02:00", "latitude": 48, "longitude": 11, "rain_rate": 0, "wetness": 0},"""u8,
            .. """ "drawn": {}}"""u8,
        ],
        Rig = Rig,
        FrameTimes = [0, 1_000_000_000],
        Segments = [new Segment(0, 0, 0, "void"), new Segment(1, 1001, 7, "wall"), new Segment(2, 5, 13, "coat \"red\"")],
        Objects = [new ObjectEntry(5, "person", 13, "pedestrian.adult"), new ObjectEntry(1001, "wall", 7, "wall")],
        Events = ImmutableSortedDictionary<string, long>.Empty.Add("person.walk", 1_500_000_000),
    };

    public static LabeledFrame Frame(int camera, int frame)
    {
        int count = Width * Height;
        Channels channels = new()
        {
            Width = Width,
            Height = Height,
            Depth = [.. Enumerable.Range(0, count).Select(i => i < Width ? float.PositiveInfinity : 1 + i / 7f)],
            Segment = [.. Enumerable.Range(0, count).Select(i => (ushort)(i < Width ? 0 : IsPerson(i) ? 2 : 1))],
            Semantic = [.. Enumerable.Range(0, count).Select(i => (byte)(i < Width ? 0 : IsPerson(i) ? 13 : 7))],
            Instance = [.. Enumerable.Range(0, count).Select(i => (ushort)(IsPerson(i) ? 5 : 0))],
            Normal = [.. Enumerable.Range(0, 3 * count).Select(i => i < 3 * Width ? 0f : i % 3 == 2 ? -1f : 0f)],
            Flow = [.. Enumerable.Range(0, 2 * count).Select(i => i < 2 * Width ? float.NaN : i % 2 == 0 ? 3.25f : -1.5f - frame)],
        };
        Pose pose = new(new Double3(1.5, -0.1 * camera, 1.0 / 3), Rotation.Identity);
        return new LabeledFrame(frame, 1_000_000_000L * frame, Rig.Cameras[camera], pose, pose,
            Imaging.TestPictures.Bytes(Width, Height, 3, 9 + frame), channels, [Person(pose)]);
    }

    public static FrameScan Scan(int frame)
    {
        Pose pose = Pose.At(frame, 0, 0);
        LidarPoint[] points = [.. Enumerable.Range(0, 5).Select(i => new LidarPoint
        {
            X = 10 + i, Y = -0.1f * i, Z = 1f / 3, Intensity = 0.25f, TimeOffsetNs = -1000 * i, Ring = (ushort)i,
            Segment = (ushort)(i < 3 ? 2 : 1), Instance = (ushort)(i < 3 ? 5 : 0), Class = (byte)(i < 3 ? 13 : 7), Return = 1,
                Cause = PointCause.Surface,
        })];
        ObjectBox person = new(5, "person", 13, pose, new Double3(0.5, 0.6, 1.75), 1.25);
        return new FrameScan(frame, 1_000_000_000L * frame, pose, [new LidarSweep(frame, 1_000_000_000L * frame, Rig.Lidars[0], pose,
            pose * Rig.Lidars[0].VehicleFromLidar, points)], [person]);
    }

    /// <summary>Writes piece 0 to 2 of a frame.</summary>
    public static void WritePiece(SequenceWriter writer, int frame, int piece)
    {
        if (piece < 2)
        {
            writer.Write(Frame(piece, frame));
        }
        else
        {
            writer.Write(Scan(frame));
        }
    }

    /// <summary>Writes a dataset of one sequence whose sweeps have other points.</summary>
    /// <param name="points">Of each frame's sweep.</param>
    public static void WriteDataset(string folder, Func<int, LidarPoint[]> points)
    {
        using DatasetWriter dataset = DatasetWriter.Open(folder, Info);
        using SequenceWriter writer = dataset.TryBegin(Header(0))!;
        for (int frame = 0; frame < 2; frame++)
        {
            WritePiece(writer, frame, 0);
            WritePiece(writer, frame, 1);
            FrameScan scan = Scan(frame);
            writer.Write(scan with { Sweeps = [scan.Sweeps[0] with { Points = points(frame) }] });
        }

        writer.Complete();
    }

    /// <summary>Writes both frames and completes the sequence.</summary>
    public static long WriteAll(SequenceWriter writer)
    {
        for (int i = 0; i < 2 * Pieces; i++)
        {
            WritePiece(writer, i / Pieces, i % Pieces);
        }

        return writer.Complete();
    }

    private static bool IsPerson(int i) => i / Width is >= 10 and < 20 && i % Width is >= 8 and < 12;

    private static ObjectLabel Person(Pose pose) => new(
        5, "person", 13, new Box2(8, 10, 12, 20), new Box2(7.5, 9.5, 12, 20), 40, 50, 0.2, 0, pose, pose, new Double3(0.5, 0.6, 1.75), 1.25,
        [new KeypointLabel("nose", 10, 11, 2, new Double3(0, -1, 9)),
            new KeypointLabel("left_eye", double.NaN, double.PositiveInfinity, 0, new Double3(0, -1, -9))]);

    private static CameraSensor Bent(CameraSensor camera) => camera with
    {
        Model = camera.Model with { Lens = new KannalaBrandtLens(-0.01, 0.002, 0, 0, 1.6) },
        Shutter = new Shutter(12_345),
    };

    private static CameraSensor Camera(string name) =>
        new(name, new CameraModel(Width, Height, 40.5, 40.5, 24, 16), new Pose(new Double3(1.6, 0, 1.4), new Rotation(0.5, -0.5, 0.5, -0.5)), null,
            1);
}
