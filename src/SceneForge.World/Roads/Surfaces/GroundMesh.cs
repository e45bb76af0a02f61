using SceneForge.Base.Geometry;

namespace SceneForge.World.Roads.Surfaces;

/// <summary>A triangle of the ground.</summary>
/// <param name="A">Index into <see cref="GroundMesh.Positions"/>; A, B, C counter-clockwise from above (walls: from the open side).</param>
/// <param name="Owner">The lane surface that it belongs to; null for open ground.</param>
/// <param name="IsWall">Whether it stands upright between two heights.</param>
internal readonly record struct GroundTriangle(int A, int B, int C, SurfaceKind Kind, Region? Owner, bool IsWall);

/// <summary>
/// The whole ground as one mesh without gaps or overlaps: carriageways, markings cut into them, kerbs, pavements, and open ground around.
/// Built as a triangulation of the plan that keeps to every border; each triangle is then raised to its lane's height.
/// </summary>
internal sealed class GroundMesh
{
    private const double Cell = 4;
    private readonly Dictionary<(int X, int Y), List<int>> _cells = [];
    private readonly TerrainField _terrain;

    public GroundMesh(Double3[] positions, GridPoint[] points, GroundTriangle[] triangles, TerrainField terrain, SurfaceHeights heights)
    {
        (Positions, Points, Triangles, Heights) = (positions, points, triangles, heights);
        _terrain = terrain;
        for (int i = 0; i < triangles.Length; i++)
        {
            if (!triangles[i].IsWall)
            {
                Enter(i);
            }
        }
    }

    public Double3[] Positions { get; }

    /// <summary>Plan points of the positions.</summary>
    public GridPoint[] Points { get; }

    public GroundTriangle[] Triangles { get; }

    public SurfaceHeights Heights { get; }

    /// <summary>Height of the mesh under a point; of the open ground's field beyond it.</summary>
    public double Height(double x, double y)
    {
        foreach (int i in _cells.GetValueOrDefault(CellOf(x, y)) ?? [])
        {
            GroundTriangle t = Triangles[i];
            (Double3 a, Double3 b, Double3 c) = (Positions[t.A], Positions[t.B], Positions[t.C]);
            double area = Side(a, b, c.X, c.Y);
            double u = Side(b, c, x, y) / area;
            double v = Side(c, a, x, y) / area;
            double w = 1 - u - v;
            // On a shared edge rounding may put the point outside of both neighbours.
            if (u >= -1e-9 && v >= -1e-9 && w >= -1e-9)
            {
                return u * a.Z + v * b.Z + w * c.Z;
            }
        }

        return _terrain.Height(x, y);
    }

    private static double Side(Double3 a, Double3 b, double x, double y) => (b.X - a.X) * (y - a.Y) - (b.Y - a.Y) * (x - a.X);

    private static (int X, int Y) CellOf(double x, double y) =>
        ((int)Math.Floor(Math.Clamp(x, -1e9, 1e9) / Cell), (int)Math.Floor(Math.Clamp(y, -1e9, 1e9) / Cell));

    private void Enter(int index)
    {
        GroundTriangle t = Triangles[index];
        Box3 box = Box3.Empty.Include(Positions[t.A]).Include(Positions[t.B]).Include(Positions[t.C]);
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
}
