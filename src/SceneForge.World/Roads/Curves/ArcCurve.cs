using SceneForge.Base.Numerics;

namespace SceneForge.World.Roads.Curves;

/// <summary>A straight line or a circular arc.</summary>
/// <param name="heading">At the start, radians.</param>
/// <param name="curvature">1/m, positive to the left; 0 for a line.</param>
public sealed class ArcCurve(double s, double length, double x, double y, double heading, double curvature) : PlanCurve(s, length)
{
    public double Curvature => curvature;

    public override PlanPoint At(double ds)
    {
        // The chord of an arc of angle 2a has the length ds sin(a) / a and the heading h + a.
        double half = curvature * ds / 2;
        double chord = half == 0 ? ds : ds * (StrictMath.Sin(half) / half);
        return new PlanPoint(
            x + chord * StrictMath.Cos(heading + half),
            y + chord * StrictMath.Sin(heading + half),
            heading + 2 * half,
            curvature,
            0);
    }
}
