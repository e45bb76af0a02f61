using System.Collections.Immutable;
using SceneForge.Scenarios.Sampled;
using SceneForge.World.Scenes;
using SceneForge.World.Simulation;
using SceneForge.World.Timeline;

namespace SceneForge.Tests.Support;

/// <summary>Concrete scenarios on the <see cref="StraightRoad"/>, without a spec.</summary>
internal static class Scenarios
{
    public static SampledActor Car(int id, string name, double s, double speed, int lane = -1, params BehaviourStep[] steps) =>
        new(id, name, "car.hatchback", null, null, new Place.OnLane("main", lane, s, 0, 0), speed, [.. steps]);

    public static BehaviourStep Step(string name, BehaviourAction action, Trigger? trigger = null) =>
        new(name, trigger, action);

    public static WorldTimeline Run(double duration, params SampledActor[] actors) => Run(Of(duration, actors));

    public static WorldTimeline Run(Scene scene, double duration, params SampledActor[] actors) => Run(scene, Of(duration, actors));

    public static WorldTimeline Run(SampledScenario scenario) =>
        Run(new Scene("", new StraightRoad(), new StraightRoad.Surface(), [], [], TestWorlds.Assets), scenario);

    public static WorldTimeline Run(Scene scene, SampledScenario scenario) => Simulator.Run(scenario, scene, TestWorlds.Taxonomy);

    public static SampledScenario Of(double duration, params SampledActor[] actors) =>
        new()
        {
            Name = "test",
            SpecHash = new string('0', 64),
            Seed = 1,
            Variation = 0,
            Attempt = 0,
            SceneFolder = "",
            RigFile = "",
            Duration = duration,
            Step = 0.01,
            Frames = new FrameTiming(1, 0.1, null, 0),
            Conditions = TestWorlds.Noon,
            Actors = [.. actors],
            Requirements = [],
            Values = ImmutableSortedDictionary<string, SampledValue>.Empty,
        };
}
