using SceneForge.Base.Geometry;
using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Rendering;
using SceneForge.Sensors.Rigs;
using SceneForge.Tests.Support;
using SceneForge.World.Simulation.Actions;
using SceneForge.World.Simulation.Motions;
using SceneForge.World.Timeline;
using SceneForge.Sensors.Schedules;
using Xunit;

namespace SceneForge.Tests.Rendering;

/// <summary>Rigs on the ego vehicle, on another actor, and in the world.</summary>
public sealed class RigMountTests
{
    private static readonly WorldTimeline Drive = Support.Scenarios.Run(2,
        Support.Scenarios.Car(1, "ego", 30, 10, -1, Support.Scenarios.Step("drive", new DriveProfile([new ProfilePoint(0, 10)]))),
        Support.Scenarios.Car(2, "truck", 60, 5, -2, Support.Scenarios.Step("drive", new DriveProfile([new ProfilePoint(0, 5)]))));

    private static readonly CameraSensor Camera = new("C", new CameraModel(64, 48, 60, 60, 32, 24), new Pose(new Double3(1, 0, 2), Rotation.Identity),
        null, 1);

    [Fact]
    public void On_another_actor_the_data_is_that_actors_and_the_ego_is_a_thing_like_others()
    {
        WorldTimeline world = new RigMount.OnActor("truck").Carry(Drive);
        FrameSchedule schedule = Schedule(world);
        Assert.Equal([2, 1], world.Objects.Select(o => o.Id));
        Assert.Equal(Drive.Objects[1].Track.PoseAt(schedule.TimeNs(2)), schedule.WorldFromVehicle(2));
        Assert.Equal(0, schedule.Shot(Camera, 0).HiddenObject);
        Assert.Equal([1], new Surroundings(world).At(0, Double3.Zero, 1000).Select(b => b.ObjectId));
    }

    [Fact]
    public void In_the_world_it_stands_still_and_sees_everybody()
    {
        Pose mast = new(new Double3(50, 10, 6), Rotation.FromYawPitchRoll(-1.5, 0.4, 0));
        WorldTimeline world = new RigMount.InWorld(mast).Carry(Drive);
        FrameSchedule schedule = Schedule(world);
        for (int frame = 0; frame < 3; frame++)
        {
            Assert.Equal(mast, schedule.WorldFromVehicle(frame));
            Assert.Equal(mast * Camera.VehicleFromCamera, schedule.Shot(Camera, frame).WorldFromCamera);
        }

        Assert.Equal([1, 2], new Surroundings(world).At(0, Double3.Zero, 1000).Select(b => b.ObjectId));
        Assert.Equal(Drive.Segments.Length, world.Segments.Length);
        Assert.Equal(Drive.Instances.Length, world.Instances.Length);
        Assert.Equal(world.Objects.Length, world.Objects.Select(o => o.Id).Distinct().Count());
    }

    private static FrameSchedule Schedule(WorldTimeline world) => FrameSchedule.Of(new FrameTiming(3, 0.5, null, 0.5), world, 0)!;
}
