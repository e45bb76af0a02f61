using System.Collections.Immutable;

namespace SceneForge.World.Simulation.Motions;

/// <summary>Speed (m/s) at a time (s) since the step's start.</summary>
public readonly record struct ProfilePoint(double Time, double Speed);

/// <summary>A speed given over time, linear between the points.</summary>
internal sealed class DriveProfileMotion(ImmutableArray<ProfilePoint> points) : LaneMotion
{
    private double _time;

    public override bool IsOver => _time >= points[^1].Time;

    protected override double Acceleration(Mover self, Traffic traffic, double dt)
    {
        _time += dt;
        return (SpeedAt(_time) - self.Speed) / dt;
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
