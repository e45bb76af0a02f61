using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Lidar;
using SceneForge.Tests.Support;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Lidar;

/// <summary>Air and rain against the published formulas, written out again here, within the noise that the number of beams leaves.</summary>
public sealed class WeatherTests
{
    private const int Beams = 20_000;

    [Theory]
    [InlineData(5)]
    [InlineData(15)]
    [InlineData(30)]
    public void Fog_of_fifty_metres_dims_surfaces_as_Beer_and_Koschmieder_say(double range)
    {
        LidarModel model = LidarWorlds.Ideal(LidarWorlds.Ahead(100)) with { Returns = ReturnMode.Last };
        LidarSweep sweep = LidarWorlds.Take(model, Fog(50), LidarWorlds.AtOrigin, [LidarWorlds.Wall(1001, range)]);
        Assert.Equal(100, sweep.Points.Length);
        double expected = LidarWorlds.GreyReflectance * Math.Exp(2 * Math.Log(0.05) / 50 * range);
        // The receiver's noise: a fifth of the threshold, times range^2. Fog taken for a target within a pulse of the wall is lost in its echo.
        LidarPoint[] alone = [.. sweep.Points.Where(p => Math.Abs(p.X - range) < 1e-4)];
        Assert.Equal(100, alone.Length);
        Assert.All(alone, p => Assert.Equal(expected, p.Intensity, 1e-5 * expected + 6e-6));
        Assert.All(alone, p => Assert.Equal(PointCause.Surface, p.Cause));
    }

    [Fact]
    public void The_strongest_return_in_fog_is_the_wall_but_where_the_fog_outshines_it()
    {
        // Hahner et al. 2021, equation 12: the pulse folded with the fog, by a plain sum in steps of a millimetre.
        const int count = 2000;
        double alpha = -Math.Log(0.05) / 50;
        double beta = 0.046 / 50;
        double pulse = 5e-9 * 299_792_458;
        double[] responses = [.. Enumerable.Range(0, 1250).Select(i => Math.PI * beta * Response((i + 0.5) * 0.02))];
        int mixed = 0;
        for (double range = 6; range < 60; range += 6)
        {
            double wall = LidarWorlds.GreyReflectance / (range * range) * Math.Exp(-2 * alpha * range);
            // Where along the beam the fog is taken for a target: distributed as its response before the wall.
            double[] before = [.. responses.Take((int)(range / 0.02))];
            double share = before.Where(r => r > wall).Sum() / before.Sum();
            LidarSweep sweep = LidarWorlds.Take(LidarWorlds.Ideal(LidarWorlds.Ahead(count)), Fog(50), LidarWorlds.AtOrigin,
                [LidarWorlds.Wall(1001, range)]);
            Assert.Equal(count, sweep.Points.Length);
            int fog = sweep.Points.Count(p => p.Cause == PointCause.Fog);
            double sigma = Math.Sqrt(count * share * (1 - share));
            // A hundredth for the steps of both sums.
            Assert.InRange(fog, count * share - 4 * sigma - 0.01 * count, count * share + 4 * sigma + 0.01 * count);
            mixed += fog > 0 && fog < count ? 1 : 0;
        }

        Assert.InRange(mixed, 2, 9);

        double Response(double r)
        {
            double sum = 0;
            const double step = 1e-3;
            for (double s = step / 2; s < pulse; s += step)
            {
                double at = r - s / 2;
                double overlap = Math.Clamp((at - 0.9) / 0.1, 0, 1);
                double shape = Math.Sin(Math.PI * s / pulse);
                sum += at > 0.9 ? shape * shape * Math.Exp(-2 * alpha * at) / (at * at) * overlap * step / 2 : 0;
            }

            return sum;
        }
    }

    [Fact]
    public void False_returns_of_fog_crowd_near_the_sensor()
    {
        LidarSweep sweep = LidarWorlds.Take(LidarWorlds.Ideal(LidarWorlds.Ahead(Beams)), Fog(50), LidarWorlds.AtOrigin,
            [LidarWorlds.Wall(1001, 150)]);
        double[] ranges = [.. sweep.Points.Where(p => p.Cause == PointCause.Fog).Select(p => (double)p.X).Order()];
        Assert.Equal(Beams, ranges.Length);
        // The response falls as exp(-2 alpha r) / r^2 behind 1 m: its median there solves a transcendental equation near 1.8 m.
        Assert.InRange(ranges[Beams / 2], 1.3, 2.6);
        Assert.InRange(ranges[0], 0.9, 1.1);
        Assert.InRange(ranges.Count(r => r > 10), 1, 0.05 * Beams);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(25)]
    [InlineData(100)]
    public void Rain_dims_by_Goodins_law_and_drops_return_as_often_as_their_sizes_say(double rate)
    {
        LidarModel model = LidarWorlds.Ideal(LidarWorlds.Ahead(Beams)) with { Divergence = 3e-3, RangeAtTenPercent = 60, MinRange = 0.1,
            PulseLength = 0.1 };
        LidarSweep sweep = LidarWorlds.Take(model, TestWorlds.Noon with { RainRate = rate }, LidarWorlds.AtOrigin, [LidarWorlds.Wall(1001, 5)]);
        LidarPoint[] walls = [.. sweep.Points.Where(p => p.Cause == PointCause.Surface)];
        double expected = LidarWorlds.GreyReflectance * Math.Exp(-0.02 * Math.Pow(rate, 0.6) * 5);
        Assert.True(walls.Length > 0.7 * Beams);
        // The receiver's noise has a sigma of a fifth of the threshold, times range^2.
        double noise = 0.2 * model.Threshold * 25;
        Assert.Equal(expected, walls.Average(p => (double)p.Intensity), 4 * noise / Math.Sqrt(walls.Length) + 1e-5 * expected);

        // A drop is the return where its signal beats the wall's: the mean number of such drops in the beam, summed over range and size
        // (all of these signals lie above three thresholds, so no noise enters).
        double wall = expected / 25;
        Assert.True(wall > 3 * model.Threshold);
        double slope = 4.1 * Math.Pow(rate, -0.21);
        double mean = 0;
        for (double z = 0.105; z < 5; z += 0.01)
        {
            double beam = 0.01 + 3e-3 * z;
            for (double d = 0.505; d < 6; d += 0.01)
            {
                double signal = 0.02 * Math.Min(1, Math.Pow(d * 1e-3 / beam, 2)) / (z * z) * Math.Exp(-0.02 * Math.Pow(rate, 0.6) * z);
                mean += signal > wall ? 8000 * Math.Exp(-slope * d) * 0.01 * Math.PI / 4 * beam * beam * 0.01 : 0;
            }
        }

        double share = 1 - Math.Exp(-mean);
        int drops = sweep.Points.Count(p => p.Cause == PointCause.Rain);
        // Four standard deviations of the count, and 3% for the steps of this sum and for drops that merge within 15 mm.
        Assert.True(share * Beams > 20, $"{share * Beams}");
        Assert.InRange(drops, 0.97 * share * Beams - 4 * Math.Sqrt(share * Beams), 1.03 * share * Beams + 4 * Math.Sqrt(share * Beams));
    }

    [Fact]
    public void Half_of_the_echoes_at_the_threshold_are_lost_and_none_far_above()
    {
        LidarModel model = LidarWorlds.Ideal(LidarWorlds.Ahead(Beams)) with { RangeAtTenPercent = 50, RangeNoise = 0.01 };
        // 40% reflectance gives the threshold's signal at twice the range of 10%.
        LidarPoint[] far = LidarWorlds.Take(model, TestWorlds.Noon, LidarWorlds.AtOrigin, [LidarWorlds.Wall(1001, 100)]).Points;
        Assert.InRange(far.Length, Beams / 2 - 4 * Math.Sqrt(Beams) / 2, Beams / 2 + 4 * Math.Sqrt(Beams) / 2);
        LidarPoint[] near = LidarWorlds.Take(model, TestWorlds.Noon, LidarWorlds.AtOrigin, [LidarWorlds.Wall(1001, 20)]).Points;
        Assert.Equal(Beams, near.Length);

        // Signal 25 thresholds: sigma = 0.01 sqrt(1 + 8 / 25); 3% is four standard errors of a sigma from 20000 draws and the rounding of points.
        double mean = near.Average(p => (double)p.X);
        double sigma = Math.Sqrt(near.Average(p => (p.X - mean) * (p.X - mean)));
        Assert.Equal(20, mean, 4 * 0.0115 / Math.Sqrt(Beams) + 1e-5);
        Assert.InRange(sigma / (0.01 * Math.Sqrt(1 + 8.0 / 25)), 0.97, 1.03);
    }

    [Fact]
    public void Glass_lets_the_beam_through_and_returns_little_itself()
    {
        WorldObject pane = new(1001, "pane", TestWorlds.Solid("building", mesh =>
        {
            mesh.Part("glass", new World.Models.Material { Name = "pane", BaseColor = new(0.02f), Infrared = World.Models.Infrared.Glass });
            mesh.Quad(new(0, -50, -50), new(0, 50, -50), new(0, 50, 50), new(0, -50, 50));
        }), Track.Still(new Base.Geometry.Pose(new(10, 0, 0), Base.Geometry.Rotation.Around(Base.Geometry.Double3.UnitZ, 0.5))));
        LidarModel model = LidarWorlds.Ideal(LidarWorlds.Ahead(10)) with { Returns = ReturnMode.Dual };
        LidarPoint[] points = LidarWorlds.Take(model, TestWorlds.Noon, LidarWorlds.AtOrigin, [pane, LidarWorlds.Wall(1002, 20)]).Points;
        Assert.Equal(20, points.Length);
        Assert.All(points.Where(p => p.Return == 1), p => Assert.Equal(0.81 * LidarWorlds.GreyReflectance, p.Intensity, 1e-5));
        Assert.All(points.Where(p => p.Return == 2), p => Assert.InRange(p.Intensity, 0.01, 0.03));
    }

    private static Conditions Fog(double visibility) => TestWorlds.Noon with { Visibility = visibility };
}
