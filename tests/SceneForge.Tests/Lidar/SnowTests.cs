using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Lidar;
using SceneForge.Sensors.Lighting;
using SceneForge.Tests.Support;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Lidar;

/// <summary>Snow against the published formulas, written out again here as plain sums.</summary>
public sealed class SnowTests
{
    private const int Beams = 20_000;

    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(4)]
    public void Cameras_and_lidars_are_dimmed_by_the_flakes_cross_sections(double rate)
    {
        double sum = 0;
        for (double d = 0.0005; d < 60; d += 0.001)
        {
            sum += Density(rate, d) * 0.001 * Math.PI / 4 * Width(d) * Width(d) * 1e-6;
        }

        Assert.Equal(1, Snowfall.Extinction(rate) / sum, 1e-4);
        // The round figures of the documents.
        Assert.Equal(1, 0.0025 * Math.Pow(rate, 1.05) / sum, 0.01);
        Conditions snow = TestWorlds.Noon with { SnowRate = rate, Visibility = 500 };
        Assert.Equal(sum - Math.Log(0.05) / 500, SkyLight.For(snow).Extinction, 1e-4 * sum);

        LidarModel model = LidarWorlds.Ideal(LidarWorlds.Ahead(100)) with { Returns = ReturnMode.Last, PulseLength = 0.01 };
        LidarPoint[] walls = [.. LidarWorlds.Take(model, TestWorlds.Noon with { SnowRate = rate }, LidarWorlds.AtOrigin, [LidarWorlds.Wall(1001, 40)])
            .Points.Where(p => p.Cause == PointCause.Surface)];
        double expected = LidarWorlds.GreyReflectance * Math.Exp(-2 * sum * 40);
        Assert.Equal(100, walls.Length);
        Assert.All(walls, p => Assert.Equal(expected, p.Intensity, 1e-4 * expected));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.5)]
    [InlineData(4)]
    public void Flakes_return_as_often_as_their_sizes_say_and_from_where_they_are(double rate)
    {
        LidarModel model = LidarWorlds.Ideal(LidarWorlds.Ahead(Beams)) with { Divergence = 2e-3, RangeAtTenPercent = 60, MinRange = 0.1,
            PulseLength = 0.1 };
        LidarSweep sweep = LidarWorlds.Take(model, TestWorlds.Noon with { SnowRate = rate }, LidarWorlds.AtOrigin, [LidarWorlds.Wall(1001, 12)]);
        double alpha = Snowfall.Extinction(rate);
        double wall = LidarWorlds.GreyReflectance / 144 * Math.Exp(-2 * alpha * 12);
        Assert.True(wall > 3 * model.Threshold);

        // A flake is the return where its signal beats the wall's: the mean number of such flakes in the beam, before half of the way and in all.
        double near = 0;
        double mean = 0;
        for (double z = 0.005; z < 12; z += 0.01)
        {
            double beam = 0.01 + 2e-3 * z;
            for (double d = 0.305; d < 5; d += 0.01)
            {
                double share = Math.Min(1, Math.Pow(Width(d) * 1e-3 / beam, 2));
                double signal = 0.9 * share / (z * z) * Math.Exp(-2 * alpha * z);
                mean += z > 0.1 && signal > wall ? Density(rate, d) * 0.01 * Math.PI / 4 * beam * beam * 0.01 : 0;
            }

            near = z < 6 ? mean : near;
        }

        LidarPoint[] flakes = [.. sweep.Points.Where(p => p.Cause == PointCause.Snow)];
        double expected = (1 - Math.Exp(-mean)) * Beams;
        Assert.True(expected > 200, $"{expected}");
        // Four standard deviations of the count, and 4% for the steps of this sum, for flakes nearer than the sensor measures and for those that
        // merge.
        Assert.InRange(flakes.Length, 0.96 * expected - 4 * Math.Sqrt(expected), 1.04 * expected + 4 * Math.Sqrt(expected));
        // Of the flakes seen, the share from the nearer half: flakes before others hide none, the strongest wins, which is nearly always the
        // nearer one.
        Assert.InRange(flakes.Count(p => p.X < 6) / (double)flakes.Length, 0.9 * near / mean, 1.2 * near / mean);
        Assert.All(flakes, p => Assert.InRange(p.X, 0.09, 12));
    }

    [Theory]
    [InlineData(900, 0.9)]
    [InlineData(1550, 0.15)]
    public void Snow_lies_on_floors_and_not_on_walls(double wavelength, double reflectance)
    {
        LidarModel model = LidarWorlds.Ideal(LidarWorlds.Turn(8, -0.5, 0)) with { Wavelength = wavelength };
        WorldObject floor = new(1002, "floor", TestWorlds.Floor("road", 60), Track.Still(Pose.Identity));
        LidarPoint[] Points(double cover) =>
            LidarWorlds.Take(model, TestWorlds.Noon with { SnowCover = cover }, LidarWorlds.AtOrigin, [floor, LidarWorlds.Wall(1001, 30)]).Points;
        LidarPoint[] bare = [.. Points(0)];
        LidarPoint[] half = [.. Points(0.5)];
        int floors = 0;
        foreach ((LidarPoint a, LidarPoint b) in bare.Zip(half, (a, b) => (a, b)))
        {
            bool isFloor = a.Ring == 0;
            double cosine = Math.Sin(0.5);
            double expected = isFloor ? (a.Intensity / cosine + reflectance) / 2 * cosine : a.Intensity;
            Assert.Equal(expected, b.Intensity, 1e-5);
            floors += isFloor ? 1 : 0;
        }

        Assert.Equal(8, floors);
        Assert.True(bare.Length > floors && bare.Length == half.Length);
    }

    private static double Density(double rate, double d) => 3800 * Math.Pow(rate, -0.87) * Math.Exp(-2.55 * Math.Pow(rate, -0.48) * d);

    // Of a flake with as much water as a drop of d, mm: its density is 0.17 g/cm^3 over its width in mm.
    private static double Width(double d) => Math.Sqrt(d * d * d / 0.17);
}
