using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Vehicles;

/// <summary>Measures of a wheel, metres.</summary>
internal readonly record struct WheelSize(double Radius, double Width, double RimRadius);

/// <summary>A tyre on its rim; frame: origin at the wheel's centre, y along the axle to the outside.</summary>
internal static class Wheel
{
    private const int Segments = 32;

    /// <param name="style">0: five broad spokes; 1: ten in pairs; 2: seven; 3: steel disc with holes.</param>
    public static Mesh Make(WheelSize size, int style)
    {
        // The first of the lathe's columns must point down, so that a wheel at rest stands on a vertex.
        MeshBuilder mesh = new() { Placement = new Pose(Double3.Zero,
            Rotation.Around(Double3.UnitY, Math.PI / 2) * Rotation.Around(Double3.UnitX, -Math.PI / 2)) };
        double r = size.Radius;
        double h = size.Width / 2;
        double rim = size.RimRadius;
        mesh.Part("tyre", VehicleMaterials.Placeholder);
        double side = r - rim;
        mesh.Lathe(Segments, (rim, -h * 0.9), (r - 0.006, -h * 0.86), (r, -h * 0.6), (r, h * 0.68), (r - 0.016, h * 0.92), (rim + side * 0.3, h),
            (rim + 0.004, h * 0.9));
        mesh.Part("rim", VehicleMaterials.Placeholder);
        mesh.Lathe(24, (rim + 0.008, h * 0.92), (rim - 0.008, h * 0.9), (rim - 0.02, h * 0.78));
        mesh.Part("brake", VehicleMaterials.Placeholder);
        mesh.SharpLathe(Segments / 2, (rim - 0.02, h * 0.8), (rim - 0.035, -h * 0.1), (0, -h * 0.1));
        mesh.Part("steel", VehicleMaterials.Placeholder);
        mesh.SharpLathe(12, (rim * 0.68, -h * 0.08), (rim * 0.68, h * 0.02), (0, h * 0.02));
        mesh.Part("rim", VehicleMaterials.Placeholder);
        switch (style)
        {
            case 0:
                Spokes(mesh, 5, 0, rim, h, 0.052, 0.075);
                break;
            case 1:
                Spokes(mesh, 5, -0.17, rim, h, 0.024, 0.03);
                Spokes(mesh, 5, 0.17, rim, h, 0.024, 0.03);
                break;
            case 2:
                Spokes(mesh, 7, 0, rim, h, 0.036, 0.044);
                break;
            default:
                Disc(mesh, rim, h);
                break;
        }

        double hub = rim * 0.3;
        mesh.Lathe(10, (hub * 1.04, h * 0.2), (hub, h * 0.7), (hub * 0.82, h * 0.76), (hub * 0.55, h * 0.77));
        mesh.Part("gloss", VehicleMaterials.Placeholder);
        mesh.Lathe(10, (hub * 0.55, h * 0.77), (hub * 0.4, h * 0.8), (0, h * 0.81));
        return mesh.Build("wheel").Mesh;
    }

    /// <summary>Spokes with a ridge along their middle, widening towards the rim.</summary>
    private static void Spokes(MeshBuilder mesh, int count, double turn, double rim, double h, double inner, double outer)
    {
        for (int i = 0; i < count; i++)
        {
            double angle = 2 * Math.PI * i / count;
            Double3 along = new(StrictMath.Cos(angle), StrictMath.Sin(angle), 0);
            Double3 across = new(-along.Y, along.X, 0);
            Double3 P(double radius, double offset, double z) => along * radius + across * offset + Double3.UnitZ * z;
            double r0 = rim * 0.22;
            double r1 = rim - 0.012;
            double shift = turn * rim;
            (double Radius, double Middle, double Half, double Front)[] rings =
            [
                (r0, shift * 0.35, inner / 2, h * 0.72),
                (rim * 0.62, shift * 0.75, (inner + outer) / 4, h * 0.8),
                (r1, shift, outer / 2, h * 0.86),
            ];
            for (int k = 0; k + 1 < rings.Length; k++)
            {
                (double ra, double ma, double wa, double za) = rings[k];
                (double rb, double mb, double wb, double zb) = rings[k + 1];
                const double slant = 0.008;
                mesh.Quad(P(ra, ma - wa, za - slant), P(rb, mb - wb, zb - slant), P(rb, mb, zb), P(ra, ma, za));
                mesh.Quad(P(ra, ma, za), P(rb, mb, zb), P(rb, mb + wb, zb - slant), P(ra, ma + wa, za - slant));
                mesh.Quad(P(ra, ma + wa, za - slant), P(rb, mb + wb, zb - slant), P(rb, mb + wb, zb - 0.045), P(ra, ma + wa, za - 0.045));
                mesh.Quad(P(rb, mb - wb, zb - slant), P(ra, ma - wa, za - slant), P(ra, ma - wa, za - 0.045), P(rb, mb - wb, zb - 0.045));
            }
        }
    }

    /// <summary>A pressed steel wheel: a dished disc with round holes near its edge.</summary>
    private static void Disc(MeshBuilder mesh, double rim, double h)
    {
        mesh.Lathe(Segments, (rim - 0.018, h * 0.35), (rim * 0.82, h * 0.42), (rim * 0.62, h * 0.62), (rim * 0.42, h * 0.6), (rim * 0.28, h * 0.5));
        mesh.Part("gap", VehicleMaterials.Placeholder);
        const int holes = 10;
        for (int i = 0; i < holes; i++)
        {
            double angle = 2 * Math.PI * i / holes;
            Double3[] circle = new Double3[8];
            for (int k = 0; k < circle.Length; k++)
            {
                double a = 2 * Math.PI * k / circle.Length;
                double radius = rim * (0.77 + 0.05 * StrictMath.Cos(a));
                double turn = angle + 0.09 * StrictMath.Sin(a);
                circle[k] = new Double3(radius * StrictMath.Cos(turn), radius * StrictMath.Sin(turn), h * 0.5 + 0.004);
            }

            mesh.Polygon(circle);
        }

        mesh.Part("rim", VehicleMaterials.Placeholder);
    }
}
