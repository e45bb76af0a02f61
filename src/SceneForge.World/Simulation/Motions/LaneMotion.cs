using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Roads;

namespace SceneForge.World.Simulation.Motions;

/// <summary>Follows a lane; subclasses choose the acceleration.</summary>
internal abstract class LaneMotion : Motion
{
    private const double HardestBraking = 9.0;

    /// <summary>Whoever starts beside a lane's centre keeps its lateral place.</summary>
    public override void Begin(Mover self, Traffic traffic) =>
        self.Lane ??= traffic.Roads?.Locate(self.Pose.Translation.X, self.Pose.Translation.Y, self.Pose.Translation.Z);

    public override void Advance(Mover self, Traffic traffic, double dt)
    {
        double acceleration = Math.Max(-HardestBraking, Acceleration(self, traffic, dt));
        double before = self.Speed;
        self.Speed = Math.Max(0, before + acceleration * dt);
        if (traffic.Roads is { } roads)
        {
            MoveAlong(self, roads, 0.5 * (before + self.Speed) * dt, dt);
        }
    }

    /// <summary>In m/s^2, from the state at the beginning of the step.</summary>
    protected abstract double Acceleration(Mover self, Traffic traffic, double dt);

    private static void MoveAlong(Mover self, IRoadNetwork roads, double metres, double dt)
    {
        if (self.Lane is not { } lane || metres <= 0)
        {
            return;
        }

        if (roads.Advance(lane, metres) is not { } next)
        {
            // The lane ends here.
            self.Speed = 0;
            return;
        }

        self.Travel(metres);
        double drift = 0;
        if (self.LaneChange is { } change)
        {
            double offset = change.Advance(dt);
            drift = (offset - next.Offset) / dt;
            next = next with { Offset = offset };
            self.LaneChange = change.IsOver ? null : change;
        }

        self.Lane = next;
        Pose onLane = roads.PoseAt(next);
        double sideways = self.Speed > 0.1 ? StrictMath.Atan2(drift, self.Speed) : 0;
        self.Pose = onLane with { Rotation = onLane.Rotation * Rotation.Around(Double3.UnitZ, sideways) };
        self.Steer = StrictMath.Atan(self.Model.WheelBase * roads.Curvature(next));
    }
}
