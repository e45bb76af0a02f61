using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Ground;

namespace SceneForge.World.Simulation.Motions;

/// <summary>Walks along way points in straight lines with rounded corners and stops at the last.</summary>
/// <param name="points">Way points, given where it stands when it starts; heights are the ground's.</param>
/// <param name="speed">m/s.</param>
/// <param name="acceleration">m/s^2.</param>
internal sealed class PathMotion(Func<Mover, IReadOnlyList<Double3>> points, double speed, double acceleration) : Motion
{
    // A kerb within a tenth of a second.
    private const double ClimbRate = 1.2;
    private const double StoppingDeceleration = 3.0;

    // How hard a walker changes its way, m/s^2; slower than this it turns as it likes, m/s.
    private const double CornerAcceleration = 5.0;
    private const double Slow = 0.3;

    private IReadOnlyList<Double3> _points = [];
    private Double3 _way;
    private int _next;

    public override bool IsOver => _next >= _points.Count;

    /// <summary>The motion along way points of a body of this kind: those that steer drive, all others walk.</summary>
    public static Motion Of(Mover self, Func<Mover, IReadOnlyList<Double3>> points, double speed, double acceleration) =>
        self.Model.WheelBase > 0 && self.Limits.Steer > 0
            ? new DrivenPathMotion(points, speed, acceleration)
            : new PathMotion(points, speed, acceleration);

    public override void Begin(Mover self, Traffic traffic)
    {
        _points = points(self);
        _next = 0;
        double yaw = self.Pose.Rotation.Yaw();
        _way = new Double3(StrictMath.Cos(yaw), StrictMath.Sin(yaw), 0);
        self.Lane = null;
        self.LaneChange = null;
    }

    public override void Advance(Mover self, Traffic traffic, double dt)
    {
        Double3 position = self.Pose.Translation;
        double limit = Math.Min(speed, Math.Sqrt(2 * StoppingDeceleration * Remaining(position)));
        double hardest = IsOver ? self.Limits.Braking : Math.Max(acceleration, StoppingDeceleration);
        double wanted = IsOver ? 0 : Math.Min(limit, self.Speed + acceleration * dt);
        double next = Math.Max(wanted, self.Speed - hardest * dt);
        double yaw = self.Pose.Rotation.Yaw();
        if (!IsOver && Corner(self, position, next, dt) is { } velocity)
        {
            position += velocity * dt;
            self.Speed = velocity.Length;
            self.Travel(self.Speed * dt);
            yaw = Angles.Turn(yaw, StrictMath.Atan2(velocity.Y, velocity.X), MotionLimits.TurnRate * dt);
            _way = self.Speed > 1e-9 ? velocity * (1 / self.Speed) : _way;
        }
        else
        {
            self.Speed = next;
            self.Travel(next * dt);
            (position, yaw) = Straight(position, yaw, next * dt, dt);
        }

        double climb = traffic.Ground.HeightOrNear(position.X, position.Y, position.Z) - position.Z;
        self.Pose = Pose.At(position.X, position.Y, position.Z + Math.Clamp(climb, -ClimbRate * dt, ClimbRate * dt), yaw);
    }

    // The velocity of the step while it changes its way; null on a straight way.
    private Double3? Corner(Mover self, Double3 position, double next, double dt)
    {
        if (self.Speed < Slow)
        {
            return null;
        }

        Double3 now = _way * self.Speed;
        // The corner is begun so early that it is halfway round beside the point.
        while (_next < _points.Count - 1)
        {
            Double3 leg = (_points[_next + 1] - _points[_next]) with { Z = 0 };
            double change = leg.Length > 1e-6 ? (leg.Normalized() * self.Speed - now).Length : 0;
            if (((_points[_next] - position) with { Z = 0 }).Length > Math.Max(1e-3, self.Speed * change / (2 * CornerAcceleration)))
            {
                break;
            }

            _next++;
        }

        Double3 to = (_points[_next] - position) with { Z = 0 };
        Double3 towards = to.Length > 1e-6 ? to.Normalized() : _way;
        if (Double3.Dot(towards, _way) > 1 - 1e-9)
        {
            return null;
        }

        Double3 difference = towards * next - now;
        double most = Math.Min(CornerAcceleration, self.Limits.Lateral) * dt;
        return difference.Length <= most ? null : now + difference * (most / difference.Length);
    }

    private (Double3 Position, double Yaw) Straight(Double3 position, double yaw, double way, double dt)
    {
        if (IsOver)
        {
            return (position + _way * way, yaw);
        }

        while (way > 0 && !IsOver)
        {
            Double3 to = (_points[_next] - position) with { Z = 0 };
            double distance = to.Length;
            double step = Math.Min(way, distance);
            if (distance > 1e-9)
            {
                yaw = Angles.Turn(yaw, StrictMath.Atan2(to.Y, to.X), MotionLimits.TurnRate * dt);
                position += to * (step / distance);
                _way = to * (1 / distance);
            }

            way -= step;
            // The last millimetre counts as arrived: braking towards a point never ends otherwise.
            if (distance - step < 1e-3)
            {
                _next++;
            }
        }

        return (position, yaw);
    }

    private double Remaining(Double3 position)
    {
        double sum = 0;
        for (int i = _next; i < _points.Count; i++)
        {
            sum += ((_points[i] - position) with { Z = 0 }).Length;
            position = _points[i];
        }

        return sum;
    }
}
