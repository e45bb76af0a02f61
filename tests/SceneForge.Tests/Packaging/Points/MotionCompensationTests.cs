using SceneForge.Frames.Storage;
using SceneForge.Packaging.Points;
using SceneForge.Sensors.Lidar;
using SceneForge.Base.Geometry;
using Xunit;

namespace SceneForge.Tests.Packaging.Points;

/// <summary>What stands still lies in a compensated sweep where it stands, whatever the vehicle did during the turn.</summary>
public sealed class MotionCompensationTests
{
    private const long PeriodNs = 100_000_000;

    private static readonly Pose VehicleFromLidar = new(new Double3(1.1, 0.2, 1.8), Rotation.FromYawPitchRoll(0.4, 0.02, -0.01));

    // Braking at 6 m/s2 while turning at 0.3 rad/s.
    private static Pose WorldFromVehicle(double t) => new(new Double3(40 + 20 * t - 3 * t * t, -7 + 0.5 * t, 0.1), Rotation.Around(Double3.UnitZ, 0.3 * t));

    [Fact]
    public void Still_places_lie_where_they_stand_at_the_sweeps_time()
    {
        StoredSweep sweep = Sweep(0.4);
        (Double3[] places, LidarPoint[] points) = Fired(sweep);
        double farthest = 0;
        LidarPoint[] moved = [.. points];
        new MotionCompensation(Path()).Apply(Lidar(false), sweep, moved);
        for (int i = 0; i < points.Length; i++)
        {
            // Beyond 64 m single precision has 8 micrometres; the stored and the moved point are rounded once each.
            Assert.InRange((Place(moved[i]) - sweep.WorldFromLidar.Inverse().Apply(places[i])).Length, 0, 3e-5);
            Assert.Equal(points[i] with { X = moved[i].X, Y = moved[i].Y, Z = moved[i].Z }, moved[i]);
            farthest = Math.Max(farthest, (Place(moved[i]) - Place(points[i])).Length);
        }

        // Half a turn at 17 m/s and 0.015 rad at 90 m.
        Assert.InRange(farthest, 1, 3);
    }

    [Fact]
    public void Sweeps_that_are_compensated_stay_as_they_are()
    {
        StoredSweep sweep = Sweep(0.4);
        LidarPoint[] points = Fired(sweep).Points;
        LidarPoint[] moved = [.. points];
        new MotionCompensation(Path()).Apply(Lidar(true), sweep, moved);
        Assert.Equal(points, moved);
    }

    [Fact]
    public void A_sweep_without_points_has_none_afterwards() =>
        new MotionCompensation(Path()).Apply(Lidar(false), Sweep(0), []);

    // Places all around, met one after the other during the turn; with their times going back now and then, as lasers of a column do.
    private static (Double3[] Places, LidarPoint[] Points) Fired(StoredSweep sweep)
    {
        List<Double3> places = [];
        List<LidarPoint> points = [];
        for (int i = 0; i < 3000; i++)
        {
            int offset = (int)(PeriodNs * i / 3000 - PeriodNs / 2 + i % 7 * 100_000);
            Double3 place = WorldFromVehicle(0.4).Apply(new Double3((3 + i % 90) * Math.Cos(i * 0.0021), (3 + i % 90) * Math.Sin(i * 0.0021), i % 5));
            Double3 seen = (WorldFromVehicle(sweep.TimeNs * 1e-9 + offset * 1e-9) * VehicleFromLidar).Inverse().Apply(place);
            places.Add(place);
            points.Add(new LidarPoint
            {
                X = (float)seen.X, Y = (float)seen.Y, Z = (float)seen.Z, Intensity = 0.01f * (i % 100), TimeOffsetNs = offset, Ring = (ushort)(i % 64),
                Segment = 1, Instance = 7, Class = 4, Return = 1, Cause = PointCause.Surface,
            });
        }

        return ([.. places], [.. points]);
    }

    private static Double3 Place(LidarPoint p) => new(p.X, p.Y, p.Z);

    private static StoredSweep Sweep(double t) =>
        new("LIDAR_TOP", (long)Math.Round(t * 1e9), WorldFromVehicle(t) * VehicleFromLidar, "LIDAR_TOP/000002.points.bin", 3000);

    private static CarrierPath Path() => new(Enumerable.Range(0, 5).Select(i => new StoredFrame(i, i * 200_000_000L, WorldFromVehicle(0.2 * i), [], [], [])));

    private static StoredLidar Lidar(bool compensated) =>
        new("LIDAR_TOP", "hdl_64e", 3000, 64, PeriodNs, 120, 0.002, 0.015, 0.75, compensated, VehicleFromLidar);
}
