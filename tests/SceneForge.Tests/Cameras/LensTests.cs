using SceneForge.Sensors.Cameras;
using SceneForge.Base.Geometry;
using Xunit;

namespace SceneForge.Tests.Cameras;

public sealed class LensTests
{
    // The inverse is iterated until its steps reach the last digits of a unit plane, 1e-15; times a focal length of some hundreds.
    private const double RoundTrip = 1e-9;

    private static readonly Dictionary<string, CameraModel> Models = new()
    {
        ["pinhole"] = new CameraModel(640, 480, 400, 410, 321, 239),
        ["barrel"] = new CameraModel(640, 480, 400, 410, 321, 239) { Lens = new BrownConradyLens(-0.28, 0.07, 0.0012, -0.0008, -0.007) },
        ["pincushion"] = new CameraModel(640, 480, 400, 410, 321, 239) { Lens = new BrownConradyLens(0.12, 0.03, -0.002, 0.001, 0.01) },
        ["rational"] = new CameraModel(640, 480, 260, 262, 318, 243) { Lens = new BrownConradyLens(8.2, 5.1, 0.0002, -0.0001, 0.25, 8.6, 7.4, 1.2) },
        ["fisheye"] = new CameraModel(640, 480, 150, 151, 322, 238) { Lens = new KannalaBrandtLens(-0.012, 0.003, -0.002, 0.0002) },
        ["equidistant"] = new CameraModel(640, 480, 120, 120, 320, 240) { Lens = new KannalaBrandtLens(0, 0, 0, 0) },
    };

    public static TheoryData<string> Names => [.. Models.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_pixel_lies_where_its_ray_is_projected(string name)
    {
        CameraModel model = Models[name];
        int seen = 0;
        for (double v = 0; v <= model.Height; v += 4)
        {
            for (double u = 0; u <= model.Width; u += 4)
            {
                Double3 ray = model.Ray(u, v);
                if (double.IsNaN(ray.Z))
                {
                    continue;
                }

                Assert.Equal(1, model.RaysHaveUnitDepth ? ray.Z : ray.Length, 1e-14);
                Assert.True(model.TryProject(ray * 7, out double backU, out double backV));
                Assert.Equal(u, backU, RoundTrip);
                Assert.Equal(v, backV, RoundTrip);
                seen++;
            }
        }

        // Only the widest lens has corners beyond what it sees: 400 px / 120 px/rad is more than half a turn.
        Assert.InRange(seen, name == "equidistant" ? 19_000 : 161 * 121, 161 * 121);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_direction_comes_back_from_its_pixel(string name)
    {
        CameraModel model = Models[name];
        int seen = 0;
        // Towards the place where a lens folds its slope falls to nothing, and digits with it.
        double end = 0.9 * (model.Lens?.MaxAngle ?? Math.PI / 2);
        for (double angle = 0.01; angle < end; angle += 0.05)
        {
            for (double turn = 0; turn < 2 * Math.PI; turn += 0.3)
            {
                Double3 direction = new(Math.Sin(angle) * Math.Cos(turn), Math.Sin(angle) * Math.Sin(turn), Math.Cos(angle));
                if (!model.TryProject(direction * 3, out double u, out double v))
                {
                    continue;
                }

                Assert.Equal(0, (model.Ray(u, v).Normalized() - direction).Length, 1e-11);
                seen++;
            }
        }

        Assert.InRange(seen, 300, 63 * 21);
    }

    [Fact]
    public void Brown_and_Conrady_bend_as_their_formula_says()
    {
        // x = 0.5, y = -0.25, s = 0.3125; worked out term by term.
        const double s = 0.3125;
        const double gain = (1 + -0.28 * s + 0.07 * s * s + -0.007 * s * s * s) / (1 + 0.02 * s + 0.01 * s * s + 0.003 * s * s * s);
        BrownConradyLens lens = new(-0.28, 0.07, 0.0012, -0.0008, -0.007, 0.02, 0.01, 0.003);
        Assert.True(lens.TryProject(new Double3(1, -0.5, 2), out double x, out double y));
        Assert.Equal(0.5 * gain + 2 * 0.0012 * 0.5 * -0.25 + -0.0008 * (s + 2 * 0.25), x, 1e-15);
        Assert.Equal(-0.25 * gain + 0.0012 * (s + 2 * 0.0625) + 2 * -0.0008 * 0.5 * -0.25, y, 1e-15);
        Assert.Equal(0.4554246585, x, 1e-3);
    }

    [Fact]
    public void Kannala_and_Brandt_bend_as_their_formula_says()
    {
        KannalaBrandtLens lens = new(-0.012, 0.003, -0.002, 0.0002);
        foreach (double angle in new[] { 0.3, 1.0, Math.PI / 2, 1.9 })
        {
            double t2 = angle * angle;
            double radius = angle * (1 - 0.012 * t2 + 0.003 * t2 * t2 - 0.002 * t2 * t2 * t2 + 0.0002 * t2 * t2 * t2 * t2);
            Double3 point = new(Math.Sin(angle) * 0.6, Math.Sin(angle) * 0.8, Math.Cos(angle));
            Assert.True(lens.TryProject(point * 5, out double x, out double y));
            Assert.Equal(0.6 * radius, x, 1e-14);
            Assert.Equal(0.8 * radius, y, 1e-14);
        }
    }

    [Fact]
    public void A_lens_sees_nothing_beyond_the_angle_at_which_it_would_fold_the_image()
    {
        // r (1 - 0.3 r^2) turns back where 1 - 0.9 r^2 = 0.
        BrownConradyLens barrel = new(-0.3, 0, 0, 0, 0);
        double fold = Math.Sqrt(1 / 0.9);
        Assert.Equal(Math.Atan(fold), barrel.MaxAngle, 1e-12);
        Assert.True(barrel.TryProject(new Double3(0.999 * fold, 0, 1), out double most, out _));
        Assert.False(barrel.TryProject(new Double3(1.001 * fold, 0, 1), out _, out _));
        Assert.True(barrel.TryRay(most, 0, out Double3 ray));
        Assert.Equal(0.999 * fold, ray.X, 1e-9);
        Assert.False(barrel.TryRay(fold * (1 - 0.3 * fold * fold) + 1e-6, 0, out _));

        // t (1 - t^2 / 27) turns back at t = 3.
        Assert.Equal(3, new KannalaBrandtLens(-1.0 / 27, 0, 0, 0).MaxAngle, 1e-9);
        Assert.Equal(Math.PI, new KannalaBrandtLens(0, 0, 0, 0).MaxAngle);
        Assert.Equal(1.5, new KannalaBrandtLens(0, 0, 0, 0, 1.5).MaxAngle);
    }

    [Fact]
    public void Points_behind_and_too_near_are_not_seen()
    {
        BrownConradyLens brown = new(-0.1, 0, 0, 0, 0);
        KannalaBrandtLens fisheye = new(0, 0, 0, 0, 1.7);
        Assert.False(brown.TryProject(new Double3(0, 0, -1), out _, out _));
        Assert.False(brown.TryProject(new Double3(0, 0, 0.04), out _, out _));
        Assert.False(fisheye.TryProject(new Double3(0, 0, -1), out _, out _));
        Assert.False(fisheye.TryProject(new Double3(0.03, 0, 0.03), out _, out _));
        Assert.True(fisheye.TryProject(new Double3(1, 0, -0.1), out _, out _));
        Assert.False(fisheye.TryProject(new Double3(1, 0, -0.2), out _, out _));
    }

    [Fact]
    public void Rows_of_a_rolling_shutter_are_spread_evenly_around_the_frames_time()
    {
        Shutter shutter = new(20_000);
        Assert.Equal(-7_190_000, shutter.OffsetNs(0, 720));
        Assert.Equal(7_190_000, shutter.OffsetNs(719, 720));
        Assert.Equal(0, shutter.OffsetNs(360, 721));
        Assert.False(default(Shutter).IsRolling);
        Assert.Equal(0, default(Shutter).OffsetNs(719, 720));
    }
}
