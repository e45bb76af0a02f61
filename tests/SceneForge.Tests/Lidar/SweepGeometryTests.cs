using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Lidar;
using SceneForge.Tests.Support;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Lidar;

public sealed class SweepGeometryTests
{
    [Fact]
    public void Ranges_to_a_plane_and_a_box_are_exact_at_a_hundred_metres()
    {
        LidarModel model = LidarWorlds.Ideal(LidarWorlds.Turn(3600, 0, 0.05, -0.015));
        LidarSweep sweep = LidarWorlds.Take(model, TestWorlds.Noon, LidarWorlds.AtOrigin, [LidarWorlds.Wall(1001, 100)]);
        Assert.True(sweep.Points.Length > 1500);
        foreach (LidarPoint p in sweep.Points)
        {
            double range = Math.Sqrt((double)p.X * p.X + (double)p.Y * p.Y + (double)p.Z * p.Z);
            double expected = 100 * range / p.X;
            // The wall's vertices and the ray's direction are single-precision numbers.
            Assert.Equal(expected, range, 1e-4);
            Assert.Equal(LidarWorlds.GreyReflectance * 100 / range, p.Intensity, 1e-4);
            Assert.Equal((PointCause.Surface, (byte)1, (ushort)0), (p.Cause, p.Return, p.Instance));
        }
    }

    [Fact]
    public void Points_on_a_sphere_lie_on_it_and_carry_its_object()
    {
        // 400 x 200 facets: flat by less than r (1 - cos(pi / 200)) = 0.3 mm.
        Double3 center = new(30, 4, 2);
        WorldObject ball = new(7, "ball", TestWorlds.Ball("car", 2, 400, 200), Track.Still(new Pose(center, Rotation.Identity)));
        LidarModel model = LidarWorlds.Ideal(LidarWorlds.Turn(7200, [.. Enumerable.Range(-20, 40).Select(i => i * 0.004)]));
        LidarSweep sweep = LidarWorlds.Take(model, TestWorlds.Noon, LidarWorlds.AtOrigin, [ball]);
        Assert.InRange(sweep.Points.Length, 2000, 20000);
        Assert.Equal(sweep.Points.Length, sweep.PointsByObject[7]);
        Assert.All(sweep.Points, p => Assert.Equal(2, (new Double3(p.X, p.Y, p.Z + 1.5) - center).Length, 5e-4));
    }

    [Fact]
    public void A_wall_that_drives_by_is_skewed_as_the_firing_times_say()
    {
        // 50 m ahead, its edge crossing the beams at 20 m/s: laser k fires at its own time, so the edge leans.
        double[] elevations = [.. Enumerable.Range(0, 32).Select(i => (i - 16) * 0.005)];
        LaserChannel[] channels = [.. elevations.Select((e, i) => new LaserChannel(e, 0, i * 1_000_000.0))];
        LidarModel model = LidarWorlds.Ideal(new SpinningPattern(36_000, 2 * Math.PI, LidarWorlds.Period, true, channels));
        Track drive = TestWorlds.Moving(Pose.At(50, -60, 0), Pose.At(50, -40, 0), 20);
        LidarSweep sweep = LidarWorlds.Take(model, TestWorlds.Noon, LidarWorlds.AtOrigin, [LidarWorlds.Wall(5, 0, drive)]);
        int checkedRings = 0;
        foreach (IGrouping<ushort, LidarPoint> ring in sweep.Points.GroupBy(p => p.Ring))
        {
            LidarPoint edge = ring.MaxBy(p => p.Y);
            // The wall reaches 50 m to the left of its middle, which is at -50 m at the time stamp.
            double expected = 20 * edge.TimeOffsetNs * 1e-9;
            // Columns lie 50 m x 2 pi / 36000 = 9 mm apart.
            Assert.InRange(expected - edge.Y, -1e-3, 0.0095);
            Assert.Equal(50, edge.X, 1e-3);
            checkedRings++;
        }

        Assert.Equal(32, checkedRings);
    }

    [Fact]
    public void A_wall_that_comes_nearer_is_measured_at_each_firings_own_time()
    {
        Track approach = TestWorlds.Moving(Pose.At(60, 0, 0), Pose.At(40, 0, 0), 20);
        LidarSweep sweep = LidarWorlds.Take(LidarWorlds.Ideal(LidarWorlds.Ahead(1000)), TestWorlds.Noon, LidarWorlds.AtOrigin,
            [LidarWorlds.Wall(5, 0, approach)]);
        Assert.Equal(1000, sweep.Points.Length);
        Assert.All(sweep.Points, p => Assert.Equal(50 - 20 * p.TimeOffsetNs * 1e-9, p.X, 1e-4));
        Assert.True(sweep.Points[0].X - sweep.Points[^1].X > 1.99);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_moving_sensor_measures_from_where_it_is_and_compensates_on_request(bool compensate)
    {
        Track ride = TestWorlds.Moving(Pose.At(0, 0, 0), Pose.At(20, 0, 0), 20);
        LidarSweep sweep = LidarWorlds.Take(LidarWorlds.Ideal(LidarWorlds.Ahead(1000)), TestWorlds.Noon, ride, [LidarWorlds.Wall(1001, 60)],
            compensate: compensate);
        Assert.Equal(1000, sweep.Points.Length);
        Assert.Equal(10, sweep.WorldFromVehicle.Translation.X, 1e-12);
        // At the time stamp the sensor has come 10 m far.
        Assert.All(sweep.Points, p => Assert.Equal(compensate ? 50 : 50 - 20 * p.TimeOffsetNs * 1e-9, p.X, 1e-4));
    }

    [Fact]
    public void A_turn_looks_ahead_at_its_time_stamp_and_runs_clockwise()
    {
        LidarModel model = LidarWorlds.Ideal(LidarWorlds.Turn(1000, 0));
        ReadOnlySpan<Firing> firings = model.Pattern.At(0).Span;
        Assert.Equal((0, 1.0), (firings[500].TimeOffsetNs, firings[500].Direction.X));
        Assert.Equal((-25_000_000, 1.0), (firings[250].TimeOffsetNs, Math.Round(firings[250].Direction.Y, 12)));
        Assert.Equal((25_000_000, -1.0), (firings[750].TimeOffsetNs, Math.Round(firings[750].Direction.Y, 12)));
        Assert.Equal(-50_000_000, firings[0].TimeOffsetNs);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_points()
    {
        LidarModel model = LidarModelReader.Read(Repository.PathOf("scenarios", "rigs", "lidars", "vlp_16.json"));
        Track ride = TestWorlds.Moving(Pose.At(-20, 0, 0), Pose.At(-10, 0, 0), 10);
        Conditions rain = TestWorlds.Noon with { RainRate = 20, Visibility = 300, Wetness = 1 };
        WorldObject[] objects = [.. TestWorlds.Random(3).Objects.Select(o => o with { Id = o.Id + 2000 })];
        LidarPoint[] one = LidarWorlds.Take(model, rain, ride, objects, jobs: 1).Points;
        LidarPoint[] many = LidarWorlds.Take(model, rain, ride, objects, jobs: 4).Points;
        Assert.True(one.Length > 5000, $"{one.Length} points");
        Assert.Equal(one, many);
        Assert.NotEqual(one, LidarWorlds.Take(model, rain, ride, objects, seed: 2).Points);
    }
}
