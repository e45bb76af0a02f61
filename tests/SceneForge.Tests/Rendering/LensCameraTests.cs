using System.Collections.Immutable;
using SceneForge.Renderers.RayTracing;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Support;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Rendering;

/// <summary>What ray cameras show through lenses, against closed-form truth.</summary>
public sealed class LensCameraTests
{
    private const double RangeTolerance = 1e-4;

    public static TheoryData<string> Lenses => ["fisheye", "barrel"];

    [Theory]
    [MemberData(nameof(Lenses))]
    public async Task Boxes_all_around_have_their_ids_ranges_and_normals(string lens)
    {
        Double3[] sizes = [new(2, 3, 1.5), new(1, 1, 4), new(4, 0.5, 2), new(30, 40, 30), new(2, 2, 2), new(60, 60, 1)];
        WorldTimeline world = TestWorlds.World(
            new WorldObject(1, "ahead", TestWorlds.Box("car", sizes[0]),
                Track.Still(new Pose(new Double3(8, -2, 1), Rotation.FromYawPitchRoll(0.7, 0.3, -0.2)))),
            new WorldObject(2, "left", TestWorlds.Box("pedestrian", sizes[1]),
                Track.Still(new Pose(new Double3(1, 6, 1.2), Rotation.FromYawPitchRoll(-1.1, 0.1, 0.4)))),
            new WorldObject(3, "above", TestWorlds.Box("car", sizes[2]), Track.Still(Pose.At(3, 0, 7, 0.3))),
            new WorldObject(1001, "far", TestWorlds.Box("building", sizes[3]), Track.Still(Pose.At(115, 0, 0, 0.4))),
            new WorldObject(4, "beside", TestWorlds.Box("car", sizes[4]), Track.Still(Pose.At(-0.6, -5, 1.2, 0.2))),
            new WorldObject(1002, "floor", TestWorlds.Box("road", sizes[5]), Track.Still(Pose.At(0, 0, -0.5))));
        CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4)).Through(Model(lens));
        (Channels channels, Observation observation) = await BentCameras.Resolve(shot);
        CameraModel model = shot.Camera.Model;
        (int Object, double T, Double3 Normal)[] truth = [.. Enumerable.Range(0, model.Width * model.Height).Select(i => Truth(shot, sizes, i))];
        int[] ids = [.. truth.Select(t => t.Object)];
        Pose cameraFromWorld = shot.WorldFromCamera.Inverse();
        int compared = 0;
        int behind = 0;
        HashSet<int> shown = [];
        for (int i = 0; i < truth.Length; i++)
        {
            if (!PictureMap.IsInner(ids, model.Width, model.Height, i % model.Width, i / model.Width))
            {
                continue;
            }

            int seen = observation.Visibility.Instance[i] < 0 ? -1 : world.Instances[observation.Visibility.Instance[i]].Object;
            Assert.Equal(truth[i].Object, seen);
            Double3 direction = model.Ray(i % model.Width + 0.5, i / model.Width + 0.5);
            if (seen < 0)
            {
                Assert.Equal(float.PositiveInfinity, channels.Depth[i]);
                continue;
            }

            // Depth is z, of either sign beyond 90 degrees.
            Assert.Equal(truth[i].T * direction.Z, channels.Depth[i], RangeTolerance);
            Double3 found = new(channels.Normal[3 * i], channels.Normal[3 * i + 1], channels.Normal[3 * i + 2]);
            bool sameFace = (cameraFromWorld.ApplyDirection(truth[i].Normal) - found).Length < 1e-5;
            Assert.True(sameFace || OnFaceEdge(truth, i, model.Width), $"Normal {found} at pixel {i}.");
            shown.Add(seen);
            behind += channels.Depth[i] < 0 ? 1 : 0;
            compared++;
        }

        Assert.InRange(compared, 20_000, truth.Length);
        Assert.InRange(shown.Count, lens == "fisheye" ? 6 : 3, 6);
        Assert.InRange(behind, lens == "fisheye" ? 300 : 0, lens == "fisheye" ? 10_000 : 0);
    }

    [Theory]
    [MemberData(nameof(Lenses))]
    public async Task A_ball_shows_the_pixels_whose_rays_meet_the_sphere(string lens)
    {
        const double Radius = 2;
        foreach (Double3 center in new Double3[] { new(9, 1, 1), new(3, 5, 3), new(60, -30, 2) })
        {
            WorldTimeline world = TestWorlds.World(new WorldObject(1, "ball", TestWorlds.Ball("ball", Radius, 256, 128),
                Track.Still(Pose.At(center.X, center.Y, center.Z))));
            CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4)).Through(Model(lens));
            (Channels channels, Observation _) = await BentCameras.Resolve(shot);
            CameraModel model = shot.Camera.Model;
            int[] ids = [.. Enumerable.Range(0, model.Width * model.Height).Select(i => Sphere(shot, i) is null ? 0 : 1)];
            for (int i = 0; i < ids.Length; i++)
            {
                // The mesh lies at most 0.6 mm within the sphere, far less than a pixel.
                if (PictureMap.IsInner(ids, model.Width, model.Height, i % model.Width, i / model.Width))
                {
                    Assert.Equal(ids[i], channels.Instance[i]);
                }
            }

            Assert.InRange(ids.Sum(), 5, 20_000);
            (double T, Double3 Normal)? Sphere(CameraShot s, int i)
            {
                Double3 direction = s.Camera.Model.Ray(i % model.Width + 0.5, i / model.Width + 0.5);
                return double.IsNaN(direction.Z)
                    ? null
                    : Analytic.Sphere(Radius, center, s.WorldFromCamera.Translation, s.WorldFromCamera.ApplyDirection(direction));
            }
        }
    }

    [Fact]
    public async Task Range_is_exact_at_a_hundred_metres()
    {
        Double3[] sizes = [new(0.5, 400, 300)];
        WorldTimeline world = TestWorlds.World(new WorldObject(1, "wall", TestWorlds.Box("building", sizes[0]), Track.Still(Pose.At(100.25, 0, 0))));
        CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4)).Through(BentCameras.Fisheye);
        (Channels channels, Observation observation) = await BentCameras.Resolve(shot);
        int compared = 0;
        for (int i = 0; i < channels.Depth.Length; i++)
        {
            if (observation.Visibility.Instance[i] >= 0)
            {
                // The front face stands square to the axis at 100 m.
                Assert.Equal(100, channels.Depth[i], RangeTolerance);
                compared++;
            }
        }

        Assert.InRange(compared, 20_000, 80_000);
    }

    [Theory]
    [MemberData(nameof(Lenses))]
    public async Task Flow_is_that_of_the_formula(string lens)
    {
        Double3[] sizes = [new(2, 3, 1.5), new(40, 60, 0.5)];
        WorldTimeline world = TestWorlds.World(
            new WorldObject(1, "driving", TestWorlds.Box("car", sizes[0]), TestWorlds.Moving(Pose.At(6, -3, 0.75), Pose.At(6, 3, 0.75))),
            new WorldObject(1001, "floor", TestWorlds.Box("road", sizes[1]), Track.Still(Pose.At(5, 0, -0.25))));
        CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4), timeNs: TestWorlds.Second / 4).Through(Model(lens));
        CameraShot next = shot with { WorldFromCamera = new Pose(new Double3(0.8, 0.1, 1.38),
            Rotation.Around(Double3.UnitZ, 0.05) * TestWorlds.AlongX), TimeNs = TestWorlds.Second / 2 };
        (Channels channels, Observation observation) = await BentCameras.Resolve(shot, next);
        CameraModel model = shot.Camera.Model;
        int[] compared = new int[2];
        for (int i = 0; i < channels.Depth.Length; i++)
        {
            (int item, double t, _) = Truth(shot, sizes, i);
            if (item < 0 || observation.Visibility.Instance[i] != item)
            {
                continue;
            }

            double u = i % model.Width + 0.5;
            double v = i / model.Width + 0.5;
            Double3 point = shot.WorldFromCamera.Apply(model.Ray(u, v) * t);
            Double3 moved = item == 0 ? point + new Double3(0, 1.5, 0) : point;
            bool seen = model.TryProject(next.WorldFromCamera.Inverse().Apply(moved), out double nextU, out double nextV);
            Assert.Equal(!seen, float.IsNaN(channels.Flow[2 * i]));
            if (seen)
            {
                // Single precision of a difference of up to a hundred pixels.
                Assert.Equal(nextU - u, channels.Flow[2 * i], 1e-4);
                Assert.Equal(nextV - v, channels.Flow[2 * i + 1], 1e-4);
                compared[item]++;
            }
        }

        Assert.All(compared, c => Assert.InRange(c, 400, 80_000));
    }

    [Theory]
    [MemberData(nameof(Lenses))]
    public async Task Labels_count_the_pixels_of_the_object_alone(string lens)
    {
        WorldTimeline world = TestWorlds.Random(31, 12);
        CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(4, 0, 1.4)).Through(Model(lens));
        (Channels channels, Observation _) = await BentCameras.Resolve(shot);
        CameraModel model = shot.Camera.Model;
        ImmutableArray<ObjectLabel> labels = FrameLabeler.Label(shot, channels, new RayCaster());
        IRayScene scene = new RayCaster().Build(world.At(0), shot.WorldFromCamera.Translation, -1);
        PixelRays rays = new(model, shot.WorldFromCamera.Rotation);

        // All of the canvas, without any shortcut.
        Ray[] canvas = [.. Enumerable.Range(0, 9 * model.Width * model.Height)
            .Select(p => rays.Through(p % (3 * model.Width) - model.Width + 0.5, p / (3 * model.Width) - model.Height + 0.5))];
        int checkedObjects = 0;
        int truncated = 0;
        for (int i = 0; i < world.Objects.Length; i++)
        {
            RayHit[] hits = new RayHit[canvas.Length];
            scene.CastObject(i, canvas, hits);
            bool InImage(int p) => p % (3 * model.Width) / model.Width == 1 && p / (3 * model.Width) / model.Height == 1;
            int total = hits.Count(h => h.IsHit);
            int inside = Enumerable.Range(0, hits.Length).Count(p => hits[p].IsHit && InImage(p));
            ObjectLabel? label = labels.FirstOrDefault(l => l.ObjectId == world.Objects[i].Id);
            bool thing = world.Taxonomy[world.Objects[i].Model.Class].IsThing;
            Assert.Equal(thing && inside > 0, label is not null);
            if (label is null)
            {
                continue;
            }

            Assert.Equal(inside, label.AmodalPixels);
            Assert.Equal(channels.Instance.Count(id => id == label.ObjectId), label.VisiblePixels);
            Assert.Equal(1 - (double)label.VisiblePixels / inside, label.Occlusion, 1e-12);
            Assert.Equal(1 - (double)inside / total, label.Truncation, 1e-12);
            checkedObjects++;
            truncated += label.Truncation > 0 ? 1 : 0;
        }

        Assert.InRange(checkedObjects, 4, 12);
        Assert.InRange(truncated, lens == "fisheye" ? 0 : 1, 12);
    }

    [Fact]
    public async Task What_the_lens_does_not_see_is_black_and_void()
    {
        WorldTimeline world = TestWorlds.World(new WorldObject(1001, "floor", TestWorlds.Floor("road", 50), Track.Still(Pose.Identity)));
        CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4)).Through(BentCameras.Fisheye);
        (Channels channels, Observation observation) = await BentCameras.Resolve(shot);
        int dark = 0;
        for (int i = 0; i < channels.Depth.Length; i++)
        {
            if (double.IsNaN(shot.Camera.Model.Ray(i % 320 + 0.5, i / 320 + 0.5).Z))
            {
                Assert.Equal((-1, 0, 0, 0), (observation.Visibility.Instance[i], observation.Rgb[3 * i], observation.Rgb[3 * i + 1],
                    observation.Rgb[3 * i + 2]));
                Assert.Equal(0, channels.Segment[i]);
                dark++;
            }
        }

        // The corners of a square around its circle.
        Assert.InRange(dark, 320 * 320 * 0.21, 320 * 320 * 0.35);
    }

    private static CameraModel Model(string lens) => lens == "fisheye" ? BentCameras.Fisheye : BentCameras.Barrel;

    private static bool OnFaceEdge((int Object, double T, Double3 Normal)[] truth, int i, int width) =>
        new[] { -width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1 }.Any(o =>
            (truth[i + o].Normal - truth[i].Normal).LengthSquared > 1e-12);

    private static (int Object, double T, Double3 Normal) Truth(CameraShot shot, Double3[] boxes, int pixel)
    {
        CameraModel model = shot.Camera.Model;
        WorldSnapshot snapshot = shot.Timeline.At(shot.TimeNs);
        Double3 ray = shot.WorldFromCamera.ApplyDirection(model.Ray(pixel % model.Width + 0.5, pixel / model.Width + 0.5));
        return Analytic.NearestBox(boxes, o => snapshot.States[o].WorldFromObject, shot.WorldFromCamera.Translation, ray);
    }
}
