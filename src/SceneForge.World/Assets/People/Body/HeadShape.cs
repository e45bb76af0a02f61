using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.People.Body;

/// <summary>The surface of a head: horizontal sections from chin to crown, with brow, sockets, cheeks and chin pressed into them.</summary>
internal sealed class HeadShape
{
    private readonly BodyPlan _plan;
    private readonly BodyLoft _loft;

    public HeadShape(BodyPlan plan)
    {
        _plan = plan;
        double a = plan.HeadHalfLength;
        double b = plan.HeadHalfBreadth;
        // Young faces: small jaw, full cheeks, high forehead.
        double young = Math.Min(1, plan.Childness);
        double jaw = (plan.Female ? 0.93 : 1.0) - 0.06 * young;
        LoftSection S(double share, double x, double front, double back, double half, double power = 2.1) =>
            new(Height(share), x * a, 0, front * a, back * a, half * b, power);
        _loft = new BodyLoft(
        [
            S(0.000, 0.66, 0.16, 0.20, 0.22 * jaw),
            S(0.030, 0.60, 0.30 - 0.03 * young, 0.38, 0.40 * jaw),
            S(0.100, 0.42, 0.49 - 0.03 * young, 0.62, 0.64 * jaw, 2.0),
            S(0.180, 0.26, 0.655 - 0.02 * young, 0.76, 0.80 * jaw + 0.06 * young),
            S(0.260, 0.12, 0.795, 0.86, 0.865 * jaw + 0.09 * young),
            S(0.350, 0.02, 0.89, 0.92, 0.91 + 0.05 * young),
            S(0.440, -0.02, 0.94, 0.96, 0.95),
            S(0.540, -0.04, 0.97, 0.99, 0.975),
            S(0.640, -0.05, 1.00, 1.00, 1.0),
            S(0.740, -0.06, 0.98, 0.98, 0.99),
            S(0.830, -0.06, 0.90, 0.92, 0.91),
            S(0.900, -0.05, 0.76, 0.79, 0.77),
            S(0.960, -0.04, 0.50, 0.54, 0.51),
            S(0.990, -0.04, 0.25, 0.27, 0.26),
        ]);
    }

    /// <summary>Height of the eyes as a share of the head's height.</summary>
    public double EyeShare => 0.50 - 0.06 * Math.Min(1, _plan.Childness);

    /// <summary>Height in the reference body at a share of the head: 0 under the chin, 1 at the crown.</summary>
    public double Height(double share) => _plan.ChinHeight + share * _plan.HeadHeight;

    /// <summary>A point of the surface, grown outwards.</summary>
    /// <param name="share">Height, 0 to 1.</param>
    /// <param name="angle">Around z, 0 at the front, left positive.</param>
    public Double3 At(double share, double angle, double grow = 0)
    {
        double z = Height(share);
        double top = Height(0.99);
        LoftSection section = _loft.At(Math.Min(z, top));
        double over = Math.Clamp((share - 0.99) / 0.01, 0, 1);
        double shrink = Math.Sqrt(Math.Max(0, 1 - over * over));
        section = section with { Z = z, Front = section.Front * shrink, Back = section.Back * shrink, Side = section.Side * shrink };
        Double3 point = section.At(angle);
        double d = Relief(share, angle) * _plan.HeadHalfLength + grow;
        // Outwards from the middle of the skull, so that hair also grows upwards at the crown.
        Double3 middle = new(-0.05 * _plan.HeadHalfLength, 0, Height(0.60));
        Double3 outward = (point - middle).Normalized();
        return point + outward * d;
    }

    /// <summary>Adds the skin from chin to crown.</summary>
    public void AddTo(MeshBuilder mesh)
    {
        const int Columns = 28;
        const int Rows = 20;
        mesh.Grid(Rows + 2, Columns, (r, c) =>
        {
            double a = 2 * Math.PI * c / Columns;
            // More columns where the face is.
            double angle = a - 0.55 * StrictMath.Sin(a);
            if (r == 0)
            {
                return new Double3(_loft.At(_loft.Bottom).X, 0, Height(-0.006));
            }

            // Rows gather towards both ends, where the surface curves most.
            double t = 0.06 + 0.94 * (r - 1) / Rows;
            return At(r == Rows + 1 ? 1 : 0.5 - 0.5 * StrictMath.Cos(Math.PI * t), angle);
        }, closed: true);
    }

    // Depth of the face's features as a share of half the head's length.
    private double Relief(double share, double angle)
    {
        double degrees = StrictMath.Degrees(Math.Abs(angle > Math.PI ? angle - 2 * Math.PI : angle));
        double Bump(double at, double height, double wide, double tall) =>
            StrictMath.Exp(-(degrees - at) * (degrees - at) / (2 * wide * wide) - (share - height) * (share - height) / (2 * tall * tall));
        double eyes = EyeShare;
        return -0.085 * Bump(20, eyes + 0.005, 8, 0.030)
            + 0.030 * Bump(14, eyes + 0.085, 16, 0.025)
            + 0.035 * Bump(38, eyes - 0.13, 12, 0.05)
            + 0.030 * Bump(0, 0.20, 14, 0.035)
            - 0.030 * Bump(0, 0.135, 18, 0.018)
            + 0.030 * Bump(0, 0.05, 14, 0.03);
    }
}
