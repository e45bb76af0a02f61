using SceneForge.Base.Geometry;
using SceneForge.World.Ground;

namespace SceneForge.World.Roads.Surfaces;

/// <summary>A triangle of the ground.</summary>
/// <param name="A">Index into <see cref="GroundMesh.Positions"/>; A, B, C counter-clockwise from above (walls: from the open side).</param>
/// <param name="Owner">The lane surface that it belongs to; null for open ground.</param>
/// <param name="IsWall">Whether it stands upright between two heights.</param>
internal readonly record struct GroundTriangle(int A, int B, int C, SurfaceKind Kind, Region? Owner, bool IsWall);

/// <summary>
/// A ground as one mesh without gaps or overlaps: carriageways, markings cut into them, kerbs, pavements, and open ground around.
/// Built as a triangulation of the plan that keeps to every border; each triangle is then raised to its lane's height.
/// </summary>
internal sealed class GroundMesh
{
    private const double Cell = 4;
    private readonly TriangleGrid _grid = new(Cell);

    public GroundMesh(Double3[] positions, GridPoint[] points, GroundTriangle[] triangles, TerrainField? terrain, SurfaceHeights heights)
    {
        (Positions, Points, Triangles, Terrain, Heights) = (positions, points, triangles, terrain, heights);
        for (int i = 0; i < triangles.Length; i++)
        {
            if (!triangles[i].IsWall)
            {
                _grid.Add(positions[triangles[i].A], positions[triangles[i].B], positions[triangles[i].C], i);
            }
        }
    }

    public Double3[] Positions { get; }

    /// <summary>Plan points of the positions.</summary>
    public GridPoint[] Points { get; }

    public GroundTriangle[] Triangles { get; }

    /// <summary>The field of the open ground around; null where the mesh is a deck.</summary>
    public TerrainField? Terrain { get; }

    public SurfaceHeights Heights { get; }

    /// <summary>Whether it lies over the open ground.</summary>
    public bool IsDeck => Terrain is null;

    /// <summary>The triangle under a point and its height there; null beyond the mesh.</summary>
    public (double Height, int Triangle)? Find(double x, double y)
    {
        foreach ((double height, int triangle) in _grid.At(x, y))
        {
            return (height, triangle);
        }

        return null;
    }

    /// <summary>Height of the mesh under a point; of the open ground's field beyond it; null beyond a deck.</summary>
    public double? Height(double x, double y) => Find(x, y)?.Height ?? Terrain?.Height(x, y);
}
