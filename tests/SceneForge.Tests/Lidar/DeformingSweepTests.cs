using SceneForge.Sensors.Lidar;
using SceneForge.Tests.Support;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Lidar;

/// <summary>Points on shapes that deform while the sensor turns.</summary>
public sealed class DeformingSweepTests
{
    [Fact]
    public void Points_on_a_bending_bar_lie_on_it_at_each_firings_own_time_and_are_as_bright_as_it_is_turned()
    {
        // The upper half, which the beam meets 0.5 m above the hinge, leans away from the sensor at 1 rad/s.
        WorldObject bar = new(5, "bar", DeformingModels.BendingBar("car", Double3.UnitY, 1), Track.Playing(Pose.At(8, 0, 0), 1));
        LidarSweep sweep = LidarWorlds.Take(LidarWorlds.Ideal(LidarWorlds.Ahead(1000)), TestWorlds.Noon, LidarWorlds.AtOrigin, [bar]);
        Assert.Equal(1000, sweep.Points.Length);
        foreach (LidarPoint p in sweep.Points)
        {
            (double sin, double cos) = Math.SinCos(0.5 + p.TimeOffsetNs * 1e-9);
            // The face's middle is taken from (-0.2, 0, 1) to (-0.2 cos, 0, 1 + 0.2 sin), its normal to (-cos, 0, sin).
            double expected = 8 - 0.2 * cos + (0.5 - 0.2 * sin) * sin / cos;
            // Between keys vertices cut their arcs short by (1 rad/s x 6.25 ms)^2 / 8 x 1 m = 5e-6 m; single precision at 8 m holds 5e-7 m.
            Assert.Equal(expected, p.X, 1e-5);
            Assert.Equal(LidarWorlds.GreyReflectance * cos, p.Intensity, 1e-4);
            Assert.Equal((ushort)5, p.Instance);
        }

        Assert.True(sweep.Points[^1].X - sweep.Points[0].X > 0.05);
    }

    [Fact]
    public void Points_on_a_board_that_is_stretched_and_driven_end_where_its_edge_is_at_their_time()
    {
        // Half of 1 m at rest, wider by its own width a second, and driving at 10 m/s across the beams.
        Track drive = new([
            new ObjectState(Pose.At(10, -5, 1.5), new(10, 0, 0, 0, 1, 0)),
            new ObjectState(Pose.At(10, 5, 1.5), new(10, 10, 0, 0, 1, 1))], TestWorlds.Second);
        WorldObject board = new(5, "board", DeformingModels.StretchingBoard("car", 1, 1), drive);
        LaserChannel[] lasers = [.. Enumerable.Range(0, 32).Select(i => new LaserChannel((i - 16) * 0.005, 0, i * 1_000_000.0))];
        SpinningPattern pattern = new(36_000, 2 * Math.PI, LidarWorlds.Period, true, lasers);
        LidarSweep sweep = LidarWorlds.Take(LidarWorlds.Ideal(pattern), TestWorlds.Noon, LidarWorlds.AtOrigin, [board]);
        int rings = 0;
        foreach (IGrouping<ushort, LidarPoint> ring in sweep.Points.GroupBy(p => p.Ring))
        {
            foreach ((LidarPoint edge, int side) in new[] { (ring.MaxBy(p => p.Y), 1), (ring.MinBy(p => p.Y), -1) })
            {
                double seconds = 0.5 + edge.TimeOffsetNs * 1e-9;
                double expected = 10 * seconds - 5 + side * (1 + seconds);
                // Columns lie 10 m x 2 pi / 36000 = 1.8 mm apart.
                Assert.InRange(side * (expected - edge.Y), -1e-4, 2e-3);
                Assert.Equal(10, edge.X, 1e-5);
            }

            rings++;
        }

        Assert.Equal(32, rings);
    }

    [Fact]
    public void Any_number_of_threads_finds_the_same_points()
    {
        WorldObject[] objects = [.. TestWorlds.Wobbling(3).Objects.Where(o => o.Id != 1)];
        LidarModel model = LidarWorlds.Ideal(LidarWorlds.Turn(720, [.. Enumerable.Range(-8, 16).Select(i => i * 0.02)]));
        LidarPoint[] one = LidarWorlds.Take(model, TestWorlds.Noon, LidarWorlds.AtOrigin, objects).Points;
        LidarPoint[] three = LidarWorlds.Take(model, TestWorlds.Noon, LidarWorlds.AtOrigin, objects, jobs: 3).Points;
        Assert.Equal(one, three);
        Assert.InRange(one.Length, 2_000, 12_000);
    }
}
