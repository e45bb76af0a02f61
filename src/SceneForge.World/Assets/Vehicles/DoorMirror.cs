using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.Vehicles;

/// <summary>Door mirrors and roof antennae: parts of the car that its body box leaves out.</summary>
internal static class DoorMirror
{
    private const int Around = 14;

    /// <param name="foot">Where the mirrors' feet stand, side view.</param>
    public static void Add(MeshBuilder mesh, BodySurface surface, (double X, double Z) foot, double scale = 1)
    {
        double skin = surface.HalfWidth(foot.X, foot.Z);
        foreach (int side in new[] { 1, -1 })
        {
            Double3 root = new(foot.X, (skin - 0.02) * side, foot.Z - 0.01);
            Double3 center = new(foot.X - 0.02, (skin + 0.155 * scale) * side, foot.Z + 0.035 * scale);
            mesh.Part("gloss", VehicleMaterials.Placeholder);
            mesh.Tube([root, new Double3(root.X, root.Y + 0.05 * side, root.Z + 0.002),
                new Double3(center.X, center.Y - 0.06 * side * scale, center.Z - 0.03 * scale)], i => 0.024 - 0.004 * i, 7);
            mesh.Part("paint", VehicleMaterials.Placeholder);
            Double3 half = new Double3(0.075, 0.115, 0.075) * scale;
            // A rounded shell, flat behind where the mirror is set in.
            mesh.Grid(5, Around, (r, c) => Shell(center, half, side, r, c), closed: true);
            mesh.Part("gap", VehicleMaterials.Placeholder);
            mesh.Grid(2, Around, (r, c) => r == 0 ? Shell(center, half, side, 0, c) : Glass(center, half, side, c, 0.86), closed: true);
            mesh.Part("glass", VehicleMaterials.Placeholder);
            mesh.Polygon([.. Enumerable.Range(0, Around).Select(c => Glass(center, half, side, side > 0 ? Around - 1 - c : c, 0.86))]);
        }
    }

    /// <summary>A shark-fin antenna on the roof.</summary>
    public static void AddFin(MeshBuilder mesh, BodySurface surface, double x)
    {
        Double3 foot = surface.FromTop(x, 0) ?? throw new InvalidOperationException("No roof below the antenna.");
        mesh.Part("gloss", VehicleMaterials.Placeholder);
        mesh.Grid(5, 10, (r, c) =>
        {
            double t = r / 4.0;
            double angle = 2 * Math.PI * c / 10;
            double length = 0.085 * (1 - t) + 0.006;
            return foot + new Double3(-0.055 * t * (1 + t) + length * StrictMath.Cos(angle),
                0.024 * (1 - t * t) * StrictMath.Sin(angle) + 0.002 * StrictMath.Sin(angle), -0.012 + 0.07 * t);
        }, closed: true);
    }

    private static Double3 Shell(Double3 center, Double3 half, int side, int ring, int c)
    {
        double angle = Math.PI / 2 * ring / 4;
        double t = StrictMath.Sin(angle);
        double scale = ring == 4 ? 0 : Math.Sqrt(StrictMath.Cos(angle));
        (double a, double b) = Squircle(c);
        return center + new Double3(-half.X * 0.55 + half.X * 1.35 * t - a * 0.02 * scale, half.Y * a * scale * side,
            half.Z * b * scale * (1 + 0.12 * a));
    }

    private static Double3 Glass(Double3 center, Double3 half, int side, int c, double share)
    {
        (double a, double b) = Squircle(c);
        return center + new Double3(-half.X * 0.5 - a * 0.02, half.Y * a * share * side, half.Z * b * share * (1 + 0.12 * a));
    }

    /// <summary>A rounded square of half width 1.</summary>
    private static (double A, double B) Squircle(int c)
    {
        double angle = 2 * Math.PI * c / Around;
        double cos = StrictMath.Cos(angle);
        double sin = StrictMath.Sin(angle);
        double length = Math.Sqrt(Math.Sqrt(cos * cos * cos * cos + sin * sin * sin * sin));
        return (cos / length, sin / length);
    }
}
