using System.Collections.Immutable;
using SceneForge.Renderers.RayTracing;
using SceneForge.Renderers.RayTracing.Reference;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Support;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Rendering;

/// <summary>What rolling shutters show of a world and a camera that move, in closed form.</summary>
public sealed class RollingShutterTests
{
    private const int Width = 320;
    private const int Height = 180;
    private const double Focal = 250;
    private const long RowTimeNs = 100_000;
    private const long FrameNs = TestWorlds.Second / 2;

    private static readonly CameraModel Model = new(Width, Height, Focal, Focal, Width / 2.0, Height / 2.0);

    [Fact]
    public async Task A_pole_that_drives_by_leans_by_speed_times_readout()
    {
        // 20 m/s to the left, 10 m away: from the first row to the last it moves 20 m/s x 17.9 ms x 250 px / 10 m = 8.95 px.
        const double Speed = 20;
        const double Distance = 10;
        WorldTimeline world = TestWorlds.World(new WorldObject(1, "pole", TestWorlds.Box("pole", new Double3(0.2, 0.3, 40)),
            TestWorlds.Moving(Pose.At(Distance + 0.1, -Speed / 2, 0), Pose.At(Distance + 0.1, Speed / 2, 0))));
        CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4), timeNs: FrameNs).Rolling(RowTimeNs);
        (Channels channels, Observation observation) = await BentCameras.Resolve(shot);
        double first = 0;
        double last = 0;
        for (int y = 0; y < Height; y++)
        {
            int[] pixels = [.. Enumerable.Range(0, Width).Where(x => observation.Visibility.Instance[y * Width + x] >= 0)];
            double seconds = (y - (Height - 1) / 2.0) * RowTimeNs / 1e9;
            double expected = Width / 2.0 - Speed * seconds * Focal / Distance;

            // The pole is 7.5 px wide: its first and last pixel centres tell its middle to half a pixel.
            double middle = (pixels[0] + pixels[^1] + 1) / 2.0;
            Assert.Equal(expected, middle, 0.51);
            Assert.InRange(pixels.Length, 7, 8);
            Assert.All(pixels, x => Assert.Equal(Distance, channels.Depth[y * Width + x], 1e-4));
            (first, last) = y == 0 ? (middle, middle) : (first, middle);
        }

        Assert.Equal(Speed * (Height - 1) * RowTimeNs / 1e9 * Focal / Distance, first - last, 1.0);
    }

    [Fact]
    public async Task Every_pixel_sees_its_own_rows_instant_of_a_world_and_a_camera_that_move_and_turn()
    {
        Double3[] sizes = [new(4, 2, 1.5), new(2, 3, 1.5), new(1, 1, 4), new(60, 80, 0.5)];
        WorldTimeline world = Turning(sizes);
        CameraShot shot = BentCameras.Riding(world, Mount, Model, RowTimeNs, FrameNs);
        (Channels channels, Observation observation) = await BentCameras.Resolve(shot);
        (int Object, double Depth, Double3 Normal)[] truth = [.. Enumerable.Range(0, Width * Height).Select(i => Truth(shot, sizes, i))];
        int[] ids = [.. truth.Select(t => t.Object)];
        int[] compared = new int[sizes.Length];
        for (int i = 0; i < truth.Length; i++)
        {
            if (!PictureMap.IsInner(ids, Width, Height, i % Width, i / Width))
            {
                continue;
            }

            int seen = observation.Visibility.Instance[i] < 0 ? -1 : world.Instances[observation.Visibility.Instance[i]].Object;
            Assert.Equal(truth[i].Object, seen);
            if (seen >= 0)
            {
                Assert.Equal(truth[i].Depth, channels.Depth[i], 1e-4 * Math.Max(1, truth[i].Depth / 100));
                compared[seen]++;
            }
        }

        Assert.Equal(0, compared[0]);
        Assert.All(compared.Skip(1), c => Assert.InRange(c, 500, 40_000));
    }

    [Fact]
    public async Task Flow_leads_to_the_row_that_meets_the_point()
    {
        Double3[] sizes = [new(4, 2, 1.5), new(2, 3, 1.5), new(1, 1, 4), new(60, 80, 0.5)];
        WorldTimeline world = Turning(sizes);
        CameraShot shot = BentCameras.Riding(world, Mount, Model, RowTimeNs, FrameNs);
        CameraShot next = BentCameras.Riding(world, Mount, Model, RowTimeNs, FrameNs + 50_000_000);
        (Channels channels, Observation observation) = await BentCameras.Resolve(shot, next);
        int[] compared = new int[sizes.Length];
        for (int i = 0; i < channels.Depth.Length; i += 3)
        {
            (int item, double depth, _) = Truth(shot, sizes, i);
            int seen = observation.Visibility.Instance[i] < 0 ? -1 : world.Instances[observation.Visibility.Instance[i]].Object;
            if (item < 0 || seen != item || Math.Abs(depth - channels.Depth[i]) > 1e-3)
            {
                continue;
            }

            double u = i % Width + 0.5;
            double v = i / Width + 0.5;
            long now = RowNs(shot, i / Width);
            Double3 inObject = world.Objects[item].Track.At(now).WorldFromObject.Inverse()
                .Apply(shot.WorldFromCameraAt(now).Apply(Model.Ray(u, v) * depth));

            // Where the flow leads, the row's instant must show the point: no other statement is needed.
            double flowV = v + channels.Flow[2 * i + 1];
            double rows = Math.Clamp(flowV - 0.5, 0, Height - 1);
            long then = RowNs(next, 0) + (long)Math.Round(rows * RowTimeNs);
            Double3 inNext = next.WorldFromCameraAt(then).Inverse().Apply(world.Objects[item].Track.At(then).WorldFromObject.Apply(inObject));
            (double nextU, double nextV) = Model.Project(inNext);

            // Single precision of the flow, and a nanosecond's motion of a point at some thousand pixels a second.
            Assert.Equal(nextU - u, channels.Flow[2 * i], 2e-4);
            Assert.Equal(nextV - v, channels.Flow[2 * i + 1], 2e-4);
            compared[item]++;
        }

        Assert.All(compared.Skip(1), c => Assert.InRange(c, 150, 20_000));
    }

    [Fact]
    public async Task A_yawing_camera_shears_what_stands_still_by_its_turn_in_the_readout()
    {
        // 1 rad/s over 17.9 ms: straight ahead, an upright edge moves by 250 px x 0.0179 rad = 4.5 px from top to bottom.
        WorldTimeline world = TestWorlds.World(
            new WorldObject(1, "carrier", TestWorlds.Box("car", new Double3(4, 2, 1.5)),
                TestWorlds.Moving(Pose.At(0, 0, 0, -0.5), Pose.At(0, 0, 0, 0.5))),
            new WorldObject(2, "post", TestWorlds.Box("pole", new Double3(0.2, 0.5, 80)), Track.Still(Pose.At(20, 0, 0))));
        CameraShot shot = BentCameras.Riding(world, new Pose(new Double3(0, 0, 1.4), TestWorlds.AlongX), Model, RowTimeNs, FrameNs);
        (_, Observation observation) = await BentCameras.Resolve(shot);
        for (int y = 0; y < Height; y++)
        {
            int[] pixels = [.. Enumerable.Range(0, Width).Where(x => observation.Visibility.Instance[y * Width + x] >= 0)];
            double yaw = (y - (Height - 1) / 2.0) * RowTimeNs / 1e9;
            Assert.Equal(Width / 2.0 + Focal * Math.Tan(yaw), (pixels[0] + pixels[^1] + 1) / 2.0, 0.6);
        }
    }

    [Fact]
    public async Task Labels_count_the_pixels_of_the_object_alone_at_each_rows_instant()
    {
        Double3[] sizes = [new(4, 2, 1.5), new(2, 3, 1.5), new(1, 1, 4), new(60, 80, 0.5)];
        WorldTimeline world = Turning(sizes);
        CameraShot shot = BentCameras.Riding(world, Mount, Model, RowTimeNs, FrameNs);
        (Channels channels, Observation _) = await BentCameras.Resolve(shot);
        ImmutableArray<ObjectLabel> labels = FrameLabeler.Label(shot, channels, new RayCaster());
        Assert.Equal([2, 3], labels.Select(l => l.ObjectId));
        foreach (ObjectLabel label in labels)
        {
            int item = label.ObjectId - 1;
            int alone = Enumerable.Range(0, Width * Height).Count(i => Truth(shot, sizes, i, alone: item).Object == item);

            // A pixel's centre may lie on the outline within single precision.
            Assert.InRange(label.AmodalPixels - alone, -3, 3);
            Assert.Equal(channels.Instance.Count(id => id == label.ObjectId), label.VisiblePixels);

            // Boxes in space hold at the frame's time.
            Assert.Equal(0, (label.WorldFromBox.Translation - world.Objects[item].Track.At(FrameNs).WorldFromObject.Translation).Length, 1e-6);
        }
    }

    [Fact]
    public async Task The_plain_caster_sees_the_same()
    {
        Double3[] sizes = [new(4, 2, 1.5), new(2, 3, 1.5), new(1, 1, 4), new(60, 80, 0.5)];
        CameraShot shot = BentCameras.Riding(Turning(sizes), Mount, Model, RowTimeNs, FrameNs);
        (_, Observation observation) = await BentCameras.Resolve(shot);
        PixelCaster plain = new(new ShotPoses(shot), new ReferenceCaster());
        RayHit[] row = new RayHit[Width];
        int different = 0;
        for (int y = 0; y < Height; y += 10)
        {
            plain.CastRow(0, y, row);
            different += Enumerable.Range(0, Width).Count(x => row[x].Instance != observation.Visibility.Instance[y * Width + x]);
        }

        // An edge may pass a pixel's centre within single precision.
        Assert.InRange(different, 0, 2);
    }

    [Fact]
    public async Task Without_motion_a_rolling_shutter_sees_what_a_global_one_does()
    {
        WorldTimeline world = TestWorlds.World([.. TestWorlds.Random(9, 12).Objects.Where(o => o.Track.IsStill)]);
        CameraShot global = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4));
        (Channels expected, Observation picture) = await BentCameras.Resolve(global, global);
        (Channels found, Observation rolled) = await BentCameras.Resolve(global.Rolling(RowTimeNs), global.Rolling(RowTimeNs));
        Assert.Equal(picture.Visibility.Triangle, rolled.Visibility.Triangle);
        Assert.Equal(picture.Rgb, rolled.Rgb);
        Assert.Equal(expected.Depth, found.Depth);
        Assert.Equal(expected.Normal, found.Normal);
        Assert.Equal(expected.Flow.Length, expected.Flow.Zip(found.Flow)
            .Count(f => float.IsNaN(f.First) ? float.IsNaN(f.Second) : Math.Abs(f.First - f.Second) < 1e-6));
    }

    private static Pose Mount => new(new Double3(1, 0.2, 1.4), TestWorlds.AlongX);

    /// <summary>A carrier that drives on and turns, a car that crosses, a post that tumbles, a floor.</summary>
    private static WorldTimeline Turning(Double3[] sizes) => TestWorlds.World(
        new WorldObject(1, "carrier", TestWorlds.Box("car", sizes[0]),
            TestWorlds.Moving(new Pose(new Double3(-6, 0, 0.1), Rotation.FromYawPitchRoll(-0.4, 0.02, 0)),
            new Pose(new Double3(6, 0.5, 0), Rotation.FromYawPitchRoll(0.4, -0.02, 0.05)))),
        new WorldObject(2, "crossing", TestWorlds.Box("car", sizes[1]), TestWorlds.Moving(Pose.At(11, -8, 0.75), Pose.At(11, 8, 0.75, 0.4))),
        new WorldObject(3, "tumbling", TestWorlds.Box("pedestrian", sizes[2]),
            TestWorlds.Moving(new Pose(new Double3(8, 2.5, 2), Rotation.FromYawPitchRoll(0.1, 0.2, 0)),
            new Pose(new Double3(8, 2, 2), Rotation.FromYawPitchRoll(1.1, -0.2, 1.6)))),
        new WorldObject(1001, "floor", TestWorlds.Box("road", sizes[3]), Track.Still(Pose.At(25, 0, -0.25))));

    private static long RowNs(CameraShot shot, int row) => shot.TimeNs - (Height - 1) * RowTimeNs / 2 + row * RowTimeNs;

    private static (int Object, double Depth, Double3 Normal) Truth(CameraShot shot, Double3[] sizes, int pixel, int alone = -1)
    {
        long time = RowNs(shot, pixel / Width);
        Pose carrier = shot.Timeline.Objects[0].Track.At(time).WorldFromObject * shot.Camera.VehicleFromCamera;
        Double3 direction = carrier.ApplyDirection(Model.Ray(pixel % Width + 0.5, pixel / Width + 0.5));
        return Analytic.NearestBox(sizes, o =>
            shot.Timeline.Objects[o].Track.At(time).WorldFromObject, carrier.Translation, direction, o => o > 0 && (alone < 0 || o == alone));
    }
}
