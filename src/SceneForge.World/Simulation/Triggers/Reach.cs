using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;
using SceneForge.Scenarios.Values;
using SceneForge.World.Simulation.Motions;

namespace SceneForge.World.Simulation.Triggers;

/// <summary>The actor's origin comes within <paramref name="Radius"/> metres of a place.</summary>
public sealed record Reach(string Actor, Place Place, double Radius) : ActorTrigger, IBehaviourForm<Reach>
{
    public static string Word => "reach";

    public static string Description => "An actor comes near a place.";

    public static string Example => """{ "actor": "ego", "place": { "x": 20, "y": 0 }, "radius": 100 }""";

    public override IEnumerable<Place> Places => [Place];

    public static Drawn<Reach> Read(BehaviourFields fields)
    {
        string actor = fields.Actor("actor", "Who.");
        Drawn<Place> place = fields.Place("place");
        Drawn<double> radius = fields.Number("radius", "Metres.", 0.01, 1000, 1);
        return draw => new Reach(actor, place(draw), radius(draw));
    }

    public override void Write(JsonMembers json) => json.Object(Word, () =>
    {
        json.Text("actor", Actor);
        json.Place("place", Place);
        json.Number("radius", Radius);
    });

    internal override bool Fires(Situation now) =>
        Situation.GroundDistance(now.Find(Actor).Pose.Translation, now.Placement.Resolve(Place).Translation) < Radius;
}
