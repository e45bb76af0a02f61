namespace SceneForge.World.Roads.Surfaces;

/// <summary>A triangle of the plan that belongs to a surface of a road.</summary>
/// <param name="Section">Lane section of <paramref name="Owner"/>.</param>
/// <param name="Lane">Lane there; 0 for inlays.</param>
/// <param name="S">A place on the road near it, where searches start.</param>
internal readonly record struct Region(GridPoint A, GridPoint B, GridPoint C, SurfaceKind Kind, Road Owner, LaneSection Section, int Lane, double S)
{
    /// <summary>Whether a point given in thirds of the grid lies inside or on the border.</summary>
    public bool Covers(long x3, long y3) => Left(A, B, x3, y3) && Left(B, C, x3, y3) && Left(C, A, x3, y3);

    private static bool Left(GridPoint a, GridPoint b, long x3, long y3) =>
        (long)(b.X - a.X) * (y3 - 3L * a.Y) - (long)(b.Y - a.Y) * (x3 - 3L * a.X) >= 0;
}

/// <summary>Regions by place.</summary>
internal sealed class RegionIndex
{
    // 4 m in grid steps.
    private const int CellShift = 13;

    private readonly List<Region> _regions = [];
    private readonly Dictionary<(int X, int Y), List<int>> _cells = [];

    public void Add(Region region)
    {
        long area = GridPoint.Side(region.A, region.B, region.C);
        if (area == 0)
        {
            return;
        }

        int index = _regions.Count;
        _regions.Add(area > 0 ? region : region with { B = region.C, C = region.B });
        int x0 = Math.Min(region.A.X, Math.Min(region.B.X, region.C.X)) >> CellShift;
        int x1 = Math.Max(region.A.X, Math.Max(region.B.X, region.C.X)) >> CellShift;
        int y0 = Math.Min(region.A.Y, Math.Min(region.B.Y, region.C.Y)) >> CellShift;
        int y1 = Math.Max(region.A.Y, Math.Max(region.B.Y, region.C.Y)) >> CellShift;
        for (int x = x0; x <= x1; x++)
        {
            for (int y = y0; y <= y1; y++)
            {
                if (!_cells.TryGetValue((x, y), out List<int>? list))
                {
                    _cells.Add((x, y), list = []);
                }

                list.Add(index);
            }
        }
    }

    /// <summary>Regions over a point given in thirds of the grid, in the order of their making.</summary>
    public IEnumerable<Region> At(long x3, long y3)
    {
        (int, int) cell = ((int)Math.Floor(x3 / 3.0) >> CellShift, (int)Math.Floor(y3 / 3.0) >> CellShift);
        foreach (int index in _cells.GetValueOrDefault(cell) ?? [])
        {
            if (_regions[index].Covers(x3, y3))
            {
                yield return _regions[index];
            }
        }
    }

    public IEnumerable<Region> At(GridPoint point) => At(3L * point.X, 3L * point.Y);
}
