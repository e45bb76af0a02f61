using SceneForge.Renderers.RayTracing;
using SceneForge.Renderers.RayTracing.Camera;
using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Support;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Rendering;

/// <summary>What the ray camera's RGB must show; brightness is the mean of the three bytes.</summary>
public sealed class RayCameraPictureTests
{
    private static readonly Pose Above = new(new Double3(0, 0, 30), Rotation.FromAxes(-Double3.UnitY, -Double3.UnitX, -Double3.UnitZ));

    private static Conditions Night => TestWorlds.Noon with { LocalTime = new(2026, 6, 21, 23, 45, 0, TimeSpan.FromHours(2)) };

    [Fact]
    public async Task The_sun_casts_the_shadow_of_a_box_even_where_the_box_is_hidden()
    {
        WorldTimeline world = World(TestWorlds.Noon, new WorldObject(1, "box", TestWorlds.Box("car", new Double3(6, 6, 6)),
            Track.Still(Pose.At(0, 0, 6))));
        byte[] with = await Picture(world, hidden: 0);
        byte[] without = await Picture(World(TestWorlds.Noon), hidden: -1);
        int darker = Enumerable.Range(0, 160 * 90).Count(i => Brightness(with, i) < 0.6 * Brightness(without, i));
        // The box covers 36 m2 of ground seen from 30 m at 120 px: 24 x 24 px; the low part of the sky still lights its shadow.
        Assert.InRange(darker, 300, 2_500);
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(Brightness(without, i), Brightness(with, i), 2.0));
    }

    [Fact]
    public async Task Fog_takes_on_one_luminance_far_away()
    {
        Conditions fog = TestWorlds.Noon with { Visibility = 15 };
        byte[] rgb = await Picture(World(fog, new WorldObject(1, "box", TestWorlds.Box("car", new Double3(6, 6, 6)), Track.Still(Pose.At(0, 0, 3)))),
            hidden: -1);
        double[] brightness = [.. Enumerable.Range(0, 160 * 90).Select(i => Brightness(rgb, i))];
        // At 24 to 36 m, 1.6 ranges and more, less than 1% of the contrast is left (0.05^1.6).
        Assert.InRange(brightness.Max() - brightness.Min(), 0, 6);
        Assert.InRange(brightness.Average(), 60, 250);
    }

    [Fact]
    public async Task Snow_on_the_ground_is_as_bright_as_its_reflectance_says()
    {
        byte[] bare = await Picture(World(TestWorlds.Noon), hidden: -1, exposure: 17);
        byte[] snowy = await Picture(World(TestWorlds.Noon with { SnowCover = 1 }), hidden: -1, exposure: 17);
        double grey = Enumerable.Range(0, 160 * 90).Average(i => Brightness(bare, i));
        double white = Enumerable.Range(0, 160 * 90).Average(i => Brightness(snowy, i));
        // Reflectances of 0.87 and 0.4 (the tests' grey), a little more than an f-stop apart: the tone curve makes that 40 to 80 of 255 in the
        // middle of its range.
        Assert.InRange(grey, 40, 140);
        Assert.InRange(white - grey, 35, 100);
    }

    [Fact]
    public async Task Flakes_before_a_dark_ground_show_as_their_number_says()
    {
        Conditions dark = Night with { CloudCover = 1 };
        byte[] without = await Picture(World(dark), hidden: -1, exposure: -3);
        byte[] with = await Picture(World(dark with { SnowRate = 3 }), hidden: -1, exposure: -3);
        int brighter = Enumerable.Range(0, 160 * 90).Count(i => Brightness(with, i) > Brightness(without, i) + 4);
        Assert.InRange(brighter, 150, 160 * 90);
        Assert.NotEqual(with, await Picture(World(dark with { SnowRate = 1 }), hidden: -1, exposure: -3));
    }

    [Fact]
    public async Task A_street_lamp_lights_the_ground_below_it_only_when_it_burns()
    {
        Model lamp = TestWorlds.Box("pole", new Double3(0.2, 0.2, 0.2)) with
        {
            Lamps = [new Lamp(LampChannel.StreetLamp, 0, Double3.Zero, -Double3.UnitZ, new(3000, 2800, 2400), 0.6, 1.2)],
        };
        WorldObject item = new(1, "lamp", lamp, Track.Still(Pose.At(0, 0, 8)));
        byte[] dark = await Picture(World(Night, item), hidden: -1, exposure: 3);
        byte[] lit = await Picture(World(Night with { StreetLamps = true }, item), hidden: -1, exposure: 3);
        int beside = 45 * 160 + 90;
        Assert.InRange(Brightness(dark, beside), 0, 30);
        Assert.InRange(Brightness(lit, beside), 100, 255);
    }

    [Fact]
    public async Task Supersampling_blends_along_edges_and_leaves_the_visibility_as_it_is()
    {
        WorldTimeline world = World(TestWorlds.Noon, new WorldObject(1, "box", TestWorlds.Box("car", new Double3(6, 6, 6)),
            Track.Still(Pose.At(0, 0, 3, 0.3))));
        // Against the sky, so that the box's outline stands out.
        Pose aside = new(new Double3(-20, 0, 1.4), Rotation.Around(Double3.UnitX, 0.2) * TestWorlds.AlongX);
        Observation plain = await Take(Shot(world, -1, null, 1) with { WorldFromCamera = aside });
        Observation fine = await Take(Shot(world, -1, null, 2) with { WorldFromCamera = aside });
        Assert.Equal(plain.Visibility.Instance, fine.Visibility.Instance);
        Assert.Equal(plain.Visibility.Triangle, fine.Visibility.Triangle);
        int changed = Enumerable.Range(0, 160 * 90).Count(i => Math.Abs(Brightness(plain.Rgb, i) - Brightness(fine.Rgb, i)) > 4);
        Assert.InRange(changed, 20, 600);
    }

    private static WorldTimeline World(Conditions conditions, params WorldObject[] objects) =>
        new(TestWorlds.Taxonomy, conditions, [.. objects, new WorldObject(1001, "floor", TestWorlds.Floor("road", 200), Track.Still(Pose.Identity))],
            TestWorlds.Second, System.Collections.Immutable.ImmutableSortedDictionary<string, long>.Empty);

    private static CameraShot Shot(WorldTimeline world, int hidden, double? exposure, int supersampling)
    {
        CameraShot shot = TestWorlds.Shot(world, Above, 160, 90, 120, hidden: hidden);
        return shot with { Camera = shot.Camera with { ExposureValue = exposure, Supersampling = supersampling } };
    }

    private static async Task<byte[]> Picture(WorldTimeline world, int hidden, double? exposure = null) =>
        (await Take(Shot(world, hidden, exposure, 1))).Rgb;

    private static async Task<Observation> Take(CameraShot shot)
    {
        using RayCamera camera = new(new RayCaster(), jobs: 2);
        return await camera.RenderAsync(shot, default);
    }

    private static double Brightness(byte[] rgb, int pixel) => (rgb[3 * pixel] + rgb[3 * pixel + 1] + rgb[3 * pixel + 2]) / 3.0;
}
