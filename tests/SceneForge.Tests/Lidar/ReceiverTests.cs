using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Lidar;
using SceneForge.Tests.Support;
using Xunit;

namespace SceneForge.Tests.Lidar;

/// <summary>What a receiver makes of fog, flakes and walls, against the LiDAR equation summed anew and the laws of noise and rounding.</summary>
public sealed class ReceiverTests
{
    private const int Beams = 20_000;

    [Theory]
    [InlineData(30, 0)]
    [InlineData(100, 0)]
    [InlineData(300, 0)]
    [InlineData(30, 6)]
    public void Echoes_of_fog_have_the_signal_of_the_place_that_they_report(double visibility, double fullOverlap)
    {
        LidarModel model = LidarWorlds.Ideal(LidarWorlds.Ahead(Beams)) with { FullOverlap = fullOverlap };
        LidarPoint[] fog = [.. LidarWorlds.Take(model, Fog(visibility), LidarWorlds.AtOrigin, []).Points.Where(p => p.Cause == PointCause.Fog)];
        Assert.True(fog.Length > 0.9 * Beams, $"{fog.Length}");
        Assert.True(fog.Count(p => p.X > 5) > 100);
        foreach (LidarPoint p in fog)
        {
            double spread = Math.Max(p.X, fullOverlap);
            double expected = Response(visibility, 5, fullOverlap, p.X) * spread * spread;
            // Where the pulse leaves the blind zone, up to half its length behind it, the table's steps of 5 cm are coarse.
            double tolerance = p.X > 1.8 ? 0.005 : 0.1;
            Assert.InRange(p.Intensity, (1 - tolerance) * expected - 1e-5, (1 + tolerance) * expected + 1e-5);
        }
    }

    [Theory]
    [InlineData(30)]
    [InlineData(100)]
    [InlineData(300)]
    [InlineData(1000)]
    public void Beams_into_foggy_sky_return_as_often_as_the_lidar_equation_says(double visibility)
    {
        LidarModel model = Sheet("hdl_64e");
        int returned = LidarWorlds.Take(model, Fog(visibility), LidarWorlds.AtOrigin, []).Points.Count(p => p.Cause == PointCause.Fog);
        (double heard, double all) = (0, 0);
        for (double range = 0.025; range < 25; range += 0.05)
        {
            double response = Response(visibility, model.PulseLength, model.FullOverlap, range);
            all += response;
            heard += response * Detected(response / model.Threshold);
        }

        double share = heard / all;
        Assert.InRange(returned, 0.97 * share * Beams - 4 * Math.Sqrt(share * Beams) - 2, 1.03 * share * Beams + 4 * Math.Sqrt(share * Beams) + 2);
        // Fog in which a driver sees 300 m gives nothing back that this unit would hear.
        Assert.True(visibility < 300 ? visibility > 30 || returned > 1000 : returned < 0.001 * Beams, $"{returned}");
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Beams_into_snowy_sky_return_as_often_as_flakes_are_heard(double rate)
    {
        LidarModel model = Sheet("hdl_64e");
        double alpha = 0.0025 * Math.Pow(rate, 1.05);
        double mean = 0;
        for (double z = 0.925; z < 60; z += 0.05)
        {
            double beam = model.Aperture + model.Divergence * z;
            double spread = Math.Max(z, model.FullOverlap);
            for (double d = 0.305; d < 5; d += 0.01)
            {
                double share = Math.Min(1, d * d * d / 0.17 * 1e-6 / (beam * beam));
                double signal = 0.9 * share / (spread * spread) * Math.Exp(-2 * alpha * z);
                double density = 3800 * Math.Pow(rate, -0.87) * Math.Exp(-2.55 * Math.Pow(rate, -0.48) * d);
                mean += density * 0.01 * Math.PI / 4 * beam * beam * 0.05 * Detected(signal / model.Threshold);
            }
        }

        double expected = (1 - Math.Exp(-mean)) * Beams;
        int returned = LidarWorlds.Take(model, TestWorlds.Noon with { SnowRate = rate }, LidarWorlds.AtOrigin, []).Points
            .Count(p => p.Cause == PointCause.Snow);
        // 5% for the steps of this sum and for flakes that are heard together within a pulse.
        Assert.InRange(returned, 0.95 * expected - 4 * Math.Sqrt(expected), 1.05 * expected + 4 * Math.Sqrt(expected));
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(10, 0.05)]
    [InlineData(60, 0.05)]
    public void Intensities_spread_by_the_receivers_noise(double range, double signalNoise)
    {
        LidarModel model = LidarWorlds.Ideal(LidarWorlds.Ahead(Beams)) with { RangeAtTenPercent = 50, SignalNoise = signalNoise, RangeNoise = 0 };
        double[] intensities = [.. LidarWorlds.Take(model, TestWorlds.Noon, LidarWorlds.AtOrigin, [LidarWorlds.Wall(1001, range)]).Points
            .Select(p => (double)p.Intensity)];
        Assert.True(intensities.Length > 0.99 * Beams);
        double mean = intensities.Average();
        double sigma = Math.Sqrt(intensities.Average(i => (i - mean) * (i - mean)));
        double floor = 0.2 * 0.1 / 2500 * range * range;
        double expected = Math.Sqrt(floor * floor + Math.Pow(signalNoise * LidarWorlds.GreyReflectance, 2));
        Assert.Equal(LidarWorlds.GreyReflectance, mean, 4 * expected / Math.Sqrt(Beams) + 1e-5);
        // Four standard errors of a sigma from so many draws.
        Assert.InRange(sigma / expected, 0.975, 1.025);
    }

    [Fact]
    public void Intensities_are_whole_steps_of_the_sheets_bits_and_saturate()
    {
        LidarModel model = Sheet("vlp_16");
        LidarPoint[] points = Points(model, 1);
        int[] codes = [.. points.Select(p => (int)Math.Round(100.0 * p.Intensity))];
        Assert.All(points.Zip(codes), p => Assert.Equal(p.Second / 100f, p.First.Intensity));
        Assert.True(codes.Distinct().Count() > 10 && codes.Max() <= 255);
        Assert.Equal(points, Points(model, 3));
        // A code for white beyond what the bits hold: everything above saturates.
        LidarPoint[] bright = Points(model with { WhiteCode = 2000 }, 1);
        Assert.All(bright, p => Assert.Equal(255f / 2000, p.Intensity, 1e-7));

        static LidarPoint[] Points(LidarModel model, int jobs) =>
            LidarWorlds.Take(model, TestWorlds.Noon, LidarWorlds.AtOrigin, [LidarWorlds.Wall(1001, 10)], jobs: jobs).Points;
    }

    [Fact]
    public void A_target_nearer_than_the_full_overlap_keeps_its_intensity_and_sends_less_light()
    {
        LidarModel model = LidarWorlds.Ideal(LidarWorlds.Ahead(100)) with { RangeAtTenPercent = 10, FullOverlap = 15 };
        LidarPoint[] near = LidarWorlds.Take(model, TestWorlds.Noon, LidarWorlds.AtOrigin, [LidarWorlds.Wall(1001, 2)]).Points;
        LidarPoint[] sharp = LidarWorlds.Take(model with { FullOverlap = 0 }, TestWorlds.Noon, LidarWorlds.AtOrigin, [LidarWorlds.Wall(1001, 2)])
            .Points;
        // 0.4 / 15^2 is 1.8 thresholds: noise of 0.2 of them moves single points by 11%.
        Assert.Equal(100, near.Length);
        Assert.Equal(LidarWorlds.GreyReflectance, near.Average(p => p.Intensity), 0.02);
        Assert.InRange(near.Max(p => p.Intensity) - near.Min(p => p.Intensity), 0.05, 0.5);
        Assert.All(sharp, p => Assert.Equal(LidarWorlds.GreyReflectance, p.Intensity, 0.005));
    }

    private static LidarModel Sheet(string name) =>
        LidarModelReader.Read(Repository.PathOf("scenarios", "rigs", "lidars", $"{name}.json")) with
        {
            Pattern = LidarWorlds.Ahead(Beams),
            FalseAlarmRate = 0,
            SubRays = 1,
            Returns = ReturnMode.Strongest,
        };

    private static Conditions Fog(double visibility) => TestWorlds.Noon with { Visibility = visibility };

    // Share of echoes that are heard, by the normal distribution of noise of a fifth of the threshold (Abramowitz and Stegun 26.2.17).
    private static double Detected(double thresholds)
    {
        double x = (thresholds - 1) / 0.2;
        double t = 1 / (1 + 0.2316419 * Math.Abs(x));
        double tail = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI)
            * t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x > 0 ? 1 - tail : tail;
    }

    // pi beta times the pulse folded with the fog before a range: Hahner et al. 2021, equation 12, by a plain sum.
    private static double Response(double visibility, double pulseNs, double fullOverlap, double range)
    {
        double alpha = -Math.Log(0.05) / visibility;
        double pulse = pulseNs * 1e-9 * 299_792_458;
        const int parts = 300;
        double sum = 0;
        for (int i = 0; i < parts; i++)
        {
            double s = (i + 0.5) * pulse / parts;
            double at = range - s / 2;
            if (at > 0.9)
            {
                double spread = Math.Max(at, fullOverlap);
                sum += Math.Pow(Math.Sin(Math.PI * s / pulse), 2) * Math.Exp(-2 * alpha * at) / (spread * spread) * Math.Min(1, (at - 0.9) / 0.1);
            }
        }

        return Math.PI * 0.046 / visibility * sum * pulse / parts / 2;
    }
}
