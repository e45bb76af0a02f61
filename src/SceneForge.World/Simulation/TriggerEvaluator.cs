using SceneForge.Scenarios.Sampled;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Simulation;

/// <summary>Decides whether a behaviour step may start.</summary>
internal sealed class TriggerEvaluator(IReadOnlyList<Mover> movers, Placement placement)
{
    public bool Fires(Trigger trigger, Mover self, double time) => trigger switch
    {
        Trigger.Immediately => self.Motion.IsOver,
        Trigger.AtTime t => time >= t.Seconds - 1e-9,
        Trigger.Distance d => GroundDistance(Find(d.From).Pose.Translation, Find(d.To).Pose.Translation) < d.Metres,
        Trigger.TimeToCollision c => TimeToCollision(Find(c.From), Find(c.To)) < c.Seconds,
        Trigger.Reach r => GroundDistance(Find(r.Actor).Pose.Translation, placement.Resolve(r.Place).Translation) < r.Radius,
        _ => throw new InvalidOperationException($"No rule evaluates a {trigger.GetType().Name}."),
    };

    private static double TimeToCollision(Mover from, Mover to) =>
        Encounter.TimeToCollision(from.Pose, from.Body, from.Speed, to.Pose.Translation);

    private static double GroundDistance(Double3 a, Double3 b) => ((a - b) with { Z = 0 }).Length;

    private Mover Find(string actor) => movers.First(m => m.Actor.Name == actor);
}
