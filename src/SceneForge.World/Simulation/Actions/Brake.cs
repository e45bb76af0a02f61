using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;
using SceneForge.Scenarios.Values;
using SceneForge.World.Simulation.Motions;

namespace SceneForge.World.Simulation.Actions;

/// <summary>Brakes with constant deceleration (m/s^2, positive) after a reaction time, to a stop.</summary>
public sealed record Brake(double ReactionTime, double Deceleration) : ActorAction, IBehaviourForm<Brake>
{
    public static string Word => "brake";

    public static string Description => "Brakes to a stop.";

    public static string Example => """{ "reaction_time": 0.5, "deceleration": 6 }""";

    public override bool NeedsRoads => true;

    public static Drawn<Brake> Read(BehaviourFields fields)
    {
        Drawn<double> reaction = fields.Number("reaction_time", "Seconds before the brakes bite.", 0, 10, 0.8);
        Drawn<double> deceleration = fields.Number("deceleration", "m/s2, positive.", 0.05, BehaviourFields.TopAcceleration, 7);
        return draw => new Brake(reaction(draw), deceleration(draw));
    }

    public override void Write(JsonMembers json) => json.Numbers(Word, ("reaction_time", ReactionTime), ("deceleration", Deceleration));

    internal override Motion Begin(StepStart at)
    {
        if (Deceleration > at.Self.Limits.Braking)
        {
            at.Traffic.Report(at.Self, FormattableString.Invariant(
                $"a {at.Self.Model.Class} brakes with {at.Self.Limits.Braking} m/s2 at most, not with {Deceleration:0.##}."),
                "Lower \"deceleration\".");
        }

        return new Braking(this);
    }

    // Holds its speed for the reaction time.
    private sealed class Braking(Brake action) : LaneMotion
    {
        private double _time;
        private bool _stopped;

        public override bool IsOver => _stopped;

        protected override double Acceleration(Mover self, Traffic traffic, double dt)
        {
            _time += dt;
            _stopped = self.Speed <= 0;
            // The tolerance keeps sums of steps from ending the reaction a step early.
            return _time <= action.ReactionTime + 1e-9 ? 0 : -action.Deceleration;
        }
    }
}
