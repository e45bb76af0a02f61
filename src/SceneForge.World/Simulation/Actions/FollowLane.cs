using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;
using SceneForge.Scenarios.Values;
using SceneForge.World.Simulation.Motions;

namespace SceneForge.World.Simulation.Actions;

/// <summary>Follows its lane with the Intelligent Driver Model (Treiber, Hennecke, Helbing 2000). SI units.</summary>
public sealed record FollowLane(double DesiredSpeed, double TimeHeadway, double MinimumGap, double Acceleration, double ComfortableDeceleration)
    : ActorAction, IBehaviourForm<FollowLane>
{
    public static string Word => "follow_lane";

    public static string Description => "Follows its lane with the Intelligent Driver Model (Treiber, Hennecke, Helbing 2000).";

    public static string Example =>
        """{ "desired_speed": 8, "time_headway": 1.5, "minimum_gap": 2, "acceleration": 1.4, "comfortable_deceleration": 2 }""";

    public override bool NeedsRoads => true;

    // Defaults for urban cars: Treiber, Hennecke, Helbing 2000; Treiber and Kesting 2013, table 11.2.
    public static Drawn<FollowLane> Read(BehaviourFields fields)
    {
        Drawn<double> speed = fields.Number("desired_speed", "Speed on a free road, m/s; default: the actor's \"speed\".", 0,
            BehaviourFields.TopSpeed, fields.StartSpeed);
        Drawn<double> headway = fields.Number("time_headway", "Seconds kept to the vehicle ahead.", 0.1, 10, 1.5);
        Drawn<double> gap = fields.Number("minimum_gap", "Metres kept when standing.", 0.1, 50, 2);
        Drawn<double> acceleration = fields.Number("acceleration", "Greatest acceleration, m/s2.", 0.05, BehaviourFields.TopAcceleration, 1.4);
        Drawn<double> deceleration = fields.Number("comfortable_deceleration", "Deceleration that it likes, m/s2.", 0.05,
            BehaviourFields.TopAcceleration, 2);
        return draw => new FollowLane(speed(draw), headway(draw), gap(draw), acceleration(draw), deceleration(draw));
    }

    public override void Write(JsonMembers json) => json.Numbers(Word, ("desired_speed", DesiredSpeed), ("time_headway", TimeHeadway),
        ("minimum_gap", MinimumGap), ("acceleration", Acceleration), ("comfortable_deceleration", ComfortableDeceleration));

    internal override Motion Begin(StepStart at) => new Driver(this);

    // Equations 3 and 4.
    private sealed class Driver(FollowLane action) : LaneMotion
    {
        private const double HardestBraking = 9.0;

        protected override double Acceleration(Mover self, Traffic traffic, double dt)
        {
            double ratio = action.DesiredSpeed > 0 ? self.Speed / action.DesiredSpeed : 10;
            double free = 1 - ratio * ratio * ratio * ratio;
            double interaction = 0;
            if (traffic.Leader(self) is { } leader)
            {
                double approach = self.Speed - leader.Speed;
                double braking = 2 * Math.Sqrt(action.Acceleration * action.ComfortableDeceleration);
                double wanted = action.MinimumGap + Math.Max(0, self.Speed * action.TimeHeadway + self.Speed * approach / braking);
                interaction = wanted / leader.Gap * (wanted / leader.Gap);
            }

            return Math.Max(-HardestBraking, action.Acceleration * (free - interaction));
        }
    }
}
