using System.Globalization;
using SceneForge.Base.Geometry;
using SceneForge.Scenarios.Sampled;
using SceneForge.Tests.Support;
using SceneForge.World.Scenes;
using SceneForge.World.Simulation;
using SceneForge.World.Simulation.Actions;
using SceneForge.World.Simulation.Motions;
using SceneForge.World.Simulation.Triggers;
using SceneForge.World.Timeline;
using Xunit;
using static SceneForge.Tests.Support.Scenarios;

namespace SceneForge.Tests.Simulation;

/// <summary>
/// Bodies move as bodies do, looked at a thousand times a second, so between the simulation's steps, too; and what cannot be done is told with
/// its time.
/// </summary>
public sealed class MotionPhysicsTests
{
    private const long Millisecond = 1_000_000;

    private static readonly FollowLane Idm = new(20, 1.5, 2, 1.5, 2);

    private static Place.InWorld At(double x, double y) => new Place.InWorld(x, y, 0);

    [Fact]
    public void A_way_of_points_is_driven_without_jumps_in_speed()
    {
        WorldTimeline world = Run(12, Car(1, "ego", 20, 20, -1, Step("drive", Idm),
            Step("path", new FollowPath([new Place.OnLane("main", -1, 160, 0, 0)], 5, 2), new AtTime(1))));
        AssertMoves(world, 0, 8, 10, 10);
        // 20 to 5 m/s with 3 m/s2 takes 5 s, not a step.
        Assert.InRange(Speed(world, 0, 2), 16.5, 17.5);
        Assert.InRange(Speed(world, 0, 7), 4.9, 5.1);
    }

    [Fact]
    public void A_car_turns_back_on_a_circle_that_its_wheels_allow()
    {
        WorldTimeline world = Run(20, Car(1, "ego", 100, 5, -1, Step("back", new FollowPath([At(60, 12), At(40, 12)], 5, 2))));
        AssertMoves(world, 0, 8, 10, 10);
        Double3 end = world.At(world.DurationNs).States[0].WorldFromObject.Translation;
        Assert.InRange((end - new Double3(40, 12, end.Z)).Length, 0, 1);
        double tightest = 0;
        for (long t = 0; t + 200 * Millisecond <= world.DurationNs; t += 10 * Millisecond)
        {
            ObjectState a = world.Objects[0].Track.At(t);
            ObjectState b = world.Objects[0].Track.At(t + 200 * Millisecond);
            double way = (b.WorldFromObject.Translation - a.WorldFromObject.Translation).Length;
            double turn = Math.Abs(Angles.Wrap(b.WorldFromObject.Rotation.Yaw() - a.WorldFromObject.Rotation.Yaw()));
            tightest = way > 0.01 ? Math.Max(tightest, turn / way) : tightest;
            Assert.True(way > 0.001 || turn < 1e-6, "it turned on the spot");
        }

        // 40 degrees of steering; a hatchback's wheel base is 2.5 to 2.7 m.
        Assert.InRange(1 / tightest, 2.5 / Math.Tan(40 * Math.PI / 180) * 0.98, 20);
    }

    [Fact]
    public void A_walker_rounds_corners_within_what_feet_can_do()
    {
        SampledActor runner = new(2, "runner", "pedestrian.adult", 1.75, null, new Place.InWorld(30, -5, 0), 0,
            [Step("run", new FollowPath([At(40, -5), At(40, 5), At(30, 5)], 3.5, 3))]);
        WorldTimeline world = Run(12, Car(1, "ego", 100, 0), runner);
        AssertMoves(world, 1, 10, 10, 10);
        Assert.Equal(30, Translation(world, 1, 12).X, 0.01);
        Assert.Equal(5, Translation(world, 1, 12).Y, 0.01);
        // The corner is cut, but not by much.
        Assert.InRange(Enumerable.Range(0, 1200).Min(i => (Translation(world, 1, i * 0.01) - new Double3(40, -5, 0)).Length), 0, 1.2);
    }

    [Fact]
    public void Who_waits_says_the_speed_that_it_has()
    {
        SampledActor walker = new(2, "walker", "pedestrian.adult", 1.75, null, new Place.OnLane("main", -2, 40, 0, 90), 1.5,
            [Step("go", new Cross(0, 5, 1.4, 2), new AtTime(3))]);
        SampledActor rider = new(3, "rider", "bicycle.city", null, null, new Place.InWorld(60, 1.5, 180), 4,
            [Step("go", new FollowPath([At(30, 1.5)], 4, 2), new AtTime(3))]);
        WorldTimeline world = Run(6, Car(1, "ego", 100, 8), walker, rider);
        Assert.Equal(0, Speed(world, 1, 2.5));
        Assert.Equal(0, Speed(world, 2, 2.5));
        Assert.Equal(8, Speed(world, 0, 2.5), 1e-9);
        Assert.All(Enumerable.Range(0, 3), i => AssertMoves(world, i, 10, 10, 10));
        Assert.InRange(Speed(world, 2, 5.5), 3.5, 4);
    }

    [Fact]
    public void Speed_in_a_bend_is_that_of_the_body_and_not_of_the_lanes_centre()
    {
        SampledActor rider = new(1, "ego", "bicycle.city", null, null, new Place.OnLane("ring", -1, 0, -1, 0), 4,
            [Step("ride", Idm with { DesiredSpeed = 4 })]);
        WorldTimeline world = Run(new Scene("", new RingRoad(18), new StraightRoad.Surface(), [], [], TestWorlds.Assets), 5, rider);
        AssertMoves(world, 0, 4, 7, 6);
        // 18 - 1.75 m is the centre; -1 m of offset in a right bend is farther in.
        Assert.Equal(15.25, Translation(world, 0, 3).Length, 1e-6);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Nobody_brakes_for_who_comes_on_the_other_lane_of_a_bend(int lane)
    {
        Scene bend = new("", new RingRoad(120), new StraightRoad.Surface(), [], [], TestWorlds.Assets);
        double start = lane < 0 ? 0 : 100;
        SampledActor ego = new(1, "ego", "car.estate", null, null, new Place.OnLane("ring", lane, start, 0, 0), 15, [Step("drive", Idm)]);
        SampledActor other = new(2, "other", "car.suv", null, null, new Place.OnLane("ring", -lane, 100 - start, 0, 0), 10, [Step("drive", Idm)]);
        WorldTimeline both = Run(bend, 6, ego, other);
        Assert.All(Enumerable.Range(0, 600), i => Assert.True(Speed(both, 0, i * 0.01) >= 15 - 1e-9));
        Assert.True(Speed(both, 0, 6) > 15);

        // But for who stands in its own lane, and it stops behind it, measured along the bend.
        SampledActor parked = other with { Start = new Place.OnLane("ring", lane, lane < 0 ? 60 : 40, 0, 0), Speed = 0, Steps = [] };
        WorldTimeline stops = Run(bend, 20, ego, parked);
        Assert.InRange(Speed(stops, 0, 20), 0, 0.1);
        Assert.InRange(Encounter.Distance(stops.At(stops.DurationNs), 0, 1), 1.2, 3);
    }

    public static TheoryData<string, string, double> Impossible => new()
    {
        { "lane_to_nowhere", "no lane of its direction", 1 },
        { "lane_change_of_a_walker", "follows no lane", 1 },
        { "against_the_lane", "against the lane", 1 },
        { "across_the_lane", "degrees away", 1 },
        { "beside_the_road", "to its side", 1 },
        { "end_of_road", "ends before it", 5.2 },
        { "profile_jump", "at once", 1 },
        { "hard_brake", "brakes with 10", 1 },
        { "way_point_behind", "no circle smaller", 0 },
        { "cannot_stop", "its last way point", 0 },
        { "sharp_lane_change", "to the side", 1 },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void What_cannot_be_done_is_told_with_its_time(string name, string reason, double seconds)
    {
        AtTime one = new(1);
        SampledActor car = name switch
        {
            "lane_to_nowhere" => Car(1, "ego", 20, 10, -1, Step("drive", Idm), Step("x", new ChangeLane(1, 3), one)),
            "lane_change_of_a_walker" => Beside(new Place.InWorld(20, -1.5, 0), Step("x", new ChangeLane(1, 3), one)),
            "against_the_lane" => Beside(new Place.OnLane("main", -1, 20, 0, 180), Step("x", Idm, one)),
            "across_the_lane" => Beside(new Place.OnLane("main", -1, 20, 0, 60), Step("x", Idm, one)),
            "beside_the_road" => Beside(new Place.InWorld(20, -14, 0), Step("x", Idm, one)),
            "end_of_road" => Car(1, "ego", 1896, 20, -1, Step("x", new DriveProfile([new ProfilePoint(0, 20)]))),
            "profile_jump" => Car(1, "ego", 20, 10, -1, Step("drive", Idm), Step("x", new DriveProfile([new ProfilePoint(0, 2)]), one)),
            "hard_brake" => Car(1, "ego", 20, 10, -1, Step("drive", Idm), Step("x", new Brake(0, 15), one)),
            "way_point_behind" => Car(1, "ego", 100, 5, -1, Step("x", new FollowPath([At(99, 1)], 3, 2))),
            "cannot_stop" => Car(1, "ego", 100, 25, -1, Step("x", new FollowPath([At(105, -1.5)], 3, 2))),
            _ => Car(1, "ego", 20, 20, -2, Step("drive", Idm), Step("x", new ChangeLane(1, 0.6), one)),
        };
        List<WorldProblem> problems = [];
        SampledScenario scenario = Of(10, car);
        Simulator.Run(scenario, new Scene("", new StraightRoad(), new StraightRoad.Surface(), [], [], TestWorlds.Assets), TestWorlds.Taxonomy,
            problems);
        Assert.NotEmpty(problems);
        WorldProblem problem = Assert.Single(problems, p => p.Message.Contains(reason, StringComparison.Ordinal));
        Assert.StartsWith("/ego/behaviour/", problem.Pointer, StringComparison.Ordinal);
        Assert.True(problem.Mend.Length > 10);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"At {problem.TimeNs * 1e-9:0.00} s"), problem.Message, StringComparison.Ordinal);
        if (seconds > 0)
        {
            Assert.Equal(seconds, problem.TimeNs * 1e-9, 0.3);
        }
    }

    [Fact]
    public void Bodies_in_each_other_and_in_walls_are_found_when_they_meet()
    {
        WorldObject wall = new(WorldObject.FirstSceneId, "wall", TestWorlds.Box("wall", new Double3(0.2, 6, 2)),
            Track.Still(Pose.At(60, -1.5, 1)));
        SampledActor walker = new(2, "walker", "pedestrian.adult", 1.75, null, new Place.InWorld(50, -1.5, 0), 0,
            [Step("walk", new Cross(0, 30, 1.5, 3))]);
        WorldProblem met = Assert.Single(Problems([wall], Car(1, "ego", 300, 5), walker));
        Assert.Contains("\"walker\" and \"wall\"", met.Message, StringComparison.Ordinal);
        // 9.9 m to the wall's face less half a body and what may touch; 1.5 m/s reached after half a second.
        Assert.Equal((9.9 - 0.15 + 0.375) / 1.5, met.TimeNs * 1e-9, 0.25);
        Assert.Empty(Problems([wall], Car(1, "ego", 300, 5), walker with { Start = new Place.InWorld(50, -9, 0) }));

        Assert.Equal(0, Assert.Single(Problems([], Car(1, "ego", 300, 0), Car(2, "other", 302, 0))).TimeNs);
        Assert.Empty(Problems([], Car(1, "ego", 300, 0), Car(2, "other", 302, 0, -2)));
        // Between frames, too: two cars drive through each other within half a second.
        WorldProblem crash = Assert.Single(Problems([], Car(1, "ego", 100, 20), Car(2, "other", 170, 0)));
        Assert.Contains("/actors/0", crash.Pointer, StringComparison.Ordinal);
        Assert.Equal(3.3, crash.TimeNs * 1e-9, 0.2);
    }

    private static List<WorldProblem> Problems(IReadOnlyList<WorldObject> objects, params SampledActor[] actors)
    {
        List<WorldProblem> problems = [];
        Simulator.Run(Of(9, actors), new Scene("", new StraightRoad(), new StraightRoad.Surface(), [.. objects], [], TestWorlds.Assets),
            TestWorlds.Taxonomy, problems);
        return problems;
    }

    private static SampledActor Beside(Place start, params BehaviourStep[] steps) =>
        new(1, "ego", "car.hatchback", null, null, start, 0, [.. steps]);

    /// <summary>Speed, acceleration and turning from positions a millisecond apart, against what labels say and bodies can.</summary>
    private static void AssertMoves(WorldTimeline world, int actor, double forward, double braking, double lateral)
    {
        Track track = world.Objects[actor].Track;
        int compared = 0;
        for (long t = 0; t + 200 * Millisecond <= world.DurationNs; t += Millisecond)
        {
            ObjectState now = track.At(t);
            ObjectState next = track.At(t + Millisecond);
            double moved = ((next.WorldFromObject.Translation - now.WorldFromObject.Translation) with { Z = 0 }).Length * 1000;
            double said = (now.Motion.Speed + next.Motion.Speed) / 2;
            // Half a step of the simulation's change of speed; kerbs are climbed besides.
            Assert.True(Math.Abs(moved - said) < 0.12, FormattableString.Invariant($"{t * 1e-9} s: moves with {moved} m/s, says {said}"));
            ObjectState later = track.At(t + 200 * Millisecond);
            double gain = (later.Motion.Speed - now.Motion.Speed) / 0.2;
            Assert.InRange(gain, -braking * 1.05, forward * 1.05);
            double turned = Angles.Wrap(later.WorldFromObject.Rotation.Yaw() - now.WorldFromObject.Rotation.Yaw()) / 0.2;
            Assert.InRange(Math.Abs(turned) * Math.Min(now.Motion.Speed, later.Motion.Speed), 0, lateral * 1.05);
            compared++;
        }

        Assert.True(compared > 1000);
    }

    private static Double3 Translation(WorldTimeline world, int actor, double seconds) =>
        world.Objects[actor].Track.At(Simulator.Nanoseconds(seconds)).WorldFromObject.Translation;

    private static double Speed(WorldTimeline world, int actor, double seconds) =>
        world.Objects[actor].Track.At(Simulator.Nanoseconds(seconds)).Motion.Speed;
}
