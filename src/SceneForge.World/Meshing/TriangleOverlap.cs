namespace SceneForge.World.Meshing;

/// <summary>A corner of an overlap, as weights of the first triangle's corners.</summary>
internal readonly record struct OverlapCorner(double A, double B, double C);

/// <summary>
/// What a triangle has in common with others. Its corners are corners of either triangle or crossings of their edges, each found from the edges'
/// own ends in one order, so that triangles that share an edge find the same points on it.
/// </summary>
internal sealed class TriangleOverlap(PlanePoint a, PlanePoint b, PlanePoint c)
{
    private readonly PlanePoint[] _own = [a, b, c];
    private readonly List<(PlanePoint At, OverlapCorner Corner)> _found = [];

    /// <summary>The overlap as a convex polygon, counter-clockwise, empty where there is none.</summary>
    public OverlapCorner[] With(PlanePoint p, PlanePoint q, PlanePoint r)
    {
        PlanePoint[] other = [p, q, r];
        _found.Clear();
        if (IsApart(_own, other) || IsApart(other, _own))
        {
            return [];
        }

        for (int i = 0; i < 3; i++)
        {
            if (IsIn(other, _own[i]))
            {
                Found(_own[i], new OverlapCorner(i == 0 ? 1 : 0, i == 1 ? 1 : 0, i == 2 ? 1 : 0));
            }

            if (IsIn(_own, other[i]))
            {
                Found(other[i], Weights(other[i]));
            }

            for (int k = 0; k < 3; k++)
            {
                Cross(i, other[k], other[(k + 1) % 3]);
            }
        }

        return _found.Count < 3 ? [] : InOrder();
    }

    // Whether one edge of the first has all of the second on its outer side.
    private static bool IsApart(PlanePoint[] first, PlanePoint[] second)
    {
        for (int i = 0; i < 3; i++)
        {
            (PlanePoint from, PlanePoint to) = (first[i], first[(i + 1) % 3]);
            if (PlanePoint.Turn(from, to, second[0]) <= 0 && PlanePoint.Turn(from, to, second[1]) <= 0 && PlanePoint.Turn(from, to, second[2]) <= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsIn(PlanePoint[] t, PlanePoint p) =>
        PlanePoint.Turn(t[0], t[1], p) >= 0 && PlanePoint.Turn(t[1], t[2], p) >= 0 && PlanePoint.Turn(t[2], t[0], p) >= 0;

    private static bool IsBefore(PlanePoint p, PlanePoint q) => p.X < q.X || (p.X == q.X && p.Y < q.Y);

    private void Found(PlanePoint at, OverlapCorner corner)
    {
        if (_found.All(f => f.At != at))
        {
            _found.Add((at, corner));
        }
    }

    private void Cross(int edge, PlanePoint p, PlanePoint q)
    {
        (PlanePoint from, PlanePoint to) = (_own[edge], _own[(edge + 1) % 3]);
        double sideP = PlanePoint.Turn(from, to, p);
        double sideQ = PlanePoint.Turn(from, to, q);
        double sideFrom = PlanePoint.Turn(p, q, from);
        double sideTo = PlanePoint.Turn(p, q, to);
        if (sideP * sideQ >= 0 || sideFrom * sideTo >= 0)
        {
            return;
        }

        (PlanePoint low, PlanePoint high, double t) = IsBefore(p, q) ? (p, q, sideP / (sideP - sideQ)) : (q, p, sideQ / (sideQ - sideP));
        PlanePoint at = new(low.X + (high.X - low.X) * t, low.Y + (high.Y - low.Y) * t);
        Found(at, OnEdge(edge, IsBefore(from, to) ? sideFrom / (sideFrom - sideTo) : sideTo / (sideTo - sideFrom)));
    }

    /// <param name="share">From the edge's lower end, in the order of <see cref="IsBefore"/>, to its higher one.</param>
    private OverlapCorner OnEdge(int edge, double share)
    {
        (double from, double to) = IsBefore(_own[edge], _own[(edge + 1) % 3]) ? (1 - share, share) : (share, 1 - share);
        return edge switch
        {
            0 => new OverlapCorner(from, to, 0),
            1 => new OverlapCorner(0, from, to),
            _ => new OverlapCorner(to, 0, from),
        };
    }

    private OverlapCorner Weights(PlanePoint p)
    {
        for (int edge = 0; edge < 3; edge++)
        {
            (PlanePoint from, PlanePoint to) = (_own[edge], _own[(edge + 1) % 3]);
            if (PlanePoint.Turn(from, to, p) == 0)
            {
                (PlanePoint low, PlanePoint high) = IsBefore(from, to) ? (from, to) : (to, from);
                double share = Math.Abs(high.X - low.X) > Math.Abs(high.Y - low.Y)
                    ? (p.X - low.X) / (high.X - low.X)
                    : (p.Y - low.Y) / (high.Y - low.Y);
                return OnEdge(edge, share);
            }
        }

        double area = PlanePoint.Turn(_own[0], _own[1], _own[2]);
        double b = PlanePoint.Turn(_own[2], _own[0], p) / area;
        double c = PlanePoint.Turn(_own[0], _own[1], p) / area;
        return new OverlapCorner(1 - b - c, b, c);
    }

    // By angle around the middle, without a function of angles: by half plane, then by turn.
    private OverlapCorner[] InOrder()
    {
        PlanePoint middle = new(_found.Average(f => f.At.X), _found.Average(f => f.At.Y));
        bool IsUpper(PlanePoint p) => p.Y > middle.Y || (p.Y == middle.Y && p.X > middle.X);
        _found.Sort((x, y) => IsUpper(x.At) != IsUpper(y.At)
            ? IsUpper(x.At) ? -1 : 1
            : -Math.Sign((x.At.X - middle.X) * (y.At.Y - middle.Y) - (x.At.Y - middle.Y) * (y.At.X - middle.X)));
        return [.. _found.Select(f => f.Corner)];
    }
}
