using System.Collections.Immutable;
using SceneForge.Base.Random;
using SceneForge.Scenarios.Sampled;
using SceneForge.World.Assets;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Scenes;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Roads;
using SceneForge.World.Timeline;
using SceneForge.World.Scenes.Building;
using SceneForge.World.Simulation.Motions;

namespace SceneForge.World.Simulation;

/// <summary>Runs a variation from start to end with a fixed step.</summary>
public static class Simulator
{
    /// <summary>
    /// The timeline of a variation. Assets, roads and lanes must exist (<see cref="WorldCheck"/>).
    /// Things of the scene that overlap an actor's start give way to it.
    /// </summary>
    /// <exception cref="InvalidOperationException">An actor cannot do what it is told.</exception>
    public static WorldTimeline Run(SampledScenario scenario, Scene scene, Taxonomy taxonomy)
    {
        List<WorldProblem> problems = [];
        WorldTimeline timeline = Run(scenario, scene, taxonomy, problems);
        return problems.Count == 0 ? timeline : throw new InvalidOperationException($"{problems[0].Pointer}: {problems[0].Message}");
    }

    /// <summary>The same; what actors cannot do is told, and they stop there.</summary>
    /// <param name="problems">Gains what could not be carried out, with its time.</param>
    public static WorldTimeline Run(SampledScenario scenario, Scene scene, Taxonomy taxonomy, ICollection<WorldProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        Dictionary<string, Model> models = ModelsOf(scenario, scene);
        Placement placement = new(scene, scenario.Actors, models);
        ImmutableArray<Mover> movers = [.. scenario.Actors.Select(actor => SetDown(actor, models[actor.Name], placement, taxonomy))];
        TakenRoom taken = new(movers);
        Traffic traffic = new(scene, movers);
        ImmutableSortedDictionary<string, long>.Builder events = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);

        long stepNs = Nanoseconds(scenario.Step);
        int steps = (int)Math.Ceiling(scenario.Duration / scenario.Step - 1e-9);
        ObjectState[][] states = [.. movers.Select(_ => new ObjectState[steps + 1])];
        for (int step = 0; step <= steps; step++)
        {
            traffic.BeginStep(step * stepNs);
            foreach (Mover mover in StepsDue(new Situation(movers, placement, step * scenario.Step)))
            {
                StartStep(mover, traffic, placement, events, step * stepNs);
            }

            // Whoever waits for its first step goes on or stands, and says that speed.
            foreach (Mover waiting in movers.Where(m => step == 0 && m.NextStep == 0))
            {
                waiting.Motion.Begin(waiting, traffic);
            }

            for (int i = 0; i < movers.Length; i++)
            {
                states[i][step] = movers[i].State;
                movers[i].Motion.Advance(movers[i], traffic, scenario.Step);
            }
        }

        foreach (MotionFault fault in traffic.Faults.Concat(movers.SelectMany((m, i) =>
            traffic.Faults.Exists(f => f.Self == m) ? [] : MotionCheck.Of(m, states[i], stepNs))))
        {
            problems.Add(fault.ToProblem(scenario));
        }

        IEnumerable<WorldObject> actors = movers.Select((m, i) => new WorldObject(m.Actor.Id, m.Actor.Name, m.Model, TrackOf(states[i], stepNs))
        {
            Lamps = ActorLamps.PlanOf(m.Actor, m.Turns),
        });
        HashSet<WorldObject> supports = [.. scenario.Actors.Select(a => a.Start).OfType<Place.OnThing>()
            .Where(on => scene.Named.ContainsKey(on.Thing)).Select(on => scene.Named[on.Thing])];
        IEnumerable<WorldObject> standing = scene.Objects.Where(o => !taxonomy[o.Model.Class].IsThing || supports.Contains(o) || !taken.Overlaps(o));
        Conditions conditions = ConditionsIn(scene.Sky, scenario.Conditions);
        WorldTimeline timeline = new(taxonomy, conditions, [.. actors, .. standing], steps * stepNs, events.ToImmutable());
        foreach (WorldProblem problem in SolidCheck.Of(scenario, timeline))
        {
            problems.Add(problem);
        }

        return timeline;
    }

    /// <summary>Seconds as whole nanoseconds.</summary>
    public static long Nanoseconds(double seconds) => SimulatedTime.Nanoseconds(seconds);

    /// <summary>Where the actors of a scenario start.</summary>
    internal static Placement Place(SampledScenario scenario, Scene scene) => new(scene, scenario.Actors, ModelsOf(scenario, scene));

    private static Dictionary<string, Model> ModelsOf(SampledScenario scenario, Scene scene) => scenario.Actors.ToDictionary(
        actor => actor.Name,
        actor => scene.Assets.Make(new AssetRequest(actor.Asset,
            new RandomStream(scenario.Seed, (ulong)scenario.Variation, $"/actors/{actor.Name}/asset"), actor.Height, actor.Color)),
        StringComparer.Ordinal);

    // A hall's lamps burn by day, too, and no weather comes in.
    private static Conditions ConditionsIn(SceneSky sky, Conditions conditions) => sky is SceneSky.Hall hall
        ? conditions with
        {
            Hall = hall.Light,
            StreetLamps = true,
            RainRate = 0,
            Wetness = 0,
            SnowRate = 0,
            SnowCover = 0,
            Visibility = double.PositiveInfinity,
        }
        : conditions;

    private static Mover SetDown(SampledActor actor, Model model, Placement placement, Taxonomy taxonomy) => new(
        actor,
        model,
        placement.Settle(actor),
        MotionLimits.Of(model.Class, taxonomy[model.Class].Traits),
        actor.Start is Place.OnLane { Heading: 0 } lane ? new LanePosition(lane.Road, lane.Lane, lane.S, lane.Offset) : null);

    private static Mover[] StepsDue(Situation now) => [.. now.Movers.Where(m => m.NextStep < m.Actor.Steps.Length
        && (m.Actor.Steps[m.NextStep].Trigger is { } trigger ? ((ActorTrigger)trigger).Fires(now) : m.Motion.IsOver))];

    private static void StartStep(Mover mover, Traffic traffic, Placement placement, ImmutableSortedDictionary<string, long>.Builder events,
        long timeNs)
    {
        BehaviourStep step = mover.Actor.Steps[mover.NextStep++];
        events[$"{mover.Actor.Name}.{step.Name}"] = timeNs;
        mover.StepStarts.Add(timeNs);
        if (((ActorAction)step.Action).Begin(new StepStart(mover, traffic, placement, timeNs)) is { } motion)
        {
            mover.Motion = motion;
            motion.Begin(mover, traffic);
        }
    }

    // What never moved is kept as one state, so that renderers may treat it as part of the scene.
    private static Track TrackOf(ObjectState[] states, long stepNs) =>
        Array.TrueForAll(states, s => s == states[0]) ? Track.Still(states[0].WorldFromObject) : new Track(states, stepNs);
}
