using SceneForge.Base.Geometry;
using SceneForge.Base.Numerics;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;
using SceneForge.Scenarios.Values;
using SceneForge.World.Simulation.Motions;

namespace SceneForge.World.Simulation.Actions;

/// <summary>
/// Crosses the road: turns by <paramref name="Heading"/> degrees against its heading and goes <paramref name="Distance"/> metres straight.
/// </summary>
public sealed record Cross(double Heading, double Distance, double Speed, double Acceleration) : ActorAction, IBehaviourForm<Cross>
{
    public static string Word => "cross";

    public static string Description => "Turns and goes straight on; ends after the distance.";

    public static string Example => """{ "heading": 10, "distance": 9, "speed": 1.4, "acceleration": 2 }""";

    public override bool NeedsRoads => false;

    public static Drawn<Cross> Read(BehaviourFields fields)
    {
        Drawn<double> heading = fields.Number("heading", "Degrees turned against its heading, counter-clockwise.", -360, 360, 0);
        Drawn<double> distance = fields.Number("distance", "Metres.", 0.1, 1000);
        Drawn<double> speed = fields.Number("speed", "m/s.", 0.01, BehaviourFields.TopSpeed, 1.4);
        Drawn<double> acceleration = fields.Number("acceleration", "m/s2.", 0.05, BehaviourFields.TopAcceleration, 2);
        return draw => new Cross(heading(draw), distance(draw), speed(draw), acceleration(draw));
    }

    public override void Write(JsonMembers json) =>
        json.Numbers(Word, ("heading", Heading), ("distance", Distance), ("speed", Speed), ("acceleration", Acceleration));

    internal override Motion Begin(StepStart at) => PathMotion.Of(at.Self, self => [Ahead(self.Pose)], Speed, Acceleration);

    private Double3 Ahead(Pose from)
    {
        double yaw = from.Rotation.Yaw() + StrictMath.Radians(Heading);
        return from.Translation + new Double3(StrictMath.Cos(yaw), StrictMath.Sin(yaw), 0) * Distance;
    }
}
