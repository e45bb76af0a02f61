using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.TwoWheelers;

/// <summary>Rings, discs and spokes around the y axis.</summary>
internal static class WheelShape
{
    /// <summary>A ring of round or flattened section.</summary>
    /// <param name="radius">To the middle of the section.</param>
    /// <param name="thick">Half the section's extent along the radius.</param>
    /// <param name="wide">Half its extent along the axle.</param>
    public static void Ring(this MeshBuilder mesh, Double3 center, double radius, double thick, double wide, int around = 36, int section = 8) =>
        mesh.Grid(section + 1, around, (r, c) =>
        {
            double a = 2 * Math.PI * r / section;
            double out0 = radius + thick * StrictMath.Cos(a);
            double b = 2 * Math.PI * c / around;
            return center + new Double3(out0 * StrictMath.Sin(b), -wide * StrictMath.Sin(a), out0 * StrictMath.Cos(b));
        }, closed: true);

    /// <summary>A ring around x, such as a lamp's rim.</summary>
    public static void LampRim(this MeshBuilder mesh, Double3 center, double radius, double thick)
    {
        Pose before = mesh.Placement;
        mesh.Placement = before * new Pose(center, Rotation.Around(Double3.UnitZ, Math.PI / 2));
        mesh.Ring(default, radius, thick, thick, 24, 6);
        mesh.Placement = before;
    }

    /// <summary>A closed cylinder along y.</summary>
    public static void Axle(this MeshBuilder mesh, Double3 center, double radius, double half, int segments = 14)
    {
        Pose before = mesh.Placement;
        mesh.Placement = before * new Pose(center, Rotation.Around(Double3.UnitX, -Math.PI / 2));
        mesh.Cylinder(segments, radius, -half, half);
        mesh.Placement = before;
    }

    /// <summary>Crossed wire spokes from the hub's flanges to the rim.</summary>
    public static void Spokes(this MeshBuilder mesh, int count, double hubRadius, double hubHalf, double rimRadius, double thickness)
    {
        for (int i = 0; i < count; i++)
        {
            double rim = 2 * Math.PI * i / count;
            double hub = rim + (i / 2 % 2 == 0 ? 0.9 : -0.9);
            Double3 from = new(hubRadius * StrictMath.Sin(hub), (i % 2 == 0 ? 1 : -1) * hubHalf, hubRadius * StrictMath.Cos(hub));
            Double3 to = new(rimRadius * StrictMath.Sin(rim), 0, rimRadius * StrictMath.Cos(rim));
            mesh.Tube([from, to], _ => thickness, 4);
        }
    }

    /// <summary>A mudguard: a bent strip around an axle, from one angle to another (0 up, positive to the front), radians.</summary>
    public static void Mudguard(this MeshBuilder mesh, Double3 center, double radius, double half, double from, double to)
    {
        const int Steps = 18;
        Double3 P(int i, double across, double lift)
        {
            double angle = from + (to - from) * i / Steps;
            // The strip's edges come down a little.
            double r = radius + lift - 0.35 * half * across * across;
            return center + new Double3(r * StrictMath.Sin(angle), across * half, r * StrictMath.Cos(angle));
        }

        mesh.Grid(Steps + 1, 5, (r, c) => P(r, 1 - 0.5 * c, 0.004));
        mesh.Grid(Steps + 1, 5, (r, c) => P(r, -1 + 0.5 * c, 0));
    }
}
