using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Ground;

namespace SceneForge.World.Simulation.Motions;

/// <summary>
/// Drives along way points and stops at the last: the rear axle's middle of a body that steers, as a bicycle model that pursues a point ahead on
/// the path (Coulter 1992, "Implementation of the Pure Pursuit Path Tracking Algorithm"). Corners are rounded, slowly taken where they are tight,
/// and nobody turns tighter than its wheels allow.
/// </summary>
/// <param name="points">Way points, given where it stands when it starts; heights are the ground's.</param>
/// <param name="speed">m/s.</param>
/// <param name="acceleration">m/s^2.</param>
internal sealed class DrivenPathMotion(Func<Mover, IReadOnlyList<Double3>> points, double speed, double acceleration) : Motion
{
    private const double ComfortableBraking = 3.0;

    // The share of the greatest lateral acceleration that is taken willingly.
    private const double ComfortableShare = 0.35;

    // Wheels turn at this rate, rad/s; ways climb at most this steeply.
    private const double SteerRate = 0.8;
    private const double Steepest = 0.3;
    private const double ClimbRate = 1.2;
    private const double AheadTime = 0.6;

    // So far from the last point it has missed it, metres.
    private const double Miss = 1.0;

    private readonly List<Double3> _path = [];
    private int _leg;
    private double _curvature;
    private double _driven;
    private bool _told;

    public override bool IsOver => _leg >= _path.Count - 1;

    public override void Begin(Mover self, Traffic traffic)
    {
        _path.Add(self.Pose.Translation with { Z = 0 });
        foreach (Double3 point in points(self))
        {
            if (((point - _path[^1]) with { Z = 0 }).Length > 1e-3)
            {
                _path.Add(point with { Z = 0 });
            }
        }

        _curvature = StrictMath.Tan(self.Steer) / self.Model.WheelBase;
        self.Lane = null;
        self.LaneChange = null;
    }

    public override void Advance(Mover self, Traffic traffic, double dt)
    {
        Double3 at = self.Pose.Translation with { Z = 0 };
        PassLegs(at);
        double before = self.Speed;
        double remaining = IsOver ? 0 : Remaining(at);
        double limit = IsOver ? 0 : Math.Min(speed, Math.Min(Math.Sqrt(2 * ComfortableBraking * remaining), CornerSpeed(self, at)));
        double hardest = Math.Clamp(remaining > 0 ? before * before / (2 * remaining) : self.Limits.Braking,
            Math.Max(acceleration, ComfortableBraking), self.Limits.Braking);
        self.Speed = Math.Max(Math.Min(limit, before + acceleration * dt), Math.Max(0, before - hardest * dt));
        double way = 0.5 * (before + self.Speed) * dt;
        if (way <= 0)
        {
            return;
        }

        Steer(self, at, dt);
        self.Travel(way);
        _driven += way;
        double yaw = self.Pose.Rotation.Yaw();
        double middle = yaw + 0.5 * _curvature * way;
        at += new Double3(StrictMath.Cos(middle), StrictMath.Sin(middle), 0) * way;
        double z = self.Pose.Translation.Z;
        double climb = traffic.Ground.HeightOrNear(at.X, at.Y, z) - z;
        double most = Math.Max(ClimbRate * dt, Steepest * way);
        self.Pose = Pose.At(at.X, at.Y, z + Math.Clamp(climb, -most, most), yaw + _curvature * way);
        self.Steer = StrictMath.Atan(self.Model.WheelBase * _curvature);
        Look(self, traffic, at);
    }

    private void Steer(Mover self, Double3 at, double dt)
    {
        double tightest = Tightest(self);
        double wanted = 0;
        if (!IsOver)
        {
            Double3 goal = self.Pose.Inverse().Apply(Goal(at, AheadOf(self)) with { Z = self.Pose.Translation.Z }) with { Z = 0 };
            wanted = goal.X > 0 ? 2 * goal.Y / Math.Max(1e-6, goal.LengthSquared) : Math.CopySign(tightest, goal.Y);
        }

        double lateral = 0.8 * self.Limits.Lateral / Math.Max(1e-6, self.Speed * self.Speed);
        double most = Math.Min(tightest, lateral);
        double rate = SteerRate / self.Model.WheelBase * dt;
        _curvature += Math.Clamp(Math.Clamp(wanted, -most, most) - _curvature, -rate, rate);
    }

    private static double AheadOf(Mover self) => Math.Max(1 + self.Model.WheelBase, AheadTime * self.Speed);

    private static double Tightest(Mover self) => StrictMath.Tan(self.Limits.Steer) / self.Model.WheelBase;

    // A point of the path, some metres on from beside the body; beyond the end straight on.
    private Double3 Goal(Double3 at, double metres)
    {
        double from = Along(_leg, at);
        for (int leg = _leg; ; leg++)
        {
            Double3 a = _path[leg];
            Double3 way = _path[leg + 1] - a;
            double length = way.Length;
            if (from + metres <= length || leg == _path.Count - 2)
            {
                return a + way * ((Math.Max(0, from) + metres) / length);
            }

            metres -= length - from;
            from = 0;
        }
    }

    private double Along(int leg, Double3 at)
    {
        Double3 way = _path[leg + 1] - _path[leg];
        return Double3.Dot(at - _path[leg], way) / way.Length;
    }

    private void PassLegs(Double3 at)
    {
        while (!IsOver && Along(_leg, at) >= (_path[_leg + 1] - _path[_leg]).Length - 1e-3)
        {
            _leg++;
            _driven = 0;
        }
    }

    private double Remaining(Double3 at)
    {
        double sum = -Along(_leg, at);
        for (int leg = _leg; leg < _path.Count - 1; leg++)
        {
            sum += (_path[leg + 1] - _path[leg]).Length;
        }

        return Math.Max(0, sum);
    }

    // The fastest from which the bend that it drives and all corners before it can be taken.
    private double CornerSpeed(Mover self, Double3 at)
    {
        double lateral = ComfortableShare * self.Limits.Lateral;
        double limit = Math.Sqrt(lateral / Math.Max(1e-6, Math.Abs(_curvature)));
        double distance = -Along(_leg, at);
        for (int leg = _leg; leg < _path.Count - 2; leg++)
        {
            Double3 a = _path[leg + 1] - _path[leg];
            Double3 b = _path[leg + 2] - _path[leg + 1];
            distance += a.Length;
            double turn = Math.Abs(Angles.Wrap(StrictMath.Atan2(b.Y, b.X) - StrictMath.Atan2(a.Y, a.X)));
            double radius = Math.Max(1 / Tightest(self), AheadOf(self) / Math.Max(1e-6, 2 * StrictMath.Sin(turn / 2)));
            limit = Math.Min(limit, Math.Sqrt(lateral * radius + 2 * ComfortableBraking * Math.Max(0, distance - AheadOf(self))));
        }

        return limit;
    }

    private void Look(Mover self, Traffic traffic, Double3 at)
    {
        if (_told || _path.Count < 2)
        {
            return;
        }

        bool ends = _leg == _path.Count - 2 && Along(_leg, at) >= (_path[^1] - _path[^2]).Length - 1e-3;
        double miss = (at - _path[^1]).Length;
        double length = IsOver ? 0 : (_path[_leg + 1] - _path[_leg]).Length;
        if (ends && miss > Miss)
        {
            _told = true;
            traffic.Report(self, FormattableString.Invariant(
                $"it passes its last way point {miss:0.0} m to the side: its wheels turn on no circle smaller than {1 / Tightest(self):0.0} m."),
                "Place way points so that it can turn.");
        }
        else if (ends && self.Speed > 1)
        {
            _told = true;
            traffic.Report(self, FormattableString.Invariant($"it reaches its last way point with {self.Speed:0.0} m/s and cannot stop there."),
                "Place the last way point farther on, or begin slower.");
        }
        else if (!IsOver && _driven > 3 * length + 4 * Math.PI / Tightest(self))
        {
            _told = true;
            traffic.Report(self, FormattableString.Invariant(
                $"it does not get to way point {_leg}: its wheels turn on no circle smaller than {1 / Tightest(self):0.0} m."),
                "Place way points so that it can turn.");
        }
    }
}
