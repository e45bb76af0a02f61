using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Meshing;

/// <summary>Flat shapes in the builder's local y-z plane, seen from +x: y to the reader's right, z up. Metres.</summary>
public static class PlanarShapes
{
    /// <summary>A filled outline at <paramref name="x"/>; it must be star-shaped about its centroid.</summary>
    public static void Fill(this MeshBuilder mesh, double x, IReadOnlyList<(double U, double V)> outline)
    {
        ArgumentNullException.ThrowIfNull(outline);
        double u = outline.Sum(p => p.U) / outline.Count;
        double v = outline.Sum(p => p.V) / outline.Count;
        double turn = 0;
        for (int i = 0; i < outline.Count; i++)
        {
            (double U, double V) a = outline[i];
            (double U, double V) b = outline[(i + 1) % outline.Count];
            turn += (a.U - u) * (b.V - v) - (a.V - v) * (b.U - u);
        }

        int centre = mesh.Vertex(new Double3(x, u, v), Double3.UnitX, u, v);
        int[] rim = [.. outline.Select(p => mesh.Vertex(new Double3(x, p.U, p.V), Double3.UnitX, p.U, p.V))];
        for (int i = 0; i < rim.Length; i++)
        {
            int next = rim[(i + 1) % rim.Length];
            mesh.Triangle(centre, turn > 0 ? rim[i] : next, turn > 0 ? next : rim[i]);
        }
    }

    /// <summary>
    /// The outline's edge from <paramref name="back"/> to <paramref name="front"/> along x, normals to the outside; counter-clockwise outlines.
    /// </summary>
    public static void Rim(this MeshBuilder mesh, double back, double front, IReadOnlyList<(double U, double V)> outline)
    {
        ArgumentNullException.ThrowIfNull(outline);
        mesh.Grid(2, outline.Count, (r, c) => new Double3(r == 0 ? back : front, outline[c].U, outline[c].V), closed: true);
    }

    /// <summary>A circle as an outline, counter-clockwise from the right.</summary>
    public static (double U, double V)[] Circle(double u, double v, double radius, int segments)
    {
        (double U, double V)[] points = new (double, double)[segments];
        for (int i = 0; i < segments; i++)
        {
            double angle = 2 * Math.PI * i / segments;
            points[i] = (u + radius * StrictMath.Cos(angle), v + radius * StrictMath.Sin(angle));
        }

        return points;
    }

    /// <summary>
    /// A regular polygon with rounded corners as an outline; <paramref name="turn"/> is the first corner's angle from the right, radians.
    /// </summary>
    public static (double U, double V)[] RoundedPolygon(double u, double v, double radius, int corners, double turn, double cut) =>
        [.. new Outline([.. Enumerable.Range(0, corners).Select(i =>
        {
            double angle = turn + 2 * Math.PI * i / corners;
            return new OutlinePoint(u + radius * StrictMath.Cos(angle), v + radius * StrictMath.Sin(angle), cut);
        })]).Points];

    /// <summary>A stroke of constant width along a path, with mitred joints and square ends.</summary>
    public static void Stroke(this MeshBuilder mesh, double x, double width, params (double U, double V)[] path)
    {
        ArgumentNullException.ThrowIfNull(path);
        int n = path.Length;
        int[,] index = new int[n, 2];
        for (int i = 0; i < n; i++)
        {
            (double U, double V) before = Unit(path[Math.Max(i - 1, 0)], path[Math.Max(i, 1)]);
            (double U, double V) after = Unit(path[Math.Min(i, n - 2)], path[Math.Min(i + 1, n - 1)]);
            (double U, double V) side = (-(before.V + after.V), before.U + after.U);
            double length = Math.Sqrt(side.U * side.U + side.V * side.V);
            double cosine = Math.Max(0.35, length / 2);
            double reach = width / 2 / cosine / Math.Max(length, 1e-9);
            index[i, 0] = mesh.Vertex(new Double3(x, path[i].U - side.U * reach, path[i].V - side.V * reach), Double3.UnitX, path[i].U, path[i].V);
            index[i, 1] = mesh.Vertex(new Double3(x, path[i].U + side.U * reach, path[i].V + side.V * reach), Double3.UnitX, path[i].U, path[i].V);
        }

        for (int i = 0; i + 1 < n; i++)
        {
            mesh.Triangle(index[i, 0], index[i + 1, 0], index[i + 1, 1]);
            mesh.Triangle(index[i, 0], index[i + 1, 1], index[i, 1]);
        }
    }

    private static (double U, double V) Unit((double U, double V) a, (double U, double V) b)
    {
        double u = b.U - a.U;
        double v = b.V - a.V;
        double length = Math.Sqrt(u * u + v * v);
        return (u / length, v / length);
    }
}
