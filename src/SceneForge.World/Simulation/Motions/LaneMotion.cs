using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Roads;

namespace SceneForge.World.Simulation.Motions;

/// <summary>Follows a lane; subclasses choose the acceleration.</summary>
internal abstract class LaneMotion : Motion
{
    // Turned by more than this nobody is on a lane; by less it swings in.
    private const double MostTurned = 25;
    private const double SwingTime = 2.5;
    private const double SwingSpeed = 3;

    // Slower than this a body has stopped at its lane's end.
    private const double Crawling = 0.3;

    /// <summary>Whoever starts beside a lane's centre keeps its lateral place.</summary>
    public override void Begin(Mover self, Traffic traffic)
    {
        if (self.Lane is null && traffic.Roads is { } roads)
        {
            self.Lane = Join(self, roads, traffic);
        }
    }

    public override void Advance(Mover self, Traffic traffic, double dt)
    {
        double acceleration = Math.Clamp(Acceleration(self, traffic, dt), -self.Limits.Braking, self.Limits.Acceleration);
        double before = self.Speed;
        self.Speed = Math.Max(0, before + acceleration * dt);
        if (self.Lane is null)
        {
            // Told already why there is none.
            self.Speed = 0;
        }
        else if (traffic.Roads is { } roads)
        {
            MoveAlong(self, traffic, roads, 0.5 * (before + self.Speed) * dt, dt);
        }
    }

    /// <summary>In m/s^2, from the state at the beginning of the step.</summary>
    protected abstract double Acceleration(Mover self, Traffic traffic, double dt);

    private static LanePosition? Join(Mover self, IRoadNetwork roads, Traffic traffic)
    {
        Double3 at = self.Pose.Translation;
        if (roads.Locate(at.X, at.Y, at.Z) is not { } lane)
        {
            traffic.Report(self, "there is no lane within 50 m to follow.", "Start it on a lane, or lead it there by \"follow_path\".");
            return null;
        }

        if (Math.Abs(lane.Offset) > roads.LaneWidth(lane))
        {
            traffic.Report(self, FormattableString.Invariant($"the nearest lane's centre is {Math.Abs(lane.Offset):0.0} m to its side."),
                "Start it on a lane, or lead it there by \"follow_path\".");
            return null;
        }

        double turned = Angles.Wrap(self.Pose.Rotation.Yaw() - roads.PoseAt(lane).Rotation.Yaw());
        if (Math.Abs(turned) > StrictMath.Radians(MostTurned))
        {
            string how = FormattableString.Invariant($"it looks {Math.Abs(StrictMath.Degrees(turned)):0} degrees away from the way of its lane");
            traffic.Report(self, Math.Abs(turned) > Math.PI / 2 ? $"it would have to drive against the lane: {how}." : $"{how}.",
                "Start it with \"heading\": 0 on a lane of its direction, or move it by \"follow_path\".");
            return null;
        }

        if (Math.Abs(turned) > 1e-6)
        {
            double speed = Math.Max(self.Speed, SwingSpeed);
            double rate = speed * StrictMath.Tan(turned);
            self.LaneChange = new LaneChange(lane.Offset, lane.Offset + rate * SwingTime / 3, SwingTime, rate, speed);
        }

        return lane;
    }

    private static void MoveAlong(Mover self, Traffic traffic, IRoadNetwork roads, double metres, double dt)
    {
        if (metres <= 0)
        {
            return;
        }

        LanePosition lane = self.Lane!.Value;
        double offset = self.LaneChange is { } change ? change.Advance(dt, metres / dt) : lane.Offset;
        double aside = Math.Clamp(offset - lane.Offset, -0.9 * metres, 0.9 * metres);
        double ahead = aside == 0 ? metres : Math.Sqrt(metres * metres - aside * aside);
        // Beside the centre line the way through a bend is longer or shorter.
        double bend = Math.Max(0.1, 1 - roads.Curvature(lane) * lane.Offset);
        if (roads.Advance(lane, ahead / bend) is not { } next)
        {
            if (self.Speed > Crawling)
            {
                traffic.Report(self,
                    FormattableString.Invariant($"its lane on road \"{lane.Road}\" ends before it, and it drives {self.Speed:0.0} m/s."),
                    "Begin farther back, let it stop before, or end the scenario earlier.");
            }

            self.Speed = 0;
            return;
        }

        self.Travel(metres);
        next = next with { Offset = lane.Offset + aside };
        self.LaneChange = self.LaneChange is { IsOver: false } going ? going : null;
        self.Lane = next;
        Pose onLane = roads.PoseAt(next);
        double sideways = aside == 0 ? 0 : StrictMath.Atan2(aside, ahead);
        self.Pose = onLane with { Rotation = onLane.Rotation * Rotation.Around(Double3.UnitZ, sideways) };
        self.Steer = StrictMath.Atan(self.Model.WheelBase * roads.Curvature(next));
    }
}
