using SceneForge.Base.Geometry;
using SceneForge.Base.Numerics;
using SceneForge.World.Timeline;

namespace SceneForge.World.Simulation.Motions;

/// <summary>Holds a finished motion against what the body can do, whatever action made it.</summary>
internal static class MotionCheck
{
    // Accelerations and turns are means over this time: joints of roads are no jumps.
    private const double Span = 0.2;
    private const double Tolerance = 1.1;

    // Pieces of roads meet at angles of a degree, radians.
    private const double Joint = 0.02;

    /// <summary>The first thing that the body cannot do, or nothing.</summary>
    public static IEnumerable<MotionFault> Of(Mover self, ObjectState[] states, long stepNs)
    {
        int span = Math.Max(1, (int)Math.Round(Span * 1e9 / stepNs));
        double dt = span * stepNs * 1e-9;
        MotionLimits limits = self.Limits;
        bool steers = self.Model.WheelBase > 0 && limits.Steer > 0;
        double tightest = steers ? StrictMath.Tan(limits.Steer) / self.Model.WheelBase : 0;
        for (int i = 0; i + span < states.Length; i++)
        {
            ObjectState a = states[i];
            ObjectState b = states[i + span];
            if (a == b)
            {
                continue;
            }

            double gain = (b.Motion.Speed - a.Motion.Speed) / dt;
            double turn = Math.Abs(Angles.Wrap(b.WorldFromObject.Rotation.Yaw() - a.WorldFromObject.Rotation.Yaw()));
            double way = (b.WorldFromObject.Translation - a.WorldFromObject.Translation).Length;
            string? what = null;
            if (gain > limits.Acceleration * Tolerance || -gain > limits.Braking * Tolerance)
            {
                what = FormattableString.Invariant($"its speed goes from {a.Motion.Speed:0.0} to {b.Motion.Speed:0.0} m/s in {dt:0.00} s.");
            }
            else if (steers && turn > tightest * Tolerance * way + Joint)
            {
                what = FormattableString.Invariant($"it turns by {StrictMath.Degrees(turn):0.0} degrees on {way:0.00} m.");
            }
            else if (steers && (turn - Joint) / dt * Math.Min(a.Motion.Speed, b.Motion.Speed) > limits.Lateral * Tolerance)
            {
                what = FormattableString.Invariant($"it takes a bend with {turn / dt * a.Motion.Speed:0.0} m/s2 to the side.");
            }

            if (what is not null)
            {
                yield return new MotionFault(self, self.StepAt(i * stepNs), i * stepNs, what,
                    FormattableString.Invariant($"A {self.Model.Class} gains {limits.Acceleration} m/s2, brakes with {limits.Braking} and bears ")
                    + FormattableString.Invariant($"{limits.Lateral} to the side at most: go slower, or give it more time and room."));
                yield break;
            }
        }
    }
}
