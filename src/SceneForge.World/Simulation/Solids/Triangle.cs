using SceneForge.Base.Geometry;

namespace SceneForge.World.Simulation.Solids;

/// <summary>A triangle in the world.</summary>
internal readonly record struct Triangle(Double3 A, Double3 B, Double3 C)
{
    /// <summary>Whether its bounds come as near as this to a point.</summary>
    public bool Near(Double3 point, double radius) =>
        Within(point.X, radius, A.X, B.X, C.X) && Within(point.Y, radius, A.Y, B.Y, C.Y) && Within(point.Z, radius, A.Z, B.Z, C.Z);

    /// <summary>Whether it meets a box: no axis separates them (Akenine-Moller 2001, "Fast 3D Triangle-Box Overlap Testing").</summary>
    public bool Meets(Box3 box, Pose boxFromWorld)
    {
        Double3 half = box.Size * 0.5;
        Double3 a = boxFromWorld.Apply(A) - box.Center;
        Double3 b = boxFromWorld.Apply(B) - box.Center;
        Double3 c = boxFromWorld.Apply(C) - box.Center;
        Double3[] edges = [b - a, c - b, a - c];
        Double3[] axes = [Double3.UnitX, Double3.UnitY, Double3.UnitZ];
        foreach (Double3 axis in axes)
        {
            if (Separates(axis))
            {
                return false;
            }

            foreach (Double3 edge in edges)
            {
                if (Separates(Double3.Cross(axis, edge)))
                {
                    return false;
                }
            }
        }

        return !Separates(Double3.Cross(edges[0], edges[1]));

        bool Separates(Double3 axis)
        {
            double reach = half.X * Math.Abs(axis.X) + half.Y * Math.Abs(axis.Y) + half.Z * Math.Abs(axis.Z);
            double x = Double3.Dot(a, axis);
            double y = Double3.Dot(b, axis);
            double z = Double3.Dot(c, axis);
            return Math.Min(x, Math.Min(y, z)) > reach || Math.Max(x, Math.Max(y, z)) < -reach;
        }
    }

    private static bool Within(double at, double radius, double a, double b, double c) =>
        Math.Min(a, Math.Min(b, c)) <= at + radius && Math.Max(a, Math.Max(b, c)) >= at - radius;
}
