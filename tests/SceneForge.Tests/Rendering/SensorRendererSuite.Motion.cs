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
    // Flow is a difference of two image coordinates, stored in single precision: 1e-5 px for a flow of 100 px; depth is exact to 1e-9 before.
    private const double FlowTolerance = 1e-4;

    [SuiteFact]
    public async Task Flow_follows_boxes_and_cameras_that_move_and_turn()
    {
        Double3[] sizes = [new(2, 3, 1.5), new(1, 1, 4), new(40, 60, 0.5)];
        WorldTimeline world = TestWorlds.World(
            new WorldObject(1, "driving", TestWorlds.Box("car", sizes[0]), TestWorlds.Moving(Pose.At(9, -3, 0.75), Pose.At(9, 3, 0.75))),
            new WorldObject(2, "turning", TestWorlds.Box("pedestrian", sizes[1]),
                TestWorlds.Moving(new Pose(new Double3(7, 2.5, 2), Rotation.FromYawPitchRoll(0.1, 0.2, 0)),
                new Pose(new Double3(7, 2, 2), Rotation.FromYawPitchRoll(1.1, -0.2, 0.6)))),
            new WorldObject(1001, "floor", TestWorlds.Box("road", sizes[2]), Track.Still(Pose.At(25, 0, -0.25))));
        CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4), timeNs: TestWorlds.Second / 4);
        CameraShot next = TestWorlds.Shot(world, new Pose(new Double3(0.8, 0.1, 1.38), Rotation.Around(Double3.UnitZ, 0.05) * TestWorlds.AlongX),
            timeNs: TestWorlds.Second / 2);
        (Channels channels, Observation observation) = await Resolve(shot, next);

        CameraModel model = shot.Camera.Model;
        WorldSnapshot now = world.At(shot.TimeNs);
        WorldSnapshot later = world.At(next.TimeNs);
        Truth[] truth = TruthOfBoxes(shot, sizes);
        int[] compared = new int[sizes.Length];
        for (int i = 0; i < truth.Length; i++)
        {
            int item = truth[i].Object;
            if (item < 0 || observation.Visibility.Instance[i] != item || Math.Abs(channels.Depth[i] - truth[i].Depth) > DepthTolerance)
            {
                continue;
            }

            double u = i % model.Width + 0.5;
            double v = i / model.Width + 0.5;
            Double3 point = shot.WorldFromCamera.Apply(model.Ray(u, v) * truth[i].Depth);
            Double3 moved = later.States[item].WorldFromObject.Apply(now.States[item].WorldFromObject.Inverse().Apply(point));
            (double nextU, double nextV) = model.Project(next.WorldFromCamera.Inverse().Apply(moved));
            Assert.Equal(nextU - u, channels.Flow[2 * i], FlowTolerance);
            Assert.Equal(nextV - v, channels.Flow[2 * i + 1], FlowTolerance);
            compared[item]++;
        }

        Assert.All(compared, count => Assert.InRange(count, 2_000, 60_000));
    }

    [SuiteFact]
    public async Task Flow_leads_to_the_same_surface_in_the_next_picture()
    {
        WorldTimeline world = TestWorlds.Random(5);
        CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4));
        CameraShot next = TestWorlds.Shot(world, TestWorlds.LookAlongX(0.3, 0.05, 1.4), timeNs: 20_000_000);
        (Channels now, Observation seen) = await Resolve(shot, next);
        (Channels later, Observation seenLater) = await Resolve(next);
        int compared = 0;
        int agree = 0;
        for (int i = 0; i < now.Depth.Length; i++)
        {
            double u = i % 320 + 0.5 + now.Flow[2 * i];
            double v = i / 320 + 0.5 + now.Flow[2 * i + 1];
            if (!(u >= 1 && u < 319 && v >= 1 && v < 179) || !PictureMap.IsInner(seen.Visibility.Instance, 320, 180, i % 320, i / 320))
            {
                continue;
            }

            int j = (int)v * 320 + (int)u;
            compared++;
            agree += now.Instance[i] == later.Instance[j] && seen.Visibility.Instance[i] == seenLater.Visibility.Instance[j] ? 1 : 0;
        }

        Assert.InRange(compared, 20_000, 57_600);
        // What passes behind something else between the pictures differs: here a few pixels along silhouettes.
        Assert.InRange((double)agree / compared, 0.97, 1);
    }

    [SuiteFact]
    public async Task There_is_no_flow_without_a_next_frame_nor_in_the_sky()
    {
        WorldTimeline world = TestWorlds.World(new WorldObject(1, "a", TestWorlds.Box("car", new Double3(2, 2, 2)), Track.Still(Pose.At(8, 0, 1))));
        CameraShot shot = TestWorlds.Shot(world, TestWorlds.LookAlongX(0, 0, 1.4));
        Observation observation = await Render(shot);
        Assert.All(ChannelResolver.Resolve(observation, null).Flow, f => Assert.True(float.IsNaN(f)));
        Channels still = ChannelResolver.Resolve(observation, shot);
        int zero = 0;
        for (int i = 0; i < still.Depth.Length; i++)
        {
            bool sky = observation.Visibility.Instance[i] < 0;
            Assert.Equal(sky, float.IsNaN(still.Flow[2 * i]));
            if (!sky)
            {
                Assert.Equal(0, still.Flow[2 * i], FlowTolerance);
                zero++;
            }
        }

        Assert.InRange(zero, 4_000, 12_000);
    }
}
