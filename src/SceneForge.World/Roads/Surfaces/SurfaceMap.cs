namespace SceneForge.World.Roads.Surfaces;

/// <summary>Says for every triangle of a plan what it is and which lane it belongs to.</summary>
internal sealed class SurfaceMap
{
    // Triangles thinner than this come from rounding; they take after their neighbour.
    private const double SliverAltitude = 0.002 * GridPoint.PerMetre;
    private const double LargestHole = 120 * GridPoint.PerMetre * GridPoint.PerMetre;

    private readonly Triangulation _mesh;
    private readonly RegionIndex _regions;

    public SurfaceMap(SurfacePlan plan)
    {
        _mesh = plan.Triangulation;
        _regions = plan.Regions;
        Kinds = new SurfaceKind[_mesh.TriangleCount];
        Owners = new Region?[_mesh.TriangleCount];
        for (int t = 0; t < Kinds.Length; t++)
        {
            Classify(t);
        }

        SettleSlivers();
        FillHoles();
    }

    public SurfaceKind[] Kinds { get; }

    /// <summary>The lane surface that a triangle belongs to; null for open ground.</summary>
    public Region?[] Owners { get; }

    /// <summary>Whether a triangle hangs on a corner of the square around everything.</summary>
    public bool IsOutside(int t) =>
        _mesh.Vertex(t, 0) < Triangulation.Corners || _mesh.Vertex(t, 1) < Triangulation.Corners || _mesh.Vertex(t, 2) < Triangulation.Corners;

    private void Classify(int t)
    {
        Kinds[t] = SurfaceKind.Terrain;
        if (IsOutside(t))
        {
            return;
        }

        (GridPoint a, GridPoint b, GridPoint c) = Points(t);
        SurfaceKind inlay = SurfaceKind.Terrain;
        foreach (Region region in _regions.At((long)a.X + b.X + c.X, (long)a.Y + b.Y + c.Y))
        {
            if (region.Kind.IsInlay())
            {
                inlay = region.Kind < inlay ? region.Kind : inlay;
            }
            else if (region.Kind < Kinds[t])
            {
                (Kinds[t], Owners[t]) = (region.Kind, region);
            }
        }

        if (inlay != SurfaceKind.Terrain && (Kinds[t].IsCarriageway() || (inlay <= SurfaceKind.Slot && Kinds[t] == SurfaceKind.Sidewalk)))
        {
            Kinds[t] = inlay;
        }
    }

    private void SettleSlivers()
    {
        bool[] settled = new bool[Kinds.Length];
        for (int t = 0; t < Kinds.Length; t++)
        {
            settled[t] = IsOutside(t) || LongestEdge(t).Altitude >= SliverAltitude;
        }

        // Slivers may lie side by side; a few rounds reach through any stack of them.
        for (int round = 0; round < 6; round++)
        {
            for (int t = 0; t < Kinds.Length; t++)
            {
                int neighbour = settled[t] ? -1 : _mesh.Neighbour(t, LongestEdge(t).Corner);
                if (neighbour >= 0 && settled[neighbour] && !IsOutside(neighbour))
                {
                    (Kinds[t], Owners[t], settled[t]) = (Kinds[neighbour], Owners[neighbour], true);
                }
            }
        }
    }

    /// <summary>Ground that lies enclosed between the lanes of a junction is paved like them.</summary>
    private void FillHoles()
    {
        bool[] seen = new bool[Kinds.Length];
        for (int start = 0; start < Kinds.Length; start++)
        {
            if (seen[start] || Kinds[start] != SurfaceKind.Terrain)
            {
                continue;
            }

            List<int> hole = [start];
            seen[start] = true;
            bool open = false;
            int paved = 0;
            int sides = 0;
            double area = 0;
            for (int i = 0; i < hole.Count; i++)
            {
                int t = hole[i];
                open |= IsOutside(t);
                (GridPoint a, GridPoint b, GridPoint c) = Points(t);
                area += open ? 0 : GridPoint.Side(a, b, c) / 2.0;
                for (int corner = 0; corner < 3; corner++)
                {
                    int n = _mesh.Neighbour(t, corner);
                    if (n >= 0 && Kinds[n] == SurfaceKind.Terrain)
                    {
                        if (!seen[n])
                        {
                            seen[n] = true;
                            hole.Add(n);
                        }
                    }
                    else if (n >= 0)
                    {
                        sides++;
                        paved += Owners[n] is { Owner.Junction: not null } && (Kinds[n].IsCarriageway() || Kinds[n].IsInlay()) ? 1 : 0;
                    }
                }
            }

            if (!open && area < LargestHole && 4 * paved > 3 * sides)
            {
                hole.ForEach(t => Kinds[t] = SurfaceKind.Asphalt);
            }
        }
    }

    private (double Altitude, int Corner) LongestEdge(int t)
    {
        (GridPoint a, GridPoint b, GridPoint c) = Points(t);
        Span<double> squares = [Square(b, c), Square(c, a), Square(a, b)];
        int corner = squares[0] >= squares[1] && squares[0] >= squares[2] ? 0 : squares[1] >= squares[2] ? 1 : 2;
        return (GridPoint.Side(a, b, c) / Math.Sqrt(squares[corner]), corner);
    }

    private (GridPoint A, GridPoint B, GridPoint C) Points(int t) =>
        (_mesh.Points[_mesh.Vertex(t, 0)], _mesh.Points[_mesh.Vertex(t, 1)], _mesh.Points[_mesh.Vertex(t, 2)]);

    private static double Square(GridPoint a, GridPoint b)
    {
        double x = (double)a.X - b.X;
        double y = (double)a.Y - b.Y;
        return x * x + y * y;
    }
}
