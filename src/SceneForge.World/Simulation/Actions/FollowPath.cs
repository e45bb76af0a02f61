using System.Collections.Immutable;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;
using SceneForge.Scenarios.Values;
using SceneForge.World.Simulation.Motions;

namespace SceneForge.World.Simulation.Actions;

/// <summary>
/// Goes or drives along way points at <paramref name="Speed"/> m/s, reached with at most <paramref name="Acceleration"/> m/s^2; ends at the
/// last.
/// </summary>
public sealed record FollowPath(ImmutableArray<Place> Points, double Speed, double Acceleration) : ActorAction, IBehaviourForm<FollowPath>
{
    public static string Word => "follow_path";

    public static string Description => "Walks or runs along way points; ends at the last.";

    public static string Example => """{ "points": [{ "x": 30, "y": 2 }], "speed": 2, "acceleration": 2 }""";

    public override bool NeedsRoads => false;

    public override IEnumerable<Place> Places => Points;

    public static Drawn<FollowPath> Read(BehaviourFields fields)
    {
        ImmutableArray<Drawn<Place>> points = fields.Places("points", "Way points.");
        Drawn<double> speed = fields.Number("speed", "m/s.", 0.01, BehaviourFields.TopSpeed);
        Drawn<double> acceleration = fields.Number("acceleration", "m/s2.", 0.05, BehaviourFields.TopAcceleration, 2);
        return draw => new FollowPath([.. points.Select(p => p(draw))], speed(draw), acceleration(draw));
    }

    public override void Write(JsonMembers json) => json.Object(Word, () =>
    {
        json.Places("points", Points);
        json.Number("speed", Speed);
        json.Number("acceleration", Acceleration);
    });

    internal override Motion Begin(StepStart at) =>
        PathMotion.Of(at.Self, _ => [.. Points.Select(p => at.Placement.Resolve(p).Translation)], Speed, Acceleration);
}
