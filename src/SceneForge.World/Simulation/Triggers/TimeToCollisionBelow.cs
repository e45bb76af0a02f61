using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;
using SceneForge.Scenarios.Values;
using SceneForge.World.Simulation.Motions;

namespace SceneForge.World.Simulation.Triggers;

/// <summary>
/// The time that <paramref name="From"/> needs at its present speed, along its heading, to the foot of the perpendicular
/// of <paramref name="To"/>'s position falls below <paramref name="Seconds"/>, measured from the front of its body.
/// </summary>
public sealed record TimeToCollisionBelow(string From, string To, double Seconds) : ActorTrigger, IBehaviourForm<TimeToCollisionBelow>
{
    public static string Word => "time_to_collision";

    public static string Description =>
        "The time that the front of \"from\" needs at its present speed to reach the height of \"to\" falls below a bound.";

    public static string Example => """{ "from": "ego", "to": "other", "below": 60 }""";

    public static Drawn<TimeToCollisionBelow> Read(BehaviourFields fields)
    {
        (string from, string to) = fields.Pair();
        Drawn<double> below = fields.Number("below", "Seconds.", 0, 1000);
        return draw => new TimeToCollisionBelow(from, to, below(draw));
    }

    public override void Write(JsonMembers json) => json.Object(Word, () =>
    {
        json.Text("from", From);
        json.Text("to", To);
        json.Number("below", Seconds);
    });

    internal override bool Fires(Situation now)
    {
        Mover from = now.Find(From);
        return FrontApproach.Seconds(from.Pose, from.Body, from.Speed, now.Find(To).Pose.Translation) < Seconds;
    }
}
