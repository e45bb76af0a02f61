using System.Collections.Immutable;

namespace SceneForge.World.Meshing;

/// <summary>Cuts simple polygons into triangles by clipping ears (Meisters 1975).</summary>
internal static class EarClipping
{
    /// <summary>Twice the signed area: above zero where the corners run counter-clockwise.</summary>
    public static double DoubleArea(IReadOnlyList<(double X, double Y)> corners)
    {
        double sum = 0;
        for (int i = 0; i < corners.Count; i++)
        {
            (double x0, double y0) = corners[i];
            (double x1, double y1) = corners[(i + 1) % corners.Count];
            sum += x0 * y1 - x1 * y0;
        }

        return sum;
    }

    /// <summary>Indices of corners, three a triangle, counter-clockwise.</summary>
    /// <param name="corners">Counter-clockwise, without crossings; may be concave.</param>
    public static ImmutableArray<int> Triangles(IReadOnlyList<(double X, double Y)> corners)
    {
        List<int> rest = [.. Enumerable.Range(0, corners.Count)];
        ImmutableArray<int>.Builder triangles = ImmutableArray.CreateBuilder<int>();
        while (rest.Count > 2)
        {
            int ear = rest.FindIndex(i => IsEar(corners, rest, rest.IndexOf(i)));
            // Rounding may leave no ear of a sliver; any corner will do then.
            ear = Math.Max(0, ear);
            int before = rest[(ear + rest.Count - 1) % rest.Count];
            int after = rest[(ear + 1) % rest.Count];
            triangles.AddRange(before, rest[ear], after);
            rest.RemoveAt(ear);
        }

        return triangles.ToImmutable();
    }

    /// <summary>Whether two sides of a closed outline cross each other.</summary>
    public static bool Crosses(IReadOnlyList<(double X, double Y)> corners)
    {
        int n = corners.Count;
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 2; j < n; j++)
            {
                if ((j + 1) % n != i && Cross(corners[i], corners[(i + 1) % n], corners[j], corners[(j + 1) % n]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsEar(IReadOnlyList<(double X, double Y)> corners, List<int> rest, int at)
    {
        (double X, double Y) a = corners[rest[(at + rest.Count - 1) % rest.Count]];
        (double X, double Y) b = corners[rest[at]];
        (double X, double Y) c = corners[rest[(at + 1) % rest.Count]];
        return Side(a, b, c) > 0 && !rest.Exists(i => corners[i] != a && corners[i] != b && corners[i] != c
            && Side(a, b, corners[i]) >= 0 && Side(b, c, corners[i]) >= 0 && Side(c, a, corners[i]) >= 0);
    }

    private static bool Cross((double X, double Y) a, (double X, double Y) b, (double X, double Y) c, (double X, double Y) d) =>
        Side(a, b, c) * Side(a, b, d) < 0 && Side(c, d, a) * Side(c, d, b) < 0;

    private static double Side((double X, double Y) a, (double X, double Y) b, (double X, double Y) c) =>
        (b.X - a.X) * (c.Y - a.Y) - (b.Y - a.Y) * (c.X - a.X);
}
