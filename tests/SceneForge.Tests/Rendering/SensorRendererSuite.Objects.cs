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

public abstract partial class SensorRendererSuite
{
    [SuiteFact]
    public async Task Boxes_in_the_image_are_tight_to_half_a_pixel()
    {
        // Boards that look at the camera; the outline of a convex body is that of its corners, each projected at 250 px focal length.
        (Double3 Center, Double3 Size)[] boards = [(new Double3(9.005, 2.03, 1.9), new Double3(0.01, 1.37, 1.11)),
            (new Double3(9.005, -1.51, 0.7), new Double3(0.01, 0.83, 2.21))];
        WorldTimeline world = TestWorlds.World(
            new WorldObject(1, "left", TestWorlds.Box("car", boards[0].Size),
                Track.Still(Pose.At(boards[0].Center.X, boards[0].Center.Y, boards[0].Center.Z))),
            new WorldObject(2, "right", TestWorlds.Box("car", boards[1].Size),
                Track.Still(Pose.At(boards[1].Center.X, boards[1].Center.Y, boards[1].Center.Z))));
        CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4));
        (Channels channels, Observation _) = await Resolve(shot);
        ImmutableArray<ObjectLabel> labels = FrameLabeler.Label(shot, channels, new RayCaster());

        Assert.Equal(2, labels.Length);
        for (int i = 0; i < boards.Length; i++)
        {
            ObjectLabel label = labels[i];
            (Double3 center, Double3 size) = boards[i];
            double[] depths = [center.X - size.X / 2, center.X + size.X / 2];
            double[] us = [.. depths.SelectMany(x => new[] { 160 - 250 * (center.Y + size.Y / 2) / x, 160 - 250 * (center.Y - size.Y / 2) / x })];
            double[] vs = [.. depths.SelectMany(x => new[] { 90 - 250 * (center.Z + size.Z / 2 - 1.4) / x,
                90 - 250 * (center.Z - size.Z / 2 - 1.4) / x })];
            Box2 expected = new(us.Min(), vs.Min(), us.Max(), vs.Max());

            // A pixel belongs to a body that covers its centre, so whole pixels lie within half a pixel of the outline.
            foreach (Box2 box in new[] { label.Visible!.Value, label.Amodal })
            {
                Assert.Equal(expected.XMin, box.XMin, 0.5 + 1e-6);
                Assert.Equal(expected.YMin, box.YMin, 0.5 + 1e-6);
                Assert.Equal(expected.XMax, box.XMax, 0.5 + 1e-6);
                Assert.Equal(expected.YMax, box.YMax, 0.5 + 1e-6);
            }

            Assert.Equal(0, label.Occlusion);
            Assert.Equal(0, label.Truncation);
        }
    }

    [SuiteFact]
    public async Task Boxes_in_space_have_the_pose_of_the_object_at_the_time_of_the_picture()
    {
        Pose from = new(new Double3(10, -3, 1), Rotation.FromYawPitchRoll(0.2, 0.1, 0));
        Pose to = new(new Double3(14, 1, 1), Rotation.FromYawPitchRoll(1.2, 0.1, 0));
        WorldTimeline world = TestWorlds.World(new WorldObject(7, "car", TestWorlds.Box("car", new Double3(4, 2, 1.5)),
            TestWorlds.Moving(from, to, speed: 3)));
        CameraShot shot = TestWorlds.Shot(world, new Pose(new Double3(0, 0, 1.4), Rotation.Around(Double3.UnitZ, 0.1) * TestWorlds.AlongX),
            timeNs: TestWorlds.Second / 2);
        (Channels channels, Observation _) = await Resolve(shot);
        ObjectLabel label = Assert.Single(FrameLabeler.Label(shot, channels, new RayCaster()));

        Pose expected = new(new Double3(12, -1, 1), Rotation.Slerp(from.Rotation, to.Rotation, 0.5));
        Double3 inCamera = shot.WorldFromCamera.Inverse().Apply(expected.Translation);
        // Vertices are stored in single precision, 1e-7 m here; the rest is double.
        Assert.Equal(0, (label.WorldFromBox.Translation - expected.Translation).Length, 1e-6);
        Assert.Equal(0, (label.CameraFromBox.Translation - inCamera).Length, 1e-6);
        Assert.Equal(0, (label.WorldFromBox.ApplyDirection(Double3.UnitX) - expected.ApplyDirection(Double3.UnitX)).Length, 1e-6);
        Assert.Equal(0, (shot.WorldFromCamera.ApplyDirection(label.CameraFromBox.ApplyDirection(Double3.UnitY))
            - expected.ApplyDirection(Double3.UnitY)).Length, 1e-6);
        Assert.Equal(0, (label.Size - new Double3(4, 2, 1.5)).Length, 1e-6);
        Assert.Equal(3, label.Speed, 1e-12);
        Assert.Equal(7, label.ObjectId);
    }

    [SuiteFact]
    public async Task Occlusion_is_the_share_that_stands_behind_something()
    {
        // At 10 m a board of 4 x 2 m covers 100 x 50 px; another at 5 m hides its right part from y = 0.5 m on.
        WorldTimeline world = TestWorlds.World(
            new WorldObject(1, "behind", TestWorlds.Box("car", new Double3(0.1, 4, 2)), Track.Still(Pose.At(10.05, 0, 1.4))),
            new WorldObject(1001, "before", TestWorlds.Box("building", new Double3(0.1, 4, 4)), Track.Still(Pose.At(5.05, -1.75, 1.4))));
        CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4));
        (Channels channels, Observation _) = await Resolve(shot);
        ObjectLabel label = Assert.Single(FrameLabeler.Label(shot, channels, new RayCaster()));

        // Hidden from y = -2 to 0.25 * 2 = 0.5 m of 4 m; a pixel column is 1% of the board.
        Assert.Equal(2.5 / 4, label.Occlusion, 0.011);
        Assert.Equal(5_000, label.AmodalPixels, 160.0);
        Assert.Equal(0, label.Truncation);
        Assert.Equal(label.VisiblePixels, channels.Instance.Count(id => id == 1));
    }

    [SuiteFact]
    public async Task Truncation_is_the_share_that_lies_outside_the_image()
    {
        // The right edge of the image lies at y = -6.4 m in 10 m; the board reaches from -5 to -9 m.
        WorldTimeline world = TestWorlds.World(new WorldObject(1, "cut", TestWorlds.Box("car", new Double3(0.1, 4, 2)),
            Track.Still(Pose.At(10.05, -7, 1.4))));
        CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4));
        (Channels channels, Observation _) = await Resolve(shot);
        ObjectLabel label = Assert.Single(FrameLabeler.Label(shot, channels, new RayCaster()));
        Assert.Equal(1 - 1.4 / 4, label.Truncation, 0.011);
        Assert.Equal(385, label.Amodal.XMax, 0.5);
        Assert.Equal(320, label.Visible!.Value.XMax);
        Assert.Equal(0, label.Occlusion);
    }

    [SuiteFact]
    public async Task Ids_in_the_image_and_boxes_match_one_to_one()
    {
        int labelled = 0;
        int hidden = 0;
        for (int seed = 1; seed <= 20; seed++)
        {
            WorldTimeline world = TestWorlds.Random(seed);
            CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4), timeNs: seed * 40_000_000L);
            (Channels channels, Observation _) = await Resolve(shot);
            ImmutableArray<ObjectLabel> labels = FrameLabeler.Label(shot, channels, new RayCaster());
            Assert.Equal(labels.Length, labels.Select(l => l.ObjectId).Distinct().Count());
            foreach (ObjectLabel label in labels)
            {
                Assert.Equal(MaskExtent(channels, label.ObjectId), (label.VisiblePixels, label.Visible));
                Assert.InRange(label.VisiblePixels, 0, label.AmodalPixels);
                Assert.InRange(label.AmodalPixels, 1, 320 * 180);
                Assert.InRange(label.Truncation, 0, 1);
                labelled++;
                hidden += label.VisiblePixels == 0 ? 1 : 0;
            }

            HashSet<int> ids = [.. labels.Select(l => l.ObjectId)];
            Assert.All(channels.Instance.Distinct().Where(id => id != 0), id => Assert.Contains(id, ids));
            for (int i = 0; i < channels.Segment.Length; i++)
            {
                Segment segment = world.Segments[channels.Segment[i]];
                Assert.Equal(segment.ClassId, channels.Semantic[i]);
                bool thing = segment.ClassId != 0 && TestWorlds.Taxonomy.Classes.Single(c => c.Id == segment.ClassId).IsThing;
                Assert.Equal(thing ? segment.ObjectId : 0, channels.Instance[i]);
            }
        }

        Assert.InRange(labelled, 100, 600);
        Assert.InRange(hidden, 1, labelled);
    }

    private static (int Count, Box2? Box) MaskExtent(Channels channels, int id)
    {
        int count = 0;
        Box2 box = new(double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        for (int i = 0; i < channels.Instance.Length; i++)
        {
            if (channels.Instance[i] == id)
            {
                int x = i % channels.Width;
                int y = i / channels.Width;
                box = new Box2(Math.Min(box.XMin, x), Math.Min(box.YMin, y), Math.Max(box.XMax, x + 1), Math.Max(box.YMax, y + 1));
                count++;
            }
        }

        return (count, count == 0 ? null : box);
    }
}
