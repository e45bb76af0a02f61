using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Support;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Rendering;

public abstract partial class SensorRendererSuite
{
    [SuiteFact]
    public async Task Depth_and_normal_of_boxes_of_any_pose_are_those_of_the_closed_form()
    {
        Double3[] sizes = [new(2, 3, 1.5), new(1, 1, 4), new(4, 0.5, 2), new(30, 40, 30)];
        WorldTimeline world = TestWorlds.World(
            new WorldObject(1, "a", TestWorlds.Box("car", sizes[0]),
                Track.Still(new Pose(new Double3(8, -2, 1), Rotation.FromYawPitchRoll(0.7, 0.3, -0.2)))),
            new WorldObject(2, "b", TestWorlds.Box("pedestrian", sizes[1]),
                Track.Still(new Pose(new Double3(12, 1.5, 1.2), Rotation.FromYawPitchRoll(-1.1, 0.1, 0.4)))),
            new WorldObject(3, "c", TestWorlds.Box("car", sizes[2]), TestWorlds.Moving(Pose.At(20, -4, 2, 0.3), Pose.At(20, 4, 2, 1.3))),
            new WorldObject(1001, "d", TestWorlds.Box("building", sizes[3]), Track.Still(Pose.At(115, 0, 0, 0.4))));
        CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4), timeNs: TestWorlds.Second / 2);
        (Channels channels, Observation observation) = await Resolve(shot);

        int inner = CompareWithTruth(shot, TruthOfBoxes(shot, sizes), channels, observation);
        Assert.InRange(inner, 8_000, 320 * 180);
    }

    [SuiteFact]
    public async Task Range_is_exact_at_a_hundred_metres_for_any_incidence()
    {
        foreach (double yaw in new[] { 0, 0.9, 1.4 })
        {
            Double3[] sizes = [new(0.5, 60, 20)];
            WorldTimeline world = TestWorlds.World(new WorldObject(1, "wall", TestWorlds.Box("building", sizes[0]),
                Track.Still(Pose.At(100.25, 0, 0, yaw))));
            CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4), focal: 900);
            (Channels channels, Observation observation) = await Resolve(shot);
            Assert.InRange(CompareWithTruth(shot, TruthOfBoxes(shot, sizes), channels, observation), 2_000, 320 * 180);
        }
    }

    [SuiteFact]
    public async Task Nothing_is_lost_far_from_the_origin_of_the_world()
    {
        Double3[] sizes = [new(2, 3, 1.5)];
        Double3 far = new(250_000, -480_000, 310);
        WorldTimeline world = TestWorlds.World(new WorldObject(1, "a", TestWorlds.Box("car", sizes[0]),
            Track.Still(new Pose(far + new Double3(8, 0, 0), Rotation.FromYawPitchRoll(0.7, 0.3, -0.2)))));
        CameraShot shot = TestWorlds.Shot(world, new Pose(far, TestWorlds.AlongX));
        (Channels channels, Observation observation) = await Resolve(shot);
        Assert.InRange(CompareWithTruth(shot, TruthOfBoxes(shot, sizes), channels, observation), 5_000, 320 * 180);
    }

    [SuiteFact]
    public async Task A_floor_is_exact_up_to_grazing_rays()
    {
        WorldTimeline world = TestWorlds.World(new WorldObject(1001, "floor", TestWorlds.Floor("road", 500), Track.Still(Pose.Identity)));
        CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4));
        (Channels channels, Observation _) = await Resolve(shot);
        int compared = 0;
        for (int y = 92; y < 180; y++)
        {
            // A ray of z = 1 falls by (y + 0.5 - cy) / fy a metre.
            double depth = 1.4 * 250 / (y + 0.5 - 90);
            for (int x = 0; x < 320; x++)
            {
                Assert.Equal(depth, channels.Depth[y * 320 + x], DepthTolerance * Math.Max(1, depth / 100));
                Assert.Equal(-1, channels.Normal[3 * (y * 320 + x) + 1], 1e-6);
                compared++;
            }
        }

        Assert.Equal(88 * 320, compared);
        Assert.All(channels.Depth.Take(80 * 320), d => Assert.Equal(float.PositiveInfinity, d));
        Assert.All(channels.Segment.Take(80 * 320), s => Assert.Equal(0, s));
    }

    [SuiteFact]
    public async Task A_ball_has_the_depth_of_its_sphere()
    {
        const double Radius = 2;
        const int Rings = 128;
        WorldTimeline world = TestWorlds.World(new WorldObject(1, "ball", TestWorlds.Ball("ball", Radius, 2 * Rings, Rings),
            Track.Still(Pose.At(30, 1, 1))));
        CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4), focal: 1000);
        (Channels channels, Observation _) = await Resolve(shot);

        // Chords of a circle cut at most r (1 - cos(pi / 2 rings)) off, along u and v; a ray that meets the surface at an angle sees it longer.
        double sagitta = 2 * Radius * (1 - Math.Cos(Math.PI / Rings / 2));
        int compared = 0;
        for (int i = 0; i < channels.Depth.Length; i++)
        {
            Double3 direction = shot.WorldFromCamera.ApplyDirection(shot.Camera.Model.Ray(i % 320 + 0.5, i / 320 + 0.5));
            if (Analytic.Sphere(Radius, new Double3(30, 1, 1), shot.WorldFromCamera.Translation, direction) is not { } hit)
            {
                Assert.Equal(0, channels.Instance[i]);
                continue;
            }

            double cosine = -Double3.Dot(hit.Normal, direction.Normalized());
            if (cosine > 0.3)
            {
                Assert.Equal(1, channels.Instance[i]);
                Assert.InRange(channels.Depth[i] - hit.T, -DepthTolerance, sagitta / cosine * 1.2 + DepthTolerance);
                compared++;
            }
        }

        Assert.InRange(compared, 10_000, 16_000);
    }

    [SuiteFact]
    public async Task The_hidden_object_is_not_seen()
    {
        WorldTimeline world = TestWorlds.World(
            new WorldObject(1, "carrier", TestWorlds.Box("car", new Double3(4, 2, 2)), Track.Still(Pose.At(0, 0, 1))),
            new WorldObject(2, "other", TestWorlds.Box("car", new Double3(4, 2, 2)), Track.Still(Pose.At(10, 0, 1))));
        CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4), hidden: 0);
        (Channels channels, Observation _) = await Resolve(shot);
        Assert.DoesNotContain((ushort)1, channels.Instance);
        Assert.Contains((ushort)2, channels.Instance);
    }

    [SuiteFact]
    public async Task The_same_shot_gives_the_same_bytes()
    {
        WorldTimeline world = TestWorlds.Random(77);
        CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4));
        Observation first = await Render(shot);
        Observation second = await Render(shot);
        Assert.Equal(first.Visibility.Instance, second.Visibility.Instance);
        Assert.Equal(first.Visibility.Triangle, second.Visibility.Triangle);
        Assert.Equal(first.Rgb, second.Rgb);
    }

    /// <summary>Wrong ids only within a pixel of an edge of the truth; depth and normal exact wherever the face is the right one.</summary>
    private static int CompareWithTruth(CameraShot shot, Truth[] truth, Channels channels, Observation observation)
    {
        int width = channels.Width;
        int[] ids = [.. truth.Select(t => t.Object)];
        Pose cameraFromWorld = shot.WorldFromCamera.Inverse();
        int inner = 0;
        for (int i = 0; i < truth.Length; i++)
        {
            int seen = observation.Visibility.Instance[i] < 0 ? -1 : shot.Timeline.Instances[observation.Visibility.Instance[i]].Object;
            if (!PictureMap.IsInner(ids, width, channels.Height, i % width, i / width))
            {
                continue;
            }

            Assert.Equal(truth[i].Object, seen);
            if (seen < 0)
            {
                continue;
            }

            inner++;
            Assert.Equal(truth[i].Depth, channels.Depth[i], DepthTolerance);
            Double3 normal = cameraFromWorld.ApplyDirection(truth[i].Normal);
            Double3 found = new(channels.Normal[3 * i], channels.Normal[3 * i + 1], channels.Normal[3 * i + 2]);
            // A pixel on an edge between two faces may show either; depth above holds for both.
            bool onFaceEdge = Neighbours(truth, i, width).Any(n => (n.Normal - truth[i].Normal).LengthSquared > 1e-12);
            Assert.True(onFaceEdge || (normal - found).Length < 1e-5, $"Normal {found} at pixel {i} instead of {normal}.");
        }

        return inner;
    }

    private static IEnumerable<Truth> Neighbours(Truth[] truth, int i, int width) =>
        new[] { -width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1 }.Select(o => truth[i + o]);
}
