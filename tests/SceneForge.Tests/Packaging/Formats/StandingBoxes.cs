using System.Collections.Immutable;
using SceneForge.Base.Geometry;
using SceneForge.Frames.Storage;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Lidar;
using SceneForge.Sensors.Rigs;
using SceneForge.Tests.Frames;
using SceneForge.World.Timeline;

namespace SceneForge.Tests.Packaging.Formats;

/// <summary>
/// A dataset by formula: boxes that stand, seen by a scanner of one plane and a LiDAR of several from a vehicle that drives and turns. Every point
/// lies on a box where the ray of its own firing meets it.
/// </summary>
internal static class StandingBoxes
{
    private const int Frames = 4;
    private const long FrameNs = 200_000_000;
    private const long StartNs = 110_000_000;

    private static readonly ImmutableArray<ObjectEntry> Objects =
        [new(2, "van", 17, "van.panel"), new(3, "car", 16, "car.sedan"), new(4, "bin", 23, "bin")];

    private static readonly ImmutableArray<ObjectBox> Boxes =
    [
        new(2, "van", 17, Pose.At(112, -17, 1.2, 0.7), new Double3(5.6, 2.1, 2.4), 0),
        new(3, "car", 16, Pose.At(108, -25, 0.75, -0.4), new Double3(4.5, 1.8, 1.5), 0),
        new(4, "bin", 23, Pose.At(103, -15, 0.5, 1.9), new Double3(0.6, 0.7, 1), 0),
    ];

    private static readonly ImmutableArray<LidarSensor> Lidars =
    [
        new("SCANNER", Model("plane", 540, 1.5 * Math.PI, false, [new LaserChannel(0, 0, 0)]), Pose.At(3.6, 0.2, 0.4, 0.1), false),
        new("LIDAR_TOP", Model("rings", 400, 2 * Math.PI, true,
            [new LaserChannel(-0.2, 0, 0), new LaserChannel(-0.1, 0, 0), new LaserChannel(-0.05, 0, 0)]), Pose.At(1, 0, 1.9), false),
    ];

    public static void Write(string folder)
    {
        using DatasetWriter dataset = DatasetWriter.Open(folder, SampleFrames.Info with { Variations = 1, Frames = Frames });
        using SequenceWriter writer = dataset.TryBegin(SampleFrames.Header(0) with
        {
            Rig = PackagingData.Rig with { Lidars = Lidars },
            FrameTimes = [.. Enumerable.Range(0, Frames).Select(Time)],
            Segments = [new Segment(0, 0, 0, "void"), .. Objects.Select((o, i) => new Segment(1 + i, o.Id, o.ClassId, "body"))],
            Objects = Objects,
        })!;
        for (int frame = 0; frame < Frames; frame++)
        {
            Pose pose = WorldFromVehicle(Time(frame));
            for (int camera = 0; camera < 2; camera++)
            {
                LabeledFrame picture = PackagingData.Picture(0, frame, camera);
                Channels channels = picture.Channels with { Segment = new ushort[picture.Channels.Segment.Length],
                    Semantic = new byte[picture.Channels.Segment.Length], Instance = new ushort[picture.Channels.Segment.Length] };
                writer.Write(picture with { TimeNs = Time(frame), WorldFromVehicle = pose, WorldFromCamera = pose * picture.Camera.VehicleFromCamera,
                    Channels = channels, Objects = [] });
            }

            writer.Write(new FrameScan(frame, Time(frame), pose, [.. Lidars.Select(l =>
                new LidarSweep(frame, Time(frame), l, pose, pose * l.VehicleFromLidar, Points(l, Time(frame))))], Boxes));
        }

        writer.Complete();
    }

    private static long Time(int frame) => StartNs + FrameNs * frame;

    // Steadily on and around, so that the path between frames is known exactly.
    private static Pose WorldFromVehicle(long timeNs)
    {
        double t = (timeNs - StartNs) * 1e-9;
        return Pose.At(95 + 9 * t, -20 + 1.5 * t, 0, 0.05 + 0.3 * t);
    }

    private static LidarPoint[] Points(LidarSensor lidar, long timeNs)
    {
        List<LidarPoint> points = [];
        foreach (Firing firing in lidar.Model.Pattern.At(timeNs).Span)
        {
            Pose sensor = WorldFromVehicle(timeNs + firing.TimeOffsetNs) * lidar.VehicleFromLidar;
            (double Range, int Box) nearest = Enumerable.Range(0, Boxes.Length).Select(b => (Meets(Boxes[b], sensor, firing.Direction), b)).Min();
            if (nearest.Range < 60)
            {
                Double3 at = firing.Direction * nearest.Range;
                points.Add(new LidarPoint { X = (float)at.X, Y = (float)at.Y, Z = (float)at.Z, Intensity = 0.25f + 0.1f * nearest.Box,
                    TimeOffsetNs = firing.TimeOffsetNs, Ring = firing.Ring, Segment = (ushort)(1 + nearest.Box),
                    Instance = (ushort)Objects[nearest.Box].Id, Class = (byte)Objects[nearest.Box].ClassId, Return = 1, Cause = PointCause.Surface });
            }
        }

        return [.. points];
    }

    // The nearest place along the ray on a face, by the slabs of the box; infinite where it passes by.
    private static double Meets(ObjectBox box, Pose sensor, Double3 direction)
    {
        Pose boxFromSensor = box.WorldFromBox.Inverse() * sensor;
        Double3 from = boxFromSensor.Translation;
        Double3 along = boxFromSensor.ApplyDirection(direction);
        double enter = 0;
        double leave = double.PositiveInfinity;
        foreach ((double p, double d, double half) in new[] { (from.X, along.X, box.Size.X / 2), (from.Y, along.Y, box.Size.Y / 2),
            (from.Z, along.Z, box.Size.Z / 2) })
        {
            (double a, double b) = ((-half - p) / d, (half - p) / d);
            (enter, leave) = (Math.Max(enter, Math.Min(a, b)), Math.Min(leave, Math.Max(a, b)));
        }

        return enter < leave ? enter : double.PositiveInfinity;
    }

    private static LidarModel Model(string name, int columns, double field, bool clockwise, LaserChannel[] channels) => new()
    {
        Name = name, Source = "formula", Pattern = new SpinningPattern(columns, field, 80_000_000, clockwise, channels),
        PeriodNs = 80_000_000, Wavelength = 905, MinRange = 0.1, MaxRange = 60, Divergence = 0, Aperture = 0.01, SubRays = 1, PulseLength = 5,
            RangeAtTenPercent = 50, RangeNoise = 0, Returns = ReturnMode.Strongest,
    };
}
