using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Meshing;

/// <summary>Basic shapes for a <see cref="MeshBuilder"/>, closed and with normals to the outside. Metres.</summary>
public static class Shapes
{
    /// <summary>An axis-aligned box with sharp edges.</summary>
    public static void Box(this MeshBuilder mesh, Double3 min, Double3 max)
    {
        Double3 P(int x, int y, int z) => new(x == 0 ? min.X : max.X, y == 0 ? min.Y : max.Y, z == 0 ? min.Z : max.Z);
        mesh.Quad(P(0, 0, 0), P(1, 0, 0), P(1, 0, 1), P(0, 0, 1));
        mesh.Quad(P(1, 1, 0), P(0, 1, 0), P(0, 1, 1), P(1, 1, 1));
        mesh.Quad(P(1, 0, 0), P(1, 1, 0), P(1, 1, 1), P(1, 0, 1));
        mesh.Quad(P(0, 1, 0), P(0, 0, 0), P(0, 0, 1), P(0, 1, 1));
        mesh.Quad(P(0, 0, 1), P(1, 0, 1), P(1, 1, 1), P(0, 1, 1));
        mesh.Quad(P(0, 1, 0), P(1, 1, 0), P(1, 0, 0), P(0, 0, 0));
    }

    /// <summary>A surface of revolution around z through points (radius, z) given from bottom to top; close its ends with radius 0.</summary>
    public static void Lathe(this MeshBuilder mesh, int segments, params (double Radius, double Z)[] profile) =>
        mesh.Grid(profile.Length, segments, (r, c) => OnCircle(profile[r].Radius, profile[r].Z, c, segments), closed: true);

    /// <summary>A surface of revolution around z with a sharp edge at every point of the profile, given from bottom to top.</summary>
    public static void SharpLathe(this MeshBuilder mesh, int segments, params (double Radius, double Z)[] profile)
    {
        for (int i = 0; i + 1 < profile.Length; i++)
        {
            mesh.Lathe(segments, profile[i], profile[i + 1]);
        }
    }

    /// <summary>A closed cylinder along z.</summary>
    public static void Cylinder(this MeshBuilder mesh, int segments, double radius, double z0, double z1) =>
        mesh.SharpLathe(segments, (0, z0), (radius, z0), (radius, z1), (0, z1));

    /// <summary>An ellipsoid around a centre.</summary>
    public static void Ellipsoid(this MeshBuilder mesh, Double3 center, Double3 radii, int segments = 16, int rings = 8) =>
        mesh.Grid(rings + 1, segments, (r, c) =>
        {
            double polar = Math.PI * (1 - (double)r / rings);
            double ring = r == 0 || r == rings ? 0 : StrictMath.Sin(polar);
            Double3 unit = OnCircle(ring, StrictMath.Cos(polar), c, segments);
            return center + new Double3(unit.X * radii.X, unit.Y * radii.Y, unit.Z * radii.Z);
        }, closed: true);

    /// <summary>A tube along a path with round cross sections and closed ends.</summary>
    /// <param name="radius">Radius at a point of the path.</param>
    public static void Tube(this MeshBuilder mesh, IReadOnlyList<Double3> path, Func<int, double> radius, int segments = 10)
    {
        ArgumentNullException.ThrowIfNull(path);
        Double3 side = default;
        Double3[,] rings = new Double3[path.Count, segments];
        for (int i = 0; i < path.Count; i++)
        {
            Double3 along = (path[Math.Min(i + 1, path.Count - 1)] - path[Math.Max(i - 1, 0)]).Normalized();
            // The side vector is carried along the path, so that the tube does not twist.
            Double3 guess = i == 0 ? (Math.Abs(along.Z) < 0.9 ? Double3.UnitZ : Double3.UnitX) : side;
            side = (guess - along * Double3.Dot(guess, along)).Normalized();
            Double3 other = Double3.Cross(along, side);
            for (int c = 0; c < segments; c++)
            {
                Double3 unit = OnCircle(radius(i), 0, c, segments);
                rings[i, c] = path[i] + side * unit.X + other * unit.Y;
            }
        }

        int last = path.Count - 1;
        mesh.Grid(path.Count, segments, (r, c) => rings[r, c], closed: true);
        mesh.Grid(2, segments, (r, c) => r == 0 ? path[0] : rings[0, c], closed: true);
        mesh.Grid(2, segments, (r, c) => r == 0 ? rings[last, c] : path[last], closed: true);
    }

    /// <summary>A flat convex polygon, counter-clockwise seen from its front; surface coordinates in its plane.</summary>
    public static void Polygon(this MeshBuilder mesh, IReadOnlyList<Double3> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        Double3 normal = Double3.Zero;
        for (int i = 1; i + 1 < points.Count; i++)
        {
            normal += Double3.Cross(points[i] - points[0], points[i + 1] - points[0]);
        }

        Double3 u = (points[1] - points[0]).Normalized();
        Double3 v = Double3.Cross(normal.Normalized(), u);
        int[] index = [.. points.Select(p => mesh.Vertex(p, normal, Double3.Dot(p - points[0], u), Double3.Dot(p - points[0], v)))];
        for (int i = 1; i + 1 < points.Count; i++)
        {
            mesh.Triangle(index[0], index[i], index[i + 1]);
        }
    }

    private static Double3 OnCircle(double radius, double z, int step, int steps)
    {
        double angle = 2 * Math.PI * step / steps;
        return new Double3(radius * StrictMath.Cos(angle), radius * StrictMath.Sin(angle), z);
    }
}
