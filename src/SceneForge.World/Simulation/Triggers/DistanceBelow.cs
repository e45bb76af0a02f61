using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;
using SceneForge.Scenarios.Values;
using SceneForge.World.Simulation.Motions;

namespace SceneForge.World.Simulation.Triggers;

/// <summary>The distance in the ground plane between the origins of two actors falls below <paramref name="Metres"/>.</summary>
public sealed record DistanceBelow(string From, string To, double Metres) : ActorTrigger, IBehaviourForm<DistanceBelow>
{
    public static string Word => "distance";

    public static string Description => "Two actors come near each other.";

    public static string Example => """{ "from": "ego", "to": "other", "below": 50 }""";

    public static Drawn<DistanceBelow> Read(BehaviourFields fields)
    {
        (string from, string to) = fields.Pair();
        Drawn<double> below = fields.Number("below", "Metres in the ground plane between the two origins.", 0, 10_000);
        return draw => new DistanceBelow(from, to, below(draw));
    }

    public override void Write(JsonMembers json) => json.Object(Word, () =>
    {
        json.Text("from", From);
        json.Text("to", To);
        json.Number("below", Metres);
    });

    internal override bool Fires(Situation now) =>
        Situation.GroundDistance(now.Find(From).Pose.Translation, now.Find(To).Pose.Translation) < Metres;
}
