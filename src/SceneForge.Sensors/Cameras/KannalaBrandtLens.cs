using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Cameras;

/// <summary>
/// A fisheye (Kannala and Brandt 2006; OpenCV's fisheye model): a direction at the angle t from the optical axis lies at the radius
/// t (1 + k1 t^2 + k2 t^4 + k3 t^6 + k4 t^8). Angles of 90 degrees and more are seen as any other.
/// </summary>
public sealed record KannalaBrandtLens : Lens
{
    /// <summary>Coefficients k1 to k4.</summary>
    public static readonly LensKind Definition = new("kannala_brandt", (k, maxAngle) =>
        new KannalaBrandtLens(k("k1"), k("k2"), k("k3"), k("k4"), maxAngle));

    private const int MaxSteps = 100;

    private readonly double _maxRadius;

    /// <param name="maxAngle">Largest angle from the optical axis that is seen, radians; held to half a turn.</param>
    public KannalaBrandtLens(double k1, double k2, double k3, double k4, double maxAngle = double.PositiveInfinity)
    {
        (K1, K2, K3, K4) = (k1, k2, k3, k4);
        MaxAngle = RisesUntil(Math.Min(maxAngle, Math.PI), angle => Slope(angle) > 0);
        _maxRadius = Radius(MaxAngle);
    }

    public double K1 { get; }

    public double K2 { get; }

    public double K3 { get; }

    public double K4 { get; }

    public override LensKind Kind => Definition;

    public override DistortionModel? Ros => new("kannala_brandt", [K1, K2, K3, K4]);

    public override DistortionModel? OpenLabel => new("fisheye", [K1, K2, K3, K4]);

    public override IReadOnlyList<(string Name, double Value)> Coefficients => [("k1", K1), ("k2", K2), ("k3", K3), ("k4", K4)];

    public override double MaxAngle { get; }

    public override bool RaysHaveUnitDepth => false;

    public override bool TryProject(Double3 point, out double x, out double y)
    {
        double across = Math.Sqrt(point.X * point.X + point.Y * point.Y);
        double angle = StrictMath.Atan2(across, point.Z);
        if (!(point.LengthSquared >= CameraModel.Near * CameraModel.Near) || angle > MaxAngle || across == 0 && point.Z < 0)
        {
            (x, y) = (0, 0);
            return false;
        }

        double scale = across == 0 ? 0 : Radius(angle) / across;
        (x, y) = (point.X * scale, point.Y * scale);
        return true;
    }

    public override bool TryRay(double x, double y, out Double3 direction)
    {
        double radius = Math.Sqrt(x * x + y * y);
        if (!(radius <= _maxRadius))
        {
            direction = default;
            return false;
        }

        double angle = Angle(radius);
        double scale = radius == 0 ? 0 : StrictMath.Sin(angle) / radius;
        direction = new Double3(x * scale, y * scale, StrictMath.Cos(angle));
        return true;
    }

    private double Radius(double t)
    {
        double s = t * t;
        return t * (1 + s * (K1 + s * (K2 + s * (K3 + s * K4))));
    }

    private double Slope(double t)
    {
        double s = t * t;
        return 1 + s * (3 * K1 + s * (5 * K2 + s * (7 * K3 + s * 9 * K4)));
    }

    /// <summary>Newton's method, held in a bracket that halves where a step would leave it.</summary>
    private double Angle(double radius)
    {
        double low = 0;
        double high = MaxAngle;
        double angle = Math.Min(radius, MaxAngle);
        for (int i = 0; i < MaxSteps; i++)
        {
            double error = radius - Radius(angle);
            (low, high) = error > 0 ? (angle, high) : (low, angle);
            double next = angle + error / Slope(angle);
            next = next >= low && next <= high ? next : (low + high) / 2;
            if (Math.Abs(next - angle) <= 1e-15 * angle)
            {
                return next;
            }

            angle = next;
        }

        return angle;
    }
}
