using System.Collections.Immutable;

namespace SceneForge.World.Simulation.Motions;

/// <summary>Speed (m/s) at a time (s) since the step's start.</summary>
public readonly record struct ProfilePoint(double Time, double Speed);

/// <summary>A speed given over time, linear between the points.</summary>
internal sealed class DriveProfileMotion(ImmutableArray<ProfilePoint> points) : LaneMotion
{
    private const double Tolerance = 1.05;

    // So much a body makes up for within its limits, m/s.
    private const double SmallDifference = 0.2;

    private double _time;
    private bool _told;

    public override bool IsOver => _time >= points[^1].Time;

    protected override double Acceleration(Mover self, Traffic traffic, double dt)
    {
        _time += dt;
        double wanted = SpeedAt(_time);
        double acceleration = (wanted - self.Speed) / dt;
        if (!_told && (acceleration > self.Limits.Acceleration * Tolerance || -acceleration > self.Limits.Braking * Tolerance)
            && Math.Abs(wanted - self.Speed) > SmallDifference)
        {
            _told = true;
            traffic.Report(self, FormattableString.Invariant(
                $"its profile asks for {wanted:0.0} m/s at once where it drives {self.Speed:0.0} m/s; a {self.Model.Class} gains at most ")
                + FormattableString.Invariant($"{self.Limits.Acceleration} m/s2 and brakes with {self.Limits.Braking} at most."),
                "Begin the profile with the speed that it has, or give the change of speed more time.");
        }

        return acceleration;
    }

    private double SpeedAt(double time)
    {
        ProfilePoint before = points[0];
        foreach (ProfilePoint point in points)
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
