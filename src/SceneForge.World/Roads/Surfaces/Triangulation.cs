namespace SceneForge.World.Roads.Surfaces;

/// <summary>
/// A constrained Delaunay triangulation on the integer grid: points go in one by one with Lawson's flips (1977), segments by flipping what
/// crosses them (Sloan 1993). All predicates are exact. Segments that cross get a vertex at the rounded crossing.
/// </summary>
internal sealed class Triangulation
{
    // Each split shortens the pieces by the grid; the bounds only guard against an endless chain of roundings.
    private const int MaxDepth = 48;
    private const int MaxPieces = 100_000;

    private readonly List<GridPoint> _points = [];
    private readonly Dictionary<GridPoint, int> _byPoint = [];

    // Three entries a triangle: vertices counter-clockwise; the neighbour across the edge opposite each; whether that edge is held.
    private readonly List<int> _vertices = [];
    private readonly List<int> _neighbours = [];
    private readonly List<bool> _held = [];

    // A triangle at each vertex.
    private readonly List<int> _triangleAt = [];
    private readonly Stack<(int Triangle, int Corner)> _suspects = new();
    private int _last;

    /// <summary>Starts with two triangles over the square of half size <see cref="GridPoint.Limit"/>.</summary>
    public Triangulation()
    {
        const int L = GridPoint.Limit - 1;
        foreach (GridPoint corner in new GridPoint[] { new(-L, -L), new(L, -L), new(L, L), new(-L, L) })
        {
            _byPoint.Add(corner, _points.Count);
            _points.Add(corner);
            _triangleAt.Add(0);
        }

        _ = AddTriangle(0, 1, 2, -1, 1, -1);
        _ = AddTriangle(0, 2, 3, -1, -1, 0);
        _triangleAt[3] = 1;
    }

    /// <summary>The first four vertices are the corners of the square.</summary>
    public const int Corners = 4;

    public IReadOnlyList<GridPoint> Points => _points;

    public int TriangleCount => _vertices.Count / 3;

    public int Vertex(int triangle, int corner) => _vertices[3 * triangle + corner];

    /// <summary>The triangle across the edge opposite a corner; -1 at the square's border.</summary>
    public int Neighbour(int triangle, int corner) => _neighbours[3 * triangle + corner];

    /// <summary>Whether the edge opposite a corner is part of a segment.</summary>
    public bool IsHeld(int triangle, int corner) => _held[3 * triangle + corner];

    /// <summary>The vertex at a point, new or known.</summary>
    public int Insert(GridPoint point)
    {
        if (_byPoint.TryGetValue(point, out int known))
        {
            return known;
        }

        int triangle = Locate(point);
        int vertex = _points.Count;
        _points.Add(point);
        _byPoint.Add(point, vertex);
        _triangleAt.Add(triangle);
        for (int c = 0; c < 3; c++)
        {
            if (GridPoint.Side(Corner(triangle, c + 1), Corner(triangle, c + 2), point) == 0)
            {
                SplitEdge(triangle, c, vertex);
                Legalize();
                return vertex;
            }
        }

        SplitTriangle(triangle, vertex);
        Legalize();
        return vertex;
    }

    /// <summary>Makes the segment between two vertices a chain of held edges.</summary>
    public void Hold(int a, int b) => Hold(a, b, 0);

    private void Hold(int a, int b, int depth)
    {
        for (int i = 0; a != b && depth < MaxDepth && i < MaxPieces; i++)
        {
            (int triangle, int corner, int touched) = Leave(a, b);
            if (touched >= 0)
            {
                Mark(a, touched);
                a = touched;
                continue;
            }

            a = Cross(a, b, triangle, corner, depth);
        }
    }

    /// <summary>Where the ray from a to b leaves a's triangles: at a vertex that it touches, or through the edge opposite a corner.</summary>
    private (int Triangle, int Corner, int Touched) Leave(int a, int b)
    {
        int start = _triangleAt[a];
        int t = start;
        do
        {
            int c = CornerOf(t, a);
            int v1 = Vertex(t, (c + 1) % 3);
            int v2 = Vertex(t, (c + 2) % 3);
            if (v1 == b || v2 == b)
            {
                return (t, c, b);
            }

            long s1 = GridPoint.Side(_points[a], _points[b], _points[v1]);
            long s2 = GridPoint.Side(_points[a], _points[b], _points[v2]);
            if (s1 == 0 && Ahead(a, b, v1))
            {
                return (t, c, v1);
            }

            if (s1 < 0 && s2 > 0)
            {
                return (t, c, -1);
            }

            t = Neighbour(t, (c + 1) % 3);
        }
        while (t != start && t >= 0);
        throw new InvalidOperationException("The triangulation has no way from a vertex to another.");
    }

    /// <summary>Clears the way from a up to the next vertex on the segment, or up to a held edge, which is split. Returns where to go on.</summary>
    private int Cross(int a, int b, int triangle, int corner, int depth)
    {
        Queue<(int, int)> crossing = new();
        int right = Vertex(triangle, (corner + 1) % 3);
        int left = Vertex(triangle, (corner + 2) % 3);
        int t = triangle;
        int c = corner;
        int end;
        while (true)
        {
            if (IsHeld(t, c))
            {
                return Split(a, b, right, left, depth);
            }

            crossing.Enqueue((right, left));
            int next = Neighbour(t, c);
            int w = Opposite(next, right, left);
            long side = w == b ? 0 : GridPoint.Side(_points[a], _points[b], _points[w]);
            if (side == 0)
            {
                end = w;
                break;
            }

            if (side > 0)
            {
                c = CornerOf(next, left);
                left = w;
            }
            else
            {
                c = CornerOf(next, right);
                right = w;
            }

            t = next;
        }

        FlipAway(a, end, crossing);
        Mark(a, end);
        Legalize();
        return end;
    }

    /// <summary>Puts a vertex where ab crosses the held edge cd. Returns a: the way starts anew.</summary>
    private int Split(int a, int b, int c, int d, int depth)
    {
        GridPoint p = Crossing(_points[a], _points[b], _points[c], _points[d]);
        int vertex = Insert(p);
        if (vertex == c || vertex == d)
        {
            Hold(a, vertex, depth + 1);
            return vertex;
        }

        Release(c, d);
        Hold(c, vertex, depth + 1);
        Hold(vertex, d, depth + 1);
        if (vertex != a)
        {
            Hold(a, vertex, depth + 1);
        }

        return vertex;
    }

    private static GridPoint Crossing(GridPoint a, GridPoint b, GridPoint c, GridPoint d)
    {
        double along = (double)GridPoint.Side(c, d, a);
        double f = along / (along - GridPoint.Side(c, d, b));
        return new GridPoint((int)Math.Round(a.X + f * (b.X - (double)a.X)), (int)Math.Round(a.Y + f * (b.Y - (double)a.Y)));
    }

    private void FlipAway(int a, int b, Queue<(int U, int V)> crossing)
    {
        while (crossing.TryDequeue(out (int U, int V) edge))
        {
            (int t, int c) = Find(edge.U, edge.V);
            int n = Neighbour(t, c);
            int p = Vertex(t, c);
            int q = Opposite(n, edge.U, edge.V);
            int u = Vertex(t, (c + 1) % 3);
            int v = Vertex(t, (c + 2) % 3);
            bool convex = GridPoint.Side(_points[p], _points[u], _points[q]) > 0 && GridPoint.Side(_points[q], _points[v], _points[p]) > 0;
            if (!convex)
            {
                crossing.Enqueue(edge);
                continue;
            }

            Flip(t, c);
            bool crosses = p != a && p != b && q != a && q != b
                && GridPoint.Side(_points[a], _points[b], _points[p]) > 0 != GridPoint.Side(_points[a], _points[b], _points[q]) > 0;
            if (crosses)
            {
                crossing.Enqueue((p, q));
            }
            else if (!((p == a && q == b) || (p == b && q == a)))
            {
                (int ft, int fc) = Find(p, q);
                _suspects.Push((ft, fc));
            }
        }
    }

    private int Locate(GridPoint p)
    {
        int t = _last;
        // A visibility walk; in a triangulation with held edges it may circle, so the edge tried first changes from step to step.
        for (int step = 0; ; step++)
        {
            bool moved = false;
            for (int i = 0; i < 3 && !moved; i++)
            {
                int c = (i + step) % 3;
                if (GridPoint.Side(Corner(t, c + 1), Corner(t, c + 2), p) < 0)
                {
                    t = Neighbour(t, c);
                    moved = true;
                }
            }

            if (!moved)
            {
                return _last = t;
            }
        }
    }

    private void SplitTriangle(int t, int v)
    {
        (int a, int b, int c) = (Vertex(t, 0), Vertex(t, 1), Vertex(t, 2));
        (int na, int nb, int nc) = (Neighbour(t, 0), Neighbour(t, 1), Neighbour(t, 2));
        (bool ha, bool hb, bool hc) = (IsHeld(t, 0), IsHeld(t, 1), IsHeld(t, 2));
        int t1 = TriangleCount;
        int t2 = t1 + 1;
        Set(t, v, b, c, na, t1, t2, ha, false, false);
        _ = AddTriangle(v, c, a, nb, t2, t, hb);
        _ = AddTriangle(v, a, b, nc, t, t1, hc);
        Relink(nb, t, t1);
        Relink(nc, t, t2);
        (_triangleAt[v], _triangleAt[a], _triangleAt[b], _triangleAt[c]) = (t, t1, t, t);
        _suspects.Push((t, 0));
        _suspects.Push((t1, 0));
        _suspects.Push((t2, 0));
    }

    private void SplitEdge(int t, int corner, int v)
    {
        int n = Neighbour(t, corner);
        int a = Vertex(t, corner);
        int b = Vertex(t, (corner + 1) % 3);
        int c = Vertex(t, (corner + 2) % 3);
        int nc = CornerOpposite(n, b, c);
        int d = Vertex(n, nc);
        bool held = IsHeld(t, corner);
        (int ab, bool hab) = (Neighbour(t, (corner + 2) % 3), IsHeld(t, (corner + 2) % 3));
        (int ca, bool hca) = (Neighbour(t, (corner + 1) % 3), IsHeld(t, (corner + 1) % 3));
        (int bd, bool hbd) = (Neighbour(n, CornerOf(n, c)), IsHeld(n, CornerOf(n, c)));
        (int dc, bool hdc) = (Neighbour(n, CornerOf(n, b)), IsHeld(n, CornerOf(n, b)));
        int t2 = TriangleCount;
        int n2 = t2 + 1;
        Set(t, v, a, b, ab, n, t2, hab, held, false);
        Set(n, v, b, d, bd, n2, t, hbd, false, held);
        _ = AddTriangle(v, c, a, ca, t, n2, hca, false, held);
        _ = AddTriangle(v, d, c, dc, t2, n, hdc, held, false);
        Relink(ca, t, t2);
        Relink(dc, n, n2);
        (_triangleAt[v], _triangleAt[a], _triangleAt[b], _triangleAt[c], _triangleAt[d]) = (t, t, t, t2, n);
        foreach (int each in new[] { t, n, t2, n2 })
        {
            _suspects.Push((each, 0));
        }
    }

    private void Legalize()
    {
        while (_suspects.TryPop(out (int T, int C) edge))
        {
            (int t, int c) = edge;
            int n = Neighbour(t, c);
            if (n < 0 || IsHeld(t, c))
            {
                continue;
            }

            int d = Opposite(n, Vertex(t, (c + 1) % 3), Vertex(t, (c + 2) % 3));
            if (GridPoint.InCircle(Corner(t, 0), Corner(t, 1), Corner(t, 2), _points[d]))
            {
                Flip(t, c);
                for (int i = 0; i < 3; i++)
                {
                    _suspects.Push((t, i));
                    _suspects.Push((n, i));
                }
            }
        }
    }

    /// <summary>Turns the edge opposite a corner into the other diagonal of its quadrilateral.</summary>
    private void Flip(int t, int corner)
    {
        int n = Neighbour(t, corner);
        int p = Vertex(t, corner);
        int u = Vertex(t, (corner + 1) % 3);
        int v = Vertex(t, (corner + 2) % 3);
        int q = Opposite(n, u, v);
        (int pu, bool hpu) = (Neighbour(t, (corner + 2) % 3), IsHeld(t, (corner + 2) % 3));
        (int vp, bool hvp) = (Neighbour(t, (corner + 1) % 3), IsHeld(t, (corner + 1) % 3));
        (int uq, bool huq) = (Neighbour(n, CornerOf(n, v)), IsHeld(n, CornerOf(n, v)));
        (int qv, bool hqv) = (Neighbour(n, CornerOf(n, u)), IsHeld(n, CornerOf(n, u)));
        Set(t, p, u, q, uq, n, pu, huq, false, hpu);
        Set(n, p, q, v, qv, vp, t, hqv, hvp, false);
        Relink(uq, n, t);
        Relink(vp, t, n);
        (_triangleAt[p], _triangleAt[u], _triangleAt[q], _triangleAt[v]) = (t, t, t, n);
    }

    private void Mark(int a, int b) => SetHeld(a, b, true);

    private void Release(int a, int b) => SetHeld(a, b, false);

    private void SetHeld(int a, int b, bool held)
    {
        (int t, int c) = Find(a, b);
        if (t < 0)
        {
            return;
        }

        _held[3 * t + c] = held;
        int n = Neighbour(t, c);
        if (n >= 0)
        {
            _held[3 * n + CornerOpposite(n, a, b)] = held;
        }
    }

    /// <summary>A triangle at the edge ab and its corner opposite; (-1, -1) where there is no such edge.</summary>
    private (int Triangle, int Corner) Find(int a, int b)
    {
        int start = _triangleAt[a];
        int t = start;
        do
        {
            int c = CornerOf(t, a);
            if (Vertex(t, (c + 1) % 3) == b)
            {
                return (t, (c + 2) % 3);
            }

            if (Vertex(t, (c + 2) % 3) == b)
            {
                return (t, (c + 1) % 3);
            }

            t = Neighbour(t, (c + 1) % 3);
        }
        while (t != start && t >= 0);
        return (-1, -1);
    }

    private bool Ahead(int a, int b, int v) =>
        (long)(_points[b].X - _points[a].X) * (_points[v].X - _points[a].X) + (long)(_points[b].Y - _points[a].Y) * (_points[v].Y - _points[a].Y) > 0;

    private GridPoint Corner(int t, int c) => _points[_vertices[3 * t + c % 3]];

    private int CornerOf(int t, int v) => _vertices[3 * t] == v ? 0 : _vertices[3 * t + 1] == v ? 1 : 2;

    private int CornerOpposite(int t, int a, int b)
    {
        for (int c = 0; c < 2; c++)
        {
            int v = _vertices[3 * t + c];
            if (v != a && v != b)
            {
                return c;
            }
        }

        return 2;
    }

    private int Opposite(int t, int a, int b) => _vertices[3 * t + CornerOpposite(t, a, b)];

    private void Relink(int t, int from, int to)
    {
        for (int c = 0; t >= 0 && c < 3; c++)
        {
            if (_neighbours[3 * t + c] == from)
            {
                _neighbours[3 * t + c] = to;
                return;
            }
        }
    }

    private int AddTriangle(int a, int b, int c, int na, int nb, int nc, bool ha = false, bool hb = false, bool hc = false)
    {
        _vertices.AddRange([a, b, c]);
        _neighbours.AddRange([na, nb, nc]);
        _held.AddRange([ha, hb, hc]);
        return TriangleCount - 1;
    }

    private void Set(int t, int a, int b, int c, int na, int nb, int nc, bool ha, bool hb, bool hc)
    {
        (_vertices[3 * t], _vertices[3 * t + 1], _vertices[3 * t + 2]) = (a, b, c);
        (_neighbours[3 * t], _neighbours[3 * t + 1], _neighbours[3 * t + 2]) = (na, nb, nc);
        (_held[3 * t], _held[3 * t + 1], _held[3 * t + 2]) = (ha, hb, hc);
    }
}
