using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Ground;

namespace SceneForge.World.Simulation.Motions;

/// <summary>Goes along way points in straight lines and stops at the last.</summary>
/// <param name="points">Way points, given where it stands when it starts; heights are the ground's.</param>
/// <param name="speed">m/s.</param>
/// <param name="acceleration">m/s^2.</param>
internal sealed class PathMotion(Func<Mover, IReadOnlyList<Double3>> points, double speed, double acceleration) : Motion
{
    // A person turns about within half a second, and takes a kerb within a tenth.
    private const double TurnRate = 6.0;
    private const double ClimbRate = 1.2;
    private const double StoppingDeceleration = 3.0;

    private IReadOnlyList<Double3> _points = [];
    private int _next;

    public override bool IsOver => _next >= _points.Count;

    public override void Begin(Mover self, Traffic traffic)
    {
        _points = points(self);
        _next = 0;
        self.Lane = null;
    }

    public override void Advance(Mover self, Traffic traffic, double dt)
    {
        Double3 position = self.Pose.Translation;
        double limit = Math.Min(speed, Math.Sqrt(2 * StoppingDeceleration * Remaining(position)));
        self.Speed = IsOver ? 0 : Math.Min(limit, self.Speed + acceleration * dt);
        double way = self.Speed * dt;
        self.Travel(way);
        double yaw = self.Pose.Rotation.Yaw();
        while (way > 0 && !IsOver)
        {
            Double3 to = (_points[_next] - position) with { Z = 0 };
            double distance = to.Length;
            double step = Math.Min(way, distance);
            if (distance > 1e-9)
            {
                yaw = Turn(yaw, StrictMath.Atan2(to.Y, to.X), TurnRate * dt);
                position += to * (step / distance);
            }

            way -= step;
            // The last millimetre counts as arrived: braking towards a point never ends otherwise.
            if (distance - step < 1e-3)
            {
                _next++;
            }
        }

        double climb = traffic.Ground.HeightOrNear(position.X, position.Y, position.Z) - position.Z;
        self.Pose = Pose.At(position.X, position.Y, position.Z + Math.Clamp(climb, -ClimbRate * dt, ClimbRate * dt), yaw);
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

    private static double Turn(double from, double to, double most)
    {
        double difference = to - from;
        difference -= 2 * Math.PI * Math.Round(difference / (2 * Math.PI));
        return from + Math.Clamp(difference, -most, most);
    }
}
