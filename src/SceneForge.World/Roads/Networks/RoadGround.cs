using System.Collections.Immutable;
using SceneForge.Base.Geometry;
using SceneForge.World.Ground;
using SceneForge.World.Roads.Surfaces;

namespace SceneForge.World.Roads.Networks;

/// <summary>The ground of a road network: carriageway, kerb, pavement, verge, and the open ground beyond.</summary>
public sealed class RoadGround : IGround
{
    // Beyond the mesh the open ground's slope is taken over a metre.
    private const double Reach = 0.5;

    private readonly SurfaceTable _surfaces;
    private readonly string _openGround;

    private RoadGround(ImmutableArray<GroundMesh> levels, SurfaceTable surfaces, string openGround)
    {
        Levels = levels;
        _surfaces = surfaces;
        _openGround = openGround;
    }

    /// <summary>One mesh for each level, the one with the open ground first.</summary>
    internal ImmutableArray<GroundMesh> Levels { get; }

    /// <param name="surfaces">Says which lane materials are known; a lane of another is taken as its type's usual one.</param>
    /// <param name="openGround">Surface of the ground around the roads.</param>
    public static RoadGround Of(RoadNetwork roads, SurfaceTable surfaces, string openGround = "ground")
    {
        ArgumentNullException.ThrowIfNull(roads);
        return new RoadGround(GroundBuilder.Build(roads.Roads), surfaces, openGround);
    }

    public double? Height(double x, double y, double near) => Find(x, y, near).Height;

    public Double3 Normal(double x, double y, double near)
    {
        NearestSurface found = Find(x, y, near);
        GroundMesh mesh = Levels[Math.Max(0, found.Tag)];
        if (mesh.Find(x, y) is { } hit)
        {
            GroundTriangle t = mesh.Triangles[hit.Triangle];
            Double3 a = mesh.Positions[t.A];
            return Double3.Cross(mesh.Positions[t.B] - a, mesh.Positions[t.C] - a).Normalized();
        }

        double Slope(double dx, double dy) => (mesh.Terrain!.Height(x + dx, y + dy) - mesh.Terrain.Height(x - dx, y - dy)) / (2 * Reach);
        return new Double3(-Slope(Reach, 0), -Slope(0, Reach), 1).Normalized();
    }

    public string? Kind(double x, double y, double near)
    {
        GroundMesh mesh = Levels[Math.Max(0, Find(x, y, near).Tag)];
        return mesh.Find(x, y) is { } hit ? SurfaceOf(mesh.Triangles[hit.Triangle]) : _openGround;
    }

    /// <summary>Name in surfaces.json of what a triangle is made of.</summary>
    internal string SurfaceOf(in GroundTriangle triangle) =>
        triangle.Kind == SurfaceKind.Terrain ? _openGround
        : triangle is { Owner: { Lane: not 0 } owner, IsWall: false, Kind: not SurfaceKind.Kerb }
            && !triangle.Kind.IsInlay()
            && owner.Section.Find(owner.Lane)?.MaterialAt(owner.S) is { } material
            && _surfaces.Contains(material) ? material
        : triangle.Kind.NameOf();

    /// <summary>Class in taxonomy.json of a triangle: what the place is for, whatever it is made of.</summary>
    internal string ClassOf(in GroundTriangle triangle) =>
        _surfaces[triangle.Kind == SurfaceKind.Terrain ? _openGround : triangle.Kind.NameOf()].Class;

    private NearestSurface Find(double x, double y, double near)
    {
        NearestSurface nearest = new(near);
        for (int i = 0; i < Levels.Length; i++)
        {
            if (Levels[i].Height(x, y) is { } height)
            {
                nearest.Offer(height, i);
            }
        }

        return nearest;
    }
}
