using SceneForge.Base.Geometry;

namespace SceneForge.World.Ground;

/// <summary>Triangles by their place in the ground plane: which lie over or under a point, and how high there.</summary>
internal sealed class TriangleGrid(double cell)
{
    private readonly List<(Double3 A, Double3 B, Double3 C, int Tag)> _triangles = [];
    private readonly Dictionary<(int X, int Y), List<int>> _cells = [];

    public int Count => _triangles.Count;

    /// <summary>Adds a triangle; one that stands upright covers nothing.</summary>
    public void Add(Double3 a, Double3 b, Double3 c, int tag)
    {
        int index = _triangles.Count;
        _triangles.Add((a, b, c, tag));
        Box3 box = Box3.Empty.Include(a).Include(b).Include(c);
        (int x0, int y0) = CellOf(box.Min.X, box.Min.Y);
        (int x1, int y1) = CellOf(box.Max.X, box.Max.Y);
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

    /// <summary>Heights of the triangles over a point, with their tags, in the order of their adding.</summary>
    public IEnumerable<(double Height, int Tag)> At(double x, double y)
    {
        foreach (int i in _cells.GetValueOrDefault(CellOf(x, y)) ?? [])
        {
            (Double3 a, Double3 b, Double3 c, int tag) = _triangles[i];
            double area = Side(a, b, c.X, c.Y);
            double u = Side(b, c, x, y) / area;
            double v = Side(c, a, x, y) / area;
            double w = 1 - u - v;
            // On a shared edge rounding may put the point outside of both neighbours.
            if (u >= -1e-9 && v >= -1e-9 && w >= -1e-9)
            {
                yield return (u * a.Z + v * b.Z + w * c.Z, tag);
            }
        }
    }

    private static double Side(Double3 a, Double3 b, double x, double y) => (b.X - a.X) * (y - a.Y) - (b.Y - a.Y) * (x - a.X);

    private (int X, int Y) CellOf(double x, double y) =>
        ((int)Math.Floor(Math.Clamp(x, -1e9, 1e9) / cell), (int)Math.Floor(Math.Clamp(y, -1e9, 1e9) / cell));
}
