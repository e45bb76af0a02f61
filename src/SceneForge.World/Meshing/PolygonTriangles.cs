namespace SceneForge.World.Meshing;

/// <summary>A point of a plane.</summary>
internal readonly record struct PlanePoint(double X, double Y)
{
    /// <summary>Twice the signed area of a triangle: above 0 where c lies to the left of a to b; of opposite sign for b and a.</summary>
    public static double Turn(PlanePoint a, PlanePoint b, PlanePoint c)
    {
        bool inOrder = a.X < b.X || (a.X == b.X && a.Y <= b.Y);
        (PlanePoint p, PlanePoint q) = inOrder ? (a, b) : (b, a);
        double turn = (q.X - p.X) * (c.Y - p.Y) - (q.Y - p.Y) * (c.X - p.X);
        return inOrder ? turn : -turn;
    }
}

/// <summary>Cuts polygons with holes into triangles without new points: ears, after bridges to the holes (Eberly, Triangulation by ear clipping).</summary>
internal static class PolygonTriangles
{
    /// <param name="loops">
    /// Simple loops that do not meet: outlines counter-clockwise, holes clockwise, in any order; outlines may lie in holes.
    /// </param>
    /// <returns>Three points a triangle, counter-clockwise.</returns>
    public static List<PlanePoint> Of(IReadOnlyList<PlanePoint[]> loops)
    {
        List<(PlanePoint[] Outline, double Area, List<PlanePoint[]> Holes)> outlines = [.. loops.Select(l => (l, Area(l), new List<PlanePoint[]>()))
            .Where(l => l.Item2 > 0).OrderBy(l => l.Item2)];
        foreach (PlanePoint[] hole in loops.Where(l => Area(l) < 0))
        {
            outlines.First(o => o.Area > -Area(hole) && Contains(o.Outline, hole[0])).Holes.Add(hole);
        }

        List<PlanePoint> triangles = [];
        foreach ((PlanePoint[] outline, _, List<PlanePoint[]> holes) in outlines)
        {
            List<PlanePoint> polygon = [.. outline];
            foreach (PlanePoint[] hole in holes.OrderByDescending(h => h.Max(p => p.X)))
            {
                Bridge(polygon, hole);
            }

            Clip(polygon, triangles);
        }

        return triangles;
    }

    private static double Area(PlanePoint[] loop)
    {
        double area = 0;
        for (int i = 0; i < loop.Length; i++)
        {
            PlanePoint a = loop[i];
            PlanePoint b = loop[(i + 1) % loop.Length];
            area += a.X * b.Y - a.Y * b.X;
        }

        return area / 2;
    }

    private static bool Contains(PlanePoint[] loop, PlanePoint p)
    {
        bool inside = false;
        PlanePoint a = loop[^1];
        foreach (PlanePoint b in loop)
        {
            if (a.Y > p.Y != b.Y > p.Y && p.X < a.X + (b.X - a.X) * (p.Y - a.Y) / (b.Y - a.Y))
            {
                inside = !inside;
            }

            a = b;
        }

        return inside;
    }

    // Goes from the polygon to the hole's rightmost point and back: over the point to the right of it that sees it and is nearest. Holes that have
    // no bridge yet lie to the left.
    private static void Bridge(List<PlanePoint> polygon, PlanePoint[] hole)
    {
        int start = 0;
        for (int i = 1; i < hole.Length; i++)
        {
            start = hole[i].X > hole[start].X ? i : start;
        }

        PlanePoint m = hole[start];
        int best = -1;
        double nearest = double.PositiveInfinity;
        foreach (int i in Enumerable.Range(0, polygon.Count))
        {
            PlanePoint p = polygon[i];
            double distance = (p.X - m.X) * (p.X - m.X) + (p.Y - m.Y) * (p.Y - m.Y);
            if (p.X > m.X && distance < nearest && IsInCorner(polygon, i, m) && !IsCrossed(polygon, p, m) && !IsCrossed(hole, p, m))
            {
                (best, nearest) = (i, distance);
            }
        }

        PlanePoint bridge = polygon[best];
        polygon.InsertRange(best + 1, [.. hole[start..], .. hole[..start], m, bridge]);
    }

    // Whether a point lies within the angle that the polygon fills at one of its corners.
    private static bool IsInCorner(List<PlanePoint> polygon, int corner, PlanePoint p)
    {
        PlanePoint before = polygon[(corner + polygon.Count - 1) % polygon.Count];
        PlanePoint at = polygon[corner];
        PlanePoint after = polygon[(corner + 1) % polygon.Count];
        bool left = PlanePoint.Turn(before, at, p) > 0;
        bool right = PlanePoint.Turn(at, after, p) > 0;
        return PlanePoint.Turn(before, at, after) > 0 ? left && right : left || right;
    }

    private static bool IsCrossed(IReadOnlyList<PlanePoint> loop, PlanePoint p, PlanePoint q)
    {
        for (int i = 0; i < loop.Count; i++)
        {
            PlanePoint a = loop[i];
            PlanePoint b = loop[(i + 1) % loop.Count];
            if (a == p || b == p || a == q || b == q)
            {
                continue;
            }

            if (PlanePoint.Turn(a, b, p) * PlanePoint.Turn(a, b, q) <= 0 && PlanePoint.Turn(p, q, a) * PlanePoint.Turn(p, q, b) <= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static void Clip(List<PlanePoint> polygon, List<PlanePoint> triangles)
    {
        int at = 0;
        int tried = 0;
        while (polygon.Count > 3)
        {
            int before = (at + polygon.Count - 1) % polygon.Count;
            int after = (at + 1) % polygon.Count;
            double turn = PlanePoint.Turn(polygon[before], polygon[at], polygon[after]);
            // After a round without an ear, what is left is as thin as rounding: its points go as they come.
            bool isEar = tried > polygon.Count || (turn > 0 && IsFree(polygon, before, at, after));
            if (!isEar)
            {
                at = after;
                tried++;
                continue;
            }

            Add(triangles, polygon[before], polygon[at], polygon[after]);
            polygon.RemoveAt(at);
            at = at == 0 ? polygon.Count - 1 : at - 1;
            tried = 0;
        }

        Add(triangles, polygon[0], polygon[1], polygon[2]);
    }

    private static void Add(List<PlanePoint> triangles, PlanePoint a, PlanePoint b, PlanePoint c)
    {
        if (PlanePoint.Turn(a, b, c) > 0)
        {
            triangles.AddRange([a, b, c]);
        }
    }

    // Whether no other corner lies in the ear; bridges' ends stand at a corner's own place.
    private static bool IsFree(List<PlanePoint> polygon, int before, int at, int after)
    {
        (PlanePoint a, PlanePoint b, PlanePoint c) = (polygon[before], polygon[at], polygon[after]);
        foreach (PlanePoint p in polygon)
        {
            if (p != a && p != b && p != c && PlanePoint.Turn(a, b, p) >= 0 && PlanePoint.Turn(b, c, p) >= 0 && PlanePoint.Turn(c, a, p) >= 0)
            {
                return false;
            }
        }

        return true;
    }
}
