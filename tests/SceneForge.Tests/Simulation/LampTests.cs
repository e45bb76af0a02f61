using System.Collections.Immutable;
using SceneForge.Base.Geometry;
using SceneForge.Base.Random;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;
using SceneForge.Tests.Support;
using SceneForge.World.Assets;
using SceneForge.World.Models;
using SceneForge.World.Timeline;
using SceneForge.World.Assets.Requests;
using Xunit;

namespace SceneForge.Tests.Simulation;

/// <summary>Which lamps burn is data of the timeline.</summary>
public sealed class LampTests
{
    private const long Step = 10_000_000;

    private static Conditions Night => TestWorlds.Noon with { StreetLamps = true, HeadLamps = true };

    [Fact]
    public void Every_lamp_of_every_asset_is_driven_by_a_rule()
    {
        int lamps = 0;
        foreach (string name in AssetLibrary.Names)
        {
            Model model = AssetLibrary.Make(new AssetRequest(name, new RandomStream(1, 0, "/lamps"), null, null));
            LampChannel[] channels = [.. model.Lamps.Select(l => l.Channel)
                .Concat(model.Nodes.SelectMany(n => n.Materials).Select(m => m.EmissionSwitch).OfType<LampChannel>()).Distinct()];
            foreach (LampChannel channel in channels)
            {
                Assert.True(BurnsSomewhere(model, channel), $"Nothing drives {channel} of {name}.");
                lamps++;
            }
        }

        Assert.True(lamps > 30, $"{lamps} lamps");
    }

    [Fact]
    public void A_brake_lamp_comes_on_above_the_threshold_holds_a_while_and_stays_on_while_the_car_stands()
    {
        // 10 m/s; from 1 s on it slows down at 2 m/s2 for a second, rolls on for a second, then stops at 4 m/s2 and stands.
        double SpeedAt(double t) => t < 1 ? 10 : t < 2 ? 10 - 2 * (t - 1) : t < 3 ? 8 : Math.Max(0, 8 - 4 * (t - 3));
        WorldTimeline world = Driving(Car(), SpeedAt, 8);
        bool At(double t) => world.LampsAt(0, (long)(t * 1e9)).Burns(LampChannel.Brake);
        Assert.False(At(0.9));
        Assert.True(At(1.1));
        Assert.True(At(2.2));
        Assert.False(At(2.6));
        Assert.True(At(4));
        Assert.True(At(7.5));
        // Engine drag alone lights nothing.
        Assert.False(Driving(Car(), t => 10 - 0.6 * t, 4).LampsAt(0, 2 * TestWorlds.Second).Burns(LampChannel.Brake));
    }

    [Fact]
    public void Between_two_samples_a_lamp_holds_the_state_of_the_sample_before()
    {
        WorldTimeline world = Driving(Car(), t => t < 1 ? 10 : 10 - 3 * (t - 1), 3);
        long on = Enumerable.Range(0, 300).Select(i => i * Step).First(t => world.LampsAt(0, t).Burns(LampChannel.Brake));
        Assert.InRange(on, TestWorlds.Second, TestWorlds.Second + 5 * Step);
        Assert.False(world.LampsAt(0, on - 1).Burns(LampChannel.Brake));
        Assert.True(world.LampsAt(0, on + Step - 1).Burns(LampChannel.Brake));
        Assert.True(world.At(on + 1).States[0].Lamps.Burns(LampChannel.Brake));
    }

    [Fact]
    public void A_parked_car_is_dark_one_that_waits_in_traffic_burns_and_both_stand_still()
    {
        WorldObject parked = new(2, "parked", Car(), Track.Still(Pose.At(5, 0, 0)));
        WorldObject waiting = parked with { Id = 3, Lamps = new LampPlan { IsDriven = true } };
        WorldObject hazard = parked with { Id = 4, Lamps = new LampPlan { Switches = Both } };
        WorldTimeline world = new(TestWorlds.Taxonomy, Night, [parked, waiting, hazard], 4 * TestWorlds.Second,
            ImmutableSortedDictionary<string, long>.Empty);
        Assert.All(world.Objects, o => Assert.True(o.Track.IsStill));
        Assert.All(world.Instances, i => Assert.True(i.IsStatic));
        Assert.DoesNotContain(Enum.GetValues<LampChannel>(), c => c <= LampChannel.Reverse && world.LampsAt(0, TestWorlds.Second).Burns(c));
        Assert.True(world.LampsAt(1, 0).Burns(LampChannel.LowBeam) && world.LampsAt(1, 0).Burns(LampChannel.Brake));
        // 90 flashes a minute, on for half of the time: six changes in two seconds, and the pose never moves.
        bool[] left = [.. Enumerable.Range(0, 200).Select(i => world.LampsAt(2, i * Step).Burns(LampChannel.IndicatorLeft))];
        Assert.InRange(left.Zip(left.Skip(1)).Count(p => p.First != p.Second), 5, 6);
        Assert.InRange(left.Count(l => l), 90, 110);
        Assert.False(world.LampsAt(2, 0).Burns(LampChannel.LowBeam));
    }

    [Fact]
    public void Daytime_lamps_give_way_to_the_head_lamps()
    {
        LampMask day = Driving(Car(), _ => 10, 1, TestWorlds.Noon).LampsAt(0, 0);
        LampMask night = Driving(Car(), _ => 10, 1, Night).LampsAt(0, 0);
        Assert.True(day.Burns(LampChannel.DaytimeRunning) && !day.Burns(LampChannel.LowBeam) && !day.Burns(LampChannel.Tail));
        Assert.True(!night.Burns(LampChannel.DaytimeRunning) && night.Burns(LampChannel.LowBeam) && night.Burns(LampChannel.Tail));
    }

    [Fact]
    public void Two_houses_of_five_are_lit_at_night_and_none_by_day()
    {
        int Lit(Conditions conditions) => Enumerable.Range(1001, 500).Count(id => new WorldTimeline(TestWorlds.Taxonomy, conditions,
            [new WorldObject(id, "house", House, Track.Still(Pose.Identity))], TestWorlds.Second, ImmutableSortedDictionary<string, long>.Empty)
            .LampsAt(0, 0).Burns(LampChannel.Window));
        Assert.InRange(Lit(Night), 170, 230);
        Assert.Equal(0, Lit(TestWorlds.Noon));
    }

    [Fact]
    public void The_names_that_a_spec_may_use_are_those_that_actors_lamps_know() =>
        Assert.Equal(ActorLampsReader.Names.Order(), World.Simulation.ActorLamps.Names.Order());

    private static ImmutableSortedDictionary<LampChannel, bool> Both { get; } =
        ImmutableSortedDictionary<LampChannel, bool>.Empty.Add(LampChannel.IndicatorLeft, true).Add(LampChannel.IndicatorRight, true);

    private static Model House { get; } = TestWorlds.Box("building", new Double3(1, 1, 1)) with
    {
        Lamps = [new Lamp(LampChannel.Window, 0, Double3.Zero, Double3.UnitX, new(1, 1, 1), 0, Math.PI)],
    };

    private static Model Car() => TestWorlds.Box("car", new Double3(4, 2, 1.5)) with
    {
        Lamps = [.. Enum.GetValues<LampChannel>().Select(c => new Lamp(c, 0, Double3.Zero, Double3.UnitX, new(1, 1, 1), 0, Math.PI))],
    };

    private static WorldTimeline Driving(Model model, Func<double, double> speed, int seconds, Conditions? conditions = null, LampPlan? plan = null)
    {
        ObjectState[] states = [.. Enumerable.Range(0, seconds * 100 + 1).Select(i =>
            new ObjectState(Pose.At(0.1 * i, 0, 0), new MotionState(speed(i * 0.01), 0.1 * i, 0, 0)))];
        return new WorldTimeline(TestWorlds.Taxonomy, conditions ?? Night,
            [new WorldObject(1, "car", model, new Track(states, Step)) { Lamps = plan ?? LampPlan.Automatic }], seconds * TestWorlds.Second,
            ImmutableSortedDictionary<string, long>.Empty);
    }

    private static bool BurnsSomewhere(Model model, LampChannel channel)
    {
        LampPlan turning = new()
        {
            Turns = [new TurnSignal(0, TestWorlds.Second, true), new TurnSignal(TestWorlds.Second, 2 * TestWorlds.Second, false)],
        };
        foreach (Conditions conditions in new[] { TestWorlds.Noon, Night })
        {
            // Slows down, stands, reverses; its id's windows are lit.
            WorldTimeline world = Driving(model, t => 2 - 2 * t, 2, conditions, turning);
            for (long time = 0; time < world.DurationNs; time += Step)
            {
                if (world.LampsAt(0, time).Burns(channel))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
