using SceneForge.Base.Numerics;
using SceneForge.World.Assets.People.Body;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.People.Clothes;

/// <summary>Hair as a shell over the skull, with what hangs from it; caps and helmets.</summary>
internal static class HairShape
{
    public static void AddTo(MeshBuilder mesh, HeadShape head, BodyPlan plan, Outfit outfit)
    {
        double a = plan.HeadHalfLength;
        mesh.Part("hair", outfit.HairColor);
        switch (outfit.Hair)
        {
            case HairStyle.Cropped:
                Shell(mesh, head, 0.035 * a, 0.04 * a, 0);
                break;
            case HairStyle.Short:
                Shell(mesh, head, 0.10 * a, 0.20 * a, 0.05);
                break;
            case HairStyle.Curly:
                Shell(mesh, head, 0.26 * a, 0.40 * a, 0.10);
                break;
            case HairStyle.Long:
                Shell(mesh, head, 0.12 * a, 0.17 * a, 0.03);
                Curtain(mesh, head, plan);
                break;
            case HairStyle.Ponytail:
                Shell(mesh, head, 0.06 * a, 0.09 * a, 0.02);
                Tail(mesh, head, plan);
                break;
            case HairStyle.Cap:
                Shell(mesh, head, 0.05 * a, 0.04 * a, 0);
                Cap(mesh.Part("cap", outfit.Headgear), head, plan);
                break;
            case HairStyle.CycleHelmet:
                Shell(mesh, head, 0.06 * a, 0.05 * a, 0);
                HelmetShape.AddOpen(mesh, head, plan, outfit);
                break;
            default:
                HelmetShape.AddFull(mesh, head, plan, outfit);
                break;
        }
    }

    // Where the hair ends, as a share of the head's height: forehead, temples, in front of and above the ear, nape.
    private static double Hairline(double degrees) => Interpolate(degrees, (0, 0.835), (28, 0.835), (45, 0.76), (62, 0.71), (72, 0.50), (84, 0.46),
        (92, 0.60), (104, 0.60), (118, 0.36), (150, 0.20), (180, 0.17));

    private static double Interpolate(double at, params (double X, double Y)[] knots)
    {
        for (int i = 1; i < knots.Length; i++)
        {
            if (at <= knots[i].X)
            {
                double t = (at - knots[i - 1].X) / (knots[i].X - knots[i - 1].X);
                return knots[i - 1].Y + (knots[i].Y - knots[i - 1].Y) * t;
            }
        }

        return knots[^1].Y;
    }

    private static double Degrees(double angle) => StrictMath.Degrees(Math.Abs(angle > Math.PI ? angle - 2 * Math.PI : angle));

    // A shell from the hairline to the crown; ripple makes locks.
    private static void Shell(MeshBuilder mesh, HeadShape head, double thick, double top, double ripple)
    {
        const int Columns = 28;
        const int Rows = 8;
        mesh.Grid(Rows + 1, Columns, (r, c) =>
        {
            double angle = 2 * Math.PI * c / Columns;
            double t = (double)r / Rows;
            double line = Hairline(Degrees(angle));
            double share = line + (1 - line) * StrictMath.Sin(Math.PI / 2 * t);
            double body = thick + (top - thick) * t;
            // The rim dips into the skin, so that no gap shows under it.
            double grow = r == 0 ? -0.25 * thick : body * Math.Min(1, 0.55 + 2.5 * t);
            double lock0 = ripple * (r == 0 ? 0 : 1) * body * (StrictMath.Sin(angle * 9 + 7 * t) + 0.7 * StrictMath.Sin(angle * 5 - 11 * t)) * (1
                - t);
            return head.At(r == Rows ? 1 : share, angle, grow + 3 * lock0);
        }, closed: true);
    }

    // Falls from behind the ears to the shoulders.
    private static void Curtain(MeshBuilder mesh, HeadShape head, BodyPlan plan)
    {
        double a = plan.HeadHalfLength;
        double h = plan.HeadHeight;
        LoftSection S(double share, double x, double front, double back, double half) =>
            new(head.Height(share), x * a, 0, front * a, back * a, half * plan.HeadHalfBreadth, 2.3);
        new BodyLoft(
        [
            S(-0.42, -0.62, 0.20, 0.30, 0.92),
            S(-0.25, -0.62, 0.34, 0.42, 1.14),
            S(0.05, -0.50, 0.46, 0.56, 1.16),
            S(0.35, -0.40, 0.52, 0.70, 1.13),
            S(0.62, -0.34, 0.50, 0.78, 1.09),
        ]).AddTo(mesh, 18, 6, 0.06 * h, 0.1 * h);
    }

    private static void Tail(MeshBuilder mesh, HeadShape head, BodyPlan plan)
    {
        double a = plan.HeadHalfLength;
        Double3 root = head.At(0.66, Math.PI);
        Double3[] path = [root + new Double3(0.15 * a, 0, 0), root + new Double3(-0.22 * a, 0, 0.10 * a), root + new Double3(-0.46 * a, 0, -0.25 * a),
            root + new Double3(-0.52 * a, 0, -0.85 * a), root + new Double3(-0.42 * a, 0, -1.55 * a), root + new Double3(-0.34 * a, 0, -2.0 * a)];
        double[] radii = [0.12, 0.17, 0.25, 0.24, 0.15, 0.04];
        mesh.Tube(path, i => radii[i] * a, 9);
    }

    private static void Cap(MeshBuilder mesh, HeadShape head, BodyPlan plan)
    {
        double a = plan.HeadHalfLength;
        const int Columns = 24;
        mesh.Grid(9, Columns, (r, c) =>
        {
            double angle = 2 * Math.PI * c / Columns;
            double line = 0.70 - 0.06 * (1 - StrictMath.Cos(angle)) / 2;
            double share = line + (1 - line) * StrictMath.Sin(Math.PI / 2 * r / 8);
            return head.At(r == 8 ? 1 : share, angle, r == 0 ? -0.02 * a : 0.14 * a + 0.05 * a * r / 8);
        }, closed: true);
        // The peak, a little below the rim's height at its front; two sheets and an edge.
        Double3 Peak(int row, int column, double lift)
        {
            double across = (column - 6) / 6.0;
            Double3 rim = head.At(0.715, 0.98 * across, 0.10 * a);
            double reach = 0.78 * a * Math.Sqrt(Math.Max(0, 1 - 0.92 * across * across)) * row / 5;
            return rim + new Double3(reach, across * 0.1 * reach, -0.28 * reach * reach / a - 0.10 * a * across * across * row / 5 + lift);
        }

        mesh.Grid(6, 13, (r, c) => Peak(r, 12 - c, 0.02 * a));
        mesh.Grid(6, 13, (r, c) => Peak(r, c, -0.015 * a));
        mesh.Grid(2, 13, (r, c) => Peak(5, c, r == 0 ? -0.015 * a : 0.02 * a));
    }
}
