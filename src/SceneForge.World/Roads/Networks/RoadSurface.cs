using System.Collections.Immutable;
using System.Globalization;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;
using SceneForge.World.Models;
using SceneForge.World.Roads.Surfaces;
using SceneForge.World.Timeline;

namespace SceneForge.World.Roads.Networks;

/// <summary>
/// Makes the world's ground from a road network: one object for each of the classes road, lane_marking, kerb, sidewalk and terrain, each with a
/// node for every square tile, so that what is out of view is left out. Markings are cut into the carriageway instead of lying on it: no
/// depth buffer can confuse them, and their depth is the surface's own.
/// </summary>
public static class RoadSurface
{
    private const double Tile = 24;
    private const double WideTile = 256;
    private const double WideTriangle = 20;

    private static readonly string[] Classes = ["road", "lane_marking", "kerb", "sidewalk", "terrain"];

    /// <param name="firstId">Object id of the first one; the others follow.</param>
    public static ImmutableArray<WorldObject> Build(RoadNetwork network, int firstId)
    {
        ArgumentNullException.ThrowIfNull(network);
        GroundMesh mesh = network.Ground;
        Double3[] normals = SurfaceNormals.Of(mesh);
        List<WorldObject> objects = [];
        foreach (string name in Classes)
        {
            int[] own = [.. Enumerable.Range(0, mesh.Triangles.Length).Where(i => mesh.Triangles[i].Kind.ClassOf() == name)];
            if (own.Length > 0)
            {
                objects.Add(new WorldObject(firstId + objects.Count, name, BuildModel(mesh, normals, name, own), Track.Still(Pose.Identity)));
            }
        }

        return [.. objects];
    }

    private static Model BuildModel(GroundMesh mesh, Double3[] normals, string name, int[] triangles)
    {
        List<ModelNode> nodes = [];
        List<Pose> poses = [];
        foreach (IGrouping<(double Size, double X, double Y), int> tile in triangles
            .GroupBy(i => TileOf(mesh, mesh.Triangles[i]))
            .OrderBy(g => g.Key))
        {
            Double3 origin = new(tile.Key.X * tile.Key.Size, tile.Key.Y * tile.Key.Size, 0);
            MeshBuilder builder = new();
            foreach (IGrouping<SurfaceKind, int> part in tile.GroupBy(i => mesh.Triangles[i].Kind).OrderBy(g => g.Key))
            {
                builder.Part(RoadMaterials.PartOf(part.Key), RoadMaterials.Of(part.Key));
                AddPart(builder, mesh, normals, part, origin);
            }

            nodes.Add(builder.BuildNode(string.Create(CultureInfo.InvariantCulture, $"{name}_{nodes.Count}")));
            poses.Add(new Pose(origin, Rotation.Identity));
        }

        return new Model { Name = name, Class = name, Nodes = [.. nodes], Articulation = new RigidArticulation([.. poses]) };
    }

    private static void AddPart(MeshBuilder builder, GroundMesh mesh, Double3[] normals, IEnumerable<int> triangles, Double3 origin)
    {
        Dictionary<(int Position, Double3 Normal, double U, double V), int> known = [];
        Span<int> index = stackalloc int[3];
        foreach (int i in triangles)
        {
            GroundTriangle t = mesh.Triangles[i];
            ReadOnlySpan<int> corners = [t.A, t.B, t.C];
            for (int c = 0; c < 3; c++)
            {
                Double3 position = mesh.Positions[corners[c]] - origin;
                Double3 normal = normals[3 * i + c];
                (double u, double v) = TexCoord(mesh, t, corners[c]);
                if (!known.TryGetValue((corners[c], normal, u, v), out index[c]))
                {
                    index[c] = builder.Vertex(position, normal, u, v);
                    known.Add((corners[c], normal, u, v), index[c]);
                }
            }

            builder.Triangle(index[0], index[1], index[2]);
        }
    }

    /// <summary>Metres: along the world's axes for asphalt and grass, along and across the road for what is laid in rows.</summary>
    private static (double U, double V) TexCoord(GroundMesh mesh, GroundTriangle t, int corner)
    {
        Double3 p = mesh.Positions[corner];
        if (t.Owner is not { } owner || t.Kind is SurfaceKind.Asphalt or SurfaceKind.Terrain or SurfaceKind.Verge)
        {
            return (p.X, p.Y);
        }

        (double s, double across) = mesh.Heights.Place(mesh.Points[corner], owner);
        if (t.Kind != SurfaceKind.Kerb)
        {
            return (s, across);
        }

        // Over the kerb's face and top the way across is developed: its rise counts too.
        double rise = p.Z - owner.Owner.FrameAt(s).Point(across).Z;
        return (s, Math.Abs(across) + rise);
    }

    private static (double Size, double X, double Y) TileOf(GroundMesh mesh, GroundTriangle t)
    {
        (Double3 a, Double3 b, Double3 c) = (mesh.Positions[t.A], mesh.Positions[t.B], mesh.Positions[t.C]);
        double longest = Math.Max((a - b).Length, Math.Max((b - c).Length, (c - a).Length));
        double size = t.Kind == SurfaceKind.Terrain ? longest > WideTriangle ? WideTile : 2 * Tile : Tile;
        Double3 center = (a + b + c) / 3;
        return (size, Math.Floor(center.X / size), Math.Floor(center.Y / size));
    }
}
