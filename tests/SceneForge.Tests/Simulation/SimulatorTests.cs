using SceneForge.Scenarios.Sampled;
using SceneForge.Tests.Support;
using SceneForge.Base.Geometry;
using SceneForge.World.Simulation;
using SceneForge.World.Simulation.Actions;
using SceneForge.World.Simulation.Motions;
using SceneForge.World.Simulation.Triggers;
using SceneForge.World.Timeline;
using Xunit;
using static SceneForge.Tests.Support.Scenarios;

namespace SceneForge.Tests.Simulation;

public sealed class SimulatorTests
{
    private static readonly FollowLane Idm = new(15, 1.5, 2, 1.5, 2);

    private static Double3 Position(WorldTimeline world, int actor, double seconds) =>
        world.At(Simulator.Nanoseconds(seconds)).States[actor].WorldFromObject.Translation;

    private static double Speed(WorldTimeline world, int actor, double seconds) =>
        world.At(Simulator.Nanoseconds(seconds)).States[actor].Motion.Speed;

    [Fact]
    public void A_car_without_behaviour_drives_on_at_its_speed()
    {
        WorldTimeline world = Run(10, Car(1, "ego", 20, 8));
        Assert.Equal(100.0, Position(world, 0, 10).X, 1e-9);
        Assert.Equal(-1.5, Position(world, 0, 10).Y, 1e-9);
        // Between the steps too.
        Assert.Equal(20 + 8 * 3.1234567, Position(world, 0, 3.1234567).X, 1e-7);
    }

    [Fact]
    public void The_intelligent_driver_keeps_its_equilibrium_gap()
    {
        WorldTimeline world = Run(120, Car(1, "ego", 20, 10, -1, Step("drive", Idm)), Car(2, "leader", 70, 8));
        Assert.Equal(8.0, Speed(world, 0, 120), 1e-3);
        // Equilibrium of Treiber et al. 2000, equation 5: s = (s0 + v T) / sqrt(1 - (v / v0)^4).
        double expected = (2 + 8 * 1.5) / Math.Sqrt(1 - Math.Pow(8.0 / 15, 4));
        WorldSnapshot end = world.At(world.DurationNs);
        // 1 cm: the approach is exponential with a time constant of some ten seconds.
        Assert.Equal(expected, Encounter.Distance(end, 0, 1), 0.01);
    }

    [Fact]
    public void Braking_takes_the_reaction_way_and_the_braking_way()
    {
        WorldTimeline world = Run(10, Car(1, "ego", 20, 10, -1, Step("brake", new Brake(0.5, 5), new AtTime(1))));
        // 10 m before, 5 m of reaction, v^2 / 2a = 10 m; half a step of 0.01 s at 10 m/s as tolerance.
        Assert.Equal(20 + 10 + 5 + 10, Position(world, 0, 10).X, 0.05);
        Assert.Equal(0.0, Speed(world, 0, 10));
        Assert.Equal(1_000_000_000, world.Events["ego.brake"]);
    }

    [Fact]
    public void A_profile_is_driven_as_given()
    {
        DriveProfile profile = new([new ProfilePoint(0, 10), new ProfilePoint(4, 2)]);
        WorldTimeline world = Run(6, Car(1, "ego", 20, 10, -1, Step("slow", profile)));
        // Integral of the ramp: 24 m in 4 s, then 2 m/s; trapezoids of linear pieces are exact.
        Assert.Equal(20 + 24 + 4, Position(world, 0, 6).X, 1e-6);
        Assert.Equal(6.0, Speed(world, 0, 2), 1e-9);
    }

    [Fact]
    public void A_lane_change_is_the_quintic_between_the_centres()
    {
        WorldTimeline world = Run(8, Car(1, "ego", 20, 10, -2, Step("drive", Idm),
            Step("change", new ChangeLane(1, 4), new AtTime(1))));
        Assert.Equal(-4.5, Position(world, 0, 1).Y, 1e-9);
        Assert.Equal(-3.0, Position(world, 0, 3).Y, 1e-6);
        Assert.Equal(-1.5, Position(world, 0, 5.02).Y, 1e-9);
        double quarter = 10 * Math.Pow(0.25, 3) - 15 * Math.Pow(0.25, 4) + 6 * Math.Pow(0.25, 5);
        Assert.Equal(-4.5 + 3 * quarter, Position(world, 0, 2).Y, 1e-6);
        Assert.True(world.At(Simulator.Nanoseconds(3)).States[0].WorldFromObject.Rotation.Yaw() > 0.05, "it heads to the left");
    }

    [Fact]
    public void A_walker_crosses_when_the_time_to_collision_falls_below_the_trigger()
    {
        SampledActor walker = new(2, "walker", "pedestrian.adult", 1.75, null, new Place.InWorld(100, -5.5, 90), 0,
            [Step("dart", new Cross(0, 8, 3, 10), new TimeToCollisionBelow("ego", "walker", 2))]);
        WorldTimeline world = Run(12, Car(1, "ego", 20, 10), walker);
        WorldSnapshot atTrigger = world.At(world.Events["walker.dart"]);
        double ttc = Encounter.TimeToCollision(atTrigger, 0, 1);
        // The trigger is evaluated once a step of 0.01 s.
        Assert.InRange(ttc, 1.989, 2.0);
        Assert.Equal(2.5, Position(world, 1, 12).Y, 2e-3);
        Assert.Equal(100.0, Position(world, 1, 12).X, 1e-6);
        Assert.True(world.At(world.DurationNs).States[1].Motion.Phase > 2, "legs have swung");
    }

    [Fact]
    public void Distance_and_reach_start_steps_too()
    {
        WorldTimeline world = Run(12,
            Car(1, "ego", 20, 10),
            Car(2, "near", 100, 0, -2, Step("go", Idm, new DistanceBelow("ego", "near", 30))),
            Car(3, "mark", 200, 0, 1, Step("go", Idm, new Reach("ego", new Place.OnLane("main", -1, 60, 0, 0), 5))));
        double lateral = 3;
        double expected = (80 - Math.Sqrt(30 * 30 - lateral * lateral)) / 10;
        Assert.Equal(expected, world.Events["near.go"] / 1e9, 0.011);
        Assert.Equal(3.5, world.Events["mark.go"] / 1e9, 0.011);
    }

    [Fact]
    public void Places_beside_an_actor_are_measured_in_its_frame()
    {
        SampledActor beside = new(3, "beside", "car.hatchback", null, null, new Place.Beside("oncoming", 10, 2, 180), 0, []);
        WorldTimeline world = Run(1, Car(1, "ego", 20, 0), Car(2, "oncoming", 100, 0, 1), beside);
        // The oncoming car looks along -x at (100, 1.5): 10 m ahead is x = 90, 2 m to its left is y = -0.5.
        Assert.Equal(90.0, Position(world, 2, 0).X, 1e-9);
        Assert.Equal(-0.5, Position(world, 2, 0).Y, 1e-9);
        Assert.Equal(0.0, world.At(0).States[2].WorldFromObject.Rotation.Yaw(), 1e-9);
    }

    [Fact]
    public void What_never_moves_is_still()
    {
        WorldTimeline world = Run(2, Car(1, "ego", 20, 5), Car(2, "parked", 60, 0));
        Assert.False(world.Objects[0].Track.IsStill);
        Assert.True(world.Objects[1].Track.IsStill);
        Assert.All(world.Instances, i => Assert.Equal(i.Object == 1, i.IsStatic));
    }
}
