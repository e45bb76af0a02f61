using SceneForge.Scenarios.Sampled;

namespace SceneForge.World.Simulation;

/// <summary>The Intelligent Driver Model (Treiber, Hennecke, Helbing 2000, equations 3 and 4).</summary>
internal sealed class FollowLaneMotion(BehaviourAction.FollowLane action) : LaneMotion
{
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

        return action.Acceleration * (free - interaction);
    }
}

/// <summary>A speed given over time.</summary>
internal sealed class DriveProfileMotion(BehaviourAction.DriveProfile action) : LaneMotion
{
    private double _time;

    public override bool IsOver => _time >= action.Points[^1].Time;

    protected override double Acceleration(Mover self, Traffic traffic, double dt)
    {
        _time += dt;
        return (SpeedAt(_time) - self.Speed) / dt;
    }

    private double SpeedAt(double time)
    {
        ProfilePoint before = action.Points[0];
        foreach (ProfilePoint point in action.Points)
        {
            if (point.Time >= time && point.Time > before.Time)
            {
                return before.Speed + (point.Speed - before.Speed) * (time - before.Time) / (point.Time - before.Time);
            }

            before = point;
        }

        return before.Speed;
    }
}

/// <summary>Holds its speed for a reaction time, then brakes to a stop.</summary>
internal sealed class BrakeMotion(BehaviourAction.Brake action) : LaneMotion
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
