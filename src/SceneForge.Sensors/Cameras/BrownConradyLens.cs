using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Cameras;

/// <summary>
/// Radial, rational and tangential distortion of a pinhole (Brown 1971; OpenCV's model of 8 coefficients). With x = X/Z, y = Y/Z, s = x^2 + y^2:
/// g = (1 + k1 s + k2 s^2 + k3 s^3) / (1 + k4 s + k5 s^2 + k6 s^3), x' = g x + 2 p1 x y + p2 (s + 2 x^2), y' = g y + p1 (s + 2 y^2) + 2 p2 x y.
/// </summary>
public sealed record BrownConradyLens : Lens
{
    /// <summary>Coefficients k1 to k6, p1, p2.</summary>
    public static readonly LensKind Definition = new("brown_conrady", (k, maxAngle) =>
        new BrownConradyLens(k("k1"), k("k2"), k("p1"), k("p2"), k("k3"), k("k4"), k("k5"), k("k6"), maxAngle));

    // Newton's method doubles the digits with every step: after one of 1e-12 all are right. What has not settled by then has no solution.
    private const int MaxSteps = 50;
    private const double Settled = 1e-12;
    private const double Residual = 1e-11;

    private readonly double _maxRadiusSquared;

    /// <param name="maxAngle">Largest angle from the optical axis that is seen, radians; held below 89.9 degrees.</param>
    public BrownConradyLens(double k1, double k2, double p1, double p2, double k3, double k4 = 0, double k5 = 0, double k6 = 0,
        double maxAngle = double.PositiveInfinity)
    {
        (K1, K2, P1, P2, K3, K4, K5, K6) = (k1, k2, p1, p2, k3, k4, k5, k6);
        MaxAngle = RisesUntil(Math.Min(maxAngle, StrictMath.Radians(89.9)), Rises);
        double radius = StrictMath.Tan(MaxAngle);
        _maxRadiusSquared = radius * radius;
    }

    public double K1 { get; }

    public double K2 { get; }

    public double P1 { get; }

    public double P2 { get; }

    public double K3 { get; }

    public double K4 { get; }

    public double K5 { get; }

    public double K6 { get; }

    public override LensKind Kind => Definition;

    public override DistortionModel? Ros => new("rational_polynomial", [K1, K2, P1, P2, K3, K4, K5, K6]);

    public override DistortionModel? OpenLabel => new("pinhole", [K1, K2, P1, P2, K3, K4, K5, K6]);

    public override IReadOnlyList<(string Name, double Value)> Coefficients =>
        [("k1", K1), ("k2", K2), ("p1", P1), ("p2", P2), ("k3", K3), ("k4", K4), ("k5", K5), ("k6", K6)];

    public override double MaxAngle { get; }

    public override bool RaysHaveUnitDepth => true;

    public override bool TryProject(Double3 point, out double x, out double y)
    {
        (x, y) = (0, 0);
        if (!(point.Z >= CameraModel.Near))
        {
            return false;
        }

        double a = point.X / point.Z;
        double b = point.Y / point.Z;
        double s = a * a + b * b;
        if (s > _maxRadiusSquared)
        {
            return false;
        }

        Slopes slopes = Bend(a, b, s, out x, out y);
        return slopes.Determinant > 0;
    }

    public override bool TryRay(double x, double y, out Double3 direction)
    {
        double bent = Math.Sqrt(x * x + y * y);
        double stretch = bent == 0 ? 1 : Straighten(bent) / bent;
        double a = x * stretch;
        double b = y * stretch;
        for (int i = 0; i < MaxSteps; i++)
        {
            double s = a * a + b * b;
            Slopes slopes = Bend(a, b, s, out double atX, out double atY);
            double errorX = x - atX;
            double errorY = y - atY;
            double stepA = (slopes.BB * errorX - slopes.AB * errorY) / slopes.Determinant;
            double stepB = (slopes.AA * errorY - slopes.AB * errorX) / slopes.Determinant;
            a += stepA;
            b += stepB;
            if (stepA * stepA + stepB * stepB <= Settled * Settled * (1 + s))
            {
                direction = new Double3(a, b, 1);
                return slopes.Determinant > 0 && a * a + b * b <= _maxRadiusSquared
                    && errorX * errorX + errorY * errorY <= Residual * Residual * (1 + bent * bent);
            }
        }

        direction = default;
        return false;
    }

    /// <summary>
    /// The radius that the radial part takes to another: Newton's method, held in a bracket that halves where a step would leave it.
    /// </summary>
    private double Straighten(double bent)
    {
        double low = 0;
        double high = Math.Sqrt(_maxRadiusSquared);
        double r = Math.Min(bent, high);
        for (int i = 0; i < MaxSteps; i++)
        {
            double s = r * r;
            (double gain, double slope) = Radial(s);
            double error = bent - gain * r;
            (low, high) = error > 0 ? (r, high) : (low, r);
            double next = r + error / (gain + 2 * s * slope);
            next = next >= low && next <= high ? next : (low + high) / 2;
            if (Math.Abs(next - r) <= Settled * r)
            {
                return next;
            }

            r = next;
        }

        return r;
    }

    /// <summary>Bends a place (a, b) of the plane with a^2 + b^2 = s.</summary>
    private Slopes Bend(double a, double b, double s, out double x, out double y)
    {
        (double gain, double slope) = Radial(s);
        x = gain * a + 2 * P1 * a * b + P2 * (s + 2 * a * a);
        y = gain * b + P1 * (s + 2 * b * b) + 2 * P2 * a * b;
        return new Slopes(
            gain + 2 * a * a * slope + 2 * P1 * b + 6 * P2 * a,
            2 * a * b * slope + 2 * P1 * a + 2 * P2 * b,
            gain + 2 * b * b * slope + 6 * P1 * b + 2 * P2 * a);
    }

    /// <summary>The radial factor of a squared radius, and its derivative.</summary>
    private (double Gain, double Slope) Radial(double s)
    {
        double over = 1 + s * (K1 + s * (K2 + s * K3));
        double under = 1 + s * (K4 + s * (K5 + s * K6));
        double overSlope = K1 + s * (2 * K2 + s * 3 * K3);
        double underSlope = K4 + s * (2 * K5 + s * 3 * K6);
        return (over / under, (overSlope * under - over * underSlope) / (under * under));
    }

    // The distorted radius g(r^2) r rises while g + 2 r^2 g' > 0; at a pole of g the formula ends as well.
    private bool Rises(double angle)
    {
        double r = StrictMath.Tan(angle);
        double s = r * r;
        (double gain, double slope) = Radial(s);
        return 1 + s * (K4 + s * (K5 + s * K6)) > 0 && gain + 2 * s * slope > 0;
    }

    /// <summary>The Jacobian, which is symmetric.</summary>
    private readonly record struct Slopes(double AA, double AB, double BB)
    {
        public double Determinant => AA * BB - AB * AB;
    }
}
