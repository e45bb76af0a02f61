using SceneForge.Renderers.OpenGL;
using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Support;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Rendering;

/// <summary>What the OpenGL renderer promises beyond the labels that every renderer shares.</summary>
public sealed class OpenGLRendererTests
{
    [OpenGLFact]
    public async Task The_same_shot_gives_the_same_bytes_whatever_was_drawn_before()
    {
        using OpenGLRenderer renderer = Create();
        CameraShot shot = SmallWorld.Shot(SmallWorld.Make());
        Observation first = await renderer.RenderAsync(shot, default);
        await renderer.RenderAsync(SmallWorld.Shot(SmallWorld.Make(), 1_500_000_000), default);
        Observation second = await renderer.RenderAsync(shot, default);
        using OpenGLRenderer other = Create();
        Observation third = await other.RenderAsync(shot, default);

        Assert.Equal(first.Rgb, second.Rgb);
        Assert.Equal(first.Rgb, third.Rgb);
        Assert.Equal(first.Visibility.Instance, third.Visibility.Instance);
        Assert.Equal(first.Visibility.Triangle, third.Visibility.Triangle);
    }

    [OpenGLFact]
    public async Task Rows_run_from_the_top_and_columns_from_the_left()
    {
        using OpenGLRenderer renderer = Create();
        Visibility seen = (await renderer.RenderAsync(SmallWorld.Shot(SmallWorld.Make()), default)).Visibility;

        Assert.Equal(-1, seen.Instance[seen.Width / 2]);
        Assert.Equal(SmallWorld.Floor, seen.Instance[^(seen.Width / 2)]);

        // At time 0 the box stands at y = -1, which is to the right; the ball at y = +1.5, to the left.
        double box = MeanColumn(seen, SmallWorld.Box);
        double ball = MeanColumn(seen, SmallWorld.Ball);
        Assert.InRange(box, seen.Width * 0.5, seen.Width);
        Assert.InRange(ball, 0, seen.Width * 0.5);
    }

    [OpenGLFact]
    public async Task Pictures_queued_at_once_each_show_their_own_time()
    {
        using OpenGLRenderer renderer = Create();
        WorldTimeline world = SmallWorld.Make();
        Task<Observation>[] tasks = new Task<Observation>[12];
        for (int i = 0; i < tasks.Length; i++)
        {
            tasks[i] = renderer.RenderAsync(SmallWorld.Shot(world, i * 150_000_000L), default);
        }

        Observation[] pictures = await Task.WhenAll(tasks);
        for (int i = 1; i < pictures.Length; i++)
        {
            // The box moves to the left: 0.15 m at 6 m and 128 px focal length are 3.2 px.
            double step = MeanColumn(pictures[i - 1].Visibility, SmallWorld.Box) - MeanColumn(pictures[i].Visibility, SmallWorld.Box);
            Assert.InRange(step, 2.2, 4.2);
        }
    }

    [OpenGLFact]
    public async Task The_hidden_object_is_not_seen()
    {
        using OpenGLRenderer renderer = Create();
        WorldTimeline world = SmallWorld.Make();
        Observation with = await renderer.RenderAsync(SmallWorld.Shot(world), default);
        Observation without = await renderer.RenderAsync(SmallWorld.Shot(world, hidden: SmallWorld.Box), default);

        Assert.Contains(SmallWorld.Box, with.Visibility.Instance);
        Assert.DoesNotContain(SmallWorld.Box, without.Visibility.Instance);
    }

    [OpenGLFact]
    public async Task After_a_lost_context_the_pictures_under_way_are_drawn_again()
    {
        WorldTimeline world = SmallWorld.Make();
        using OpenGLRenderer untouched = Create();
        Observation expected = await untouched.RenderAsync(SmallWorld.Shot(world, 300_000_000), default);

        using OpenGLRenderer renderer = Create();
        await renderer.RenderAsync(SmallWorld.Shot(world), default);
        renderer.SimulateLoss();
        Observation[] pictures = await Task.WhenAll(Enumerable.Range(0, 6)
            .Select(_ => renderer.RenderAsync(SmallWorld.Shot(world, 300_000_000), default)));

        Assert.Equal(2, renderer.Contexts);
        Assert.All(pictures, p => Assert.Equal(expected.Rgb, p.Rgb));
    }

    [OpenGLFact]
    public async Task Fragment_and_compute_shading_enter_the_same_code()
    {
        CameraShot shot = SmallWorld.Shot(SmallWorld.Make(), supersampling: 2);
        using OpenGLRenderer fragment = Create(new OpenGLOptions { Shading = ShadingStage.Fragment });
        using OpenGLRenderer compute = Create(new OpenGLOptions { Shading = ShadingStage.Compute });
        byte[] a = (await fragment.RenderAsync(shot, default)).Rgb;
        byte[] b = (await compute.RenderAsync(shot, default)).Rgb;

        // Compilers may order the same arithmetic differently in the two stages, so a step of 8-bit rounding remains,
        // and a shadow comparison at equality may fall either way.
        int apart = a.Zip(b).Count(p => Math.Abs(p.First - p.Second) > 2);
        Assert.InRange(apart, 0, a.Length / 500);
    }

    [OpenGLFact]
    public async Task Edges_lie_where_they_are_between_pixels_too()
    {
        // A board against the sky whose left edge leans by 0.2 rad; f = 250 px, 10 m away.
        Rotation lean = Rotation.Around(Double3.UnitX, 0.2);
        Double3 center = new(10.005, -3, 3);
        WorldTimeline world = TestWorlds.World(new WorldObject(1, "board", TestWorlds.Box("car", new Double3(0.01, 6, 12)),
            Track.Still(new Pose(center, lean))));
        CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4));
        using OpenGLRenderer renderer = Create();
        Observation picture = await renderer.RenderAsync(shot, default);
        Double3 along = lean.Apply(Double3.UnitZ);
        Double3 edge = center + lean.Apply(new Double3(-0.005, 3, 0));
        List<double> errors = [];
        for (int y = 10; y < 80; y++)
        {
            double t = (1.4 - (y + 0.5 - 90) / 25 - edge.Z) / along.Z;
            double expected = 160 - 25 * (edge.Y + t * along.Y);
            double Light(int x) => Math.Pow(picture.Rgb[3 * (320 * y + x) + 1] / 255.0, 2.2);
            int near = (int)expected;
            double outside = Light(near - 6);
            double inside = Light(near + 6);
            double found = near + 7 - Enumerable.Range(near - 6, 13).Sum(x => (Light(x) - outside) / (inside - outside));
            errors.Add(found - expected);
        }

        // A sample every half pixel places an edge within a quarter (0.14 root mean square), a sample a pixel within a half (0.29);
        // the tone curve bends what is mixed by some hundredths.
        Assert.InRange(errors.Max(Math.Abs), 0, 0.3);
        Assert.InRange(Math.Sqrt(errors.Average(e => e * e)), 0, 0.18);
    }

    [OpenGLFact]
    public async Task Triangles_numbered_by_their_vertices_are_the_same_as_by_the_driver()
    {
        CameraShot shot = SmallWorld.Shot(SmallWorld.Make());
        using OpenGLRenderer driver = Create();
        using OpenGLRenderer own = Create(new OpenGLOptions { OwnPrimitiveId = true });
        Visibility a = (await driver.RenderAsync(shot, default)).Visibility;
        Visibility b = (await own.RenderAsync(shot, default)).Visibility;

        Assert.True(a.Triangle.Distinct().Count() > 20);
        Assert.Equal(a.Instance, b.Instance);
        Assert.Equal(a.Triangle, b.Triangle);
    }

    [OpenGLFact]
    public async Task Every_weather_and_light_gives_a_picture_that_is_neither_black_nor_white()
    {
        using OpenGLRenderer renderer = Create();
        Conditions night = SmallWorld.Noon with { LocalTime = SmallWorld.Noon.LocalTime.AddHours(11), StreetLamps = true, HeadLamps = true };
        Conditions[] weathers =
        [
            SmallWorld.Noon,
            SmallWorld.Noon with { CloudCover = 1 },
            SmallWorld.Noon with { LocalTime = SmallWorld.Noon.LocalTime.AddHours(7) },
            SmallWorld.Noon with { Visibility = 80, CloudCover = 1, HeadLamps = true },
            SmallWorld.Noon with { RainRate = 10, Wetness = 1, CloudCover = 1, HeadLamps = true },
            night with { RainRate = 10, Wetness = 1 },
            SmallWorld.Noon with { SnowRate = 2, SnowCover = 1, CloudCover = 1 },
            night with { SnowRate = 2, SnowCover = 0.2 },
        ];
        foreach (Conditions weather in weathers)
        {
            foreach (int supersampling in new[] { 1, 2 })
            {
                byte[] rgb = (await renderer.RenderAsync(SmallWorld.Shot(SmallWorld.Make(weather), supersampling: supersampling), default)).Rgb;
                double mean = rgb.Average(v => (double)v);
                // No lamp of this world burns: at night there is the sky's glow alone.
                Assert.True(mean > (weather.StreetLamps ? 3 : 12) && mean < 240, $"{weather}: mean {mean:f1}");
            }
        }
    }

    [OpenGLFact]
    public async Task The_sun_casts_the_shadow_of_what_the_camera_does_not_see()
    {
        using OpenGLRenderer renderer = Create();
        WorldTimeline world = SmallWorld.Make();
        Observation with = await renderer.RenderAsync(SmallWorld.Shot(world, 1_000_000_000), default);
        Observation hidden = await renderer.RenderAsync(SmallWorld.Shot(world, 1_000_000_000, SmallWorld.Box), default);
        int[] darkFloor = [.. DarkFloor(with)];
        int[] stillDark = [.. DarkFloor(hidden).Intersect(darkFloor)];

        // Where both pictures see the floor, the shadow is the same: the box left its shadow behind.
        Assert.True(darkFloor.Length > 40, $"{darkFloor.Length} pixels in shadow");
        Assert.InRange(stillDark.Length, darkFloor.Length * 0.95, darkFloor.Length);
    }

    [OpenGLFact]
    public async Task A_cancelled_picture_ends_cancelled()
    {
        using OpenGLRenderer renderer = Create();
        using CancellationTokenSource cancel = new();
        WorldTimeline world = SmallWorld.Make();
        Task<Observation>[] tasks = [.. Enumerable.Range(0, 8).Select(_ => renderer.RenderAsync(SmallWorld.Shot(world), cancel.Token))];
        await cancel.CancelAsync();
        foreach (Task<Observation> task in tasks)
        {
            await Task.WhenAny(task);
        }

        // Those drawn before the cancellation are delivered, the others cancelled: none hangs or fails.
        Assert.All(tasks, t => Assert.True(t.IsCompletedSuccessfully || t.IsCanceled));
    }

    [Fact]
    public void A_device_that_does_not_exist_is_refused_with_a_reason()
    {
        Assert.False(OpenGLRenderer.TryCreate(new OpenGLOptions { DeviceIndex = 1000 }, out OpenGLRenderer? none, out string reason));
        Assert.Null(none);
        Assert.NotEmpty(reason);
    }

    private static OpenGLRenderer Create(OpenGLOptions? options = null)
    {
        Assert.True(OpenGLRenderer.TryCreate(options ?? new OpenGLOptions(), out OpenGLRenderer? renderer, out string reason), reason);
        return renderer!;
    }

    /// <summary>Pixels of the floor with less than 0.6 of its median brightness.</summary>
    private static IEnumerable<int> DarkFloor(Observation picture)
    {
        int[] floor = [.. Enumerable.Range(0, picture.Visibility.Instance.Length).Where(i => picture.Visibility.Instance[i] == SmallWorld.Floor)];
        int median = floor.Select(i => (int)picture.Rgb[3 * i + 1]).Order().ElementAt(floor.Length / 2);
        return floor.Where(i => picture.Rgb[3 * i + 1] < median * 0.6);
    }

    private static double MeanColumn(Visibility seen, int instance)
    {
        int[] columns = [.. Enumerable.Range(0, seen.Instance.Length).Where(i => seen.Instance[i] == instance).Select(i => i % seen.Width)];
        Assert.NotEmpty(columns);
        return columns.Average();
    }
}
