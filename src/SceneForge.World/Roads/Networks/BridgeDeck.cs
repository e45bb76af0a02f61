using System.Collections.Immutable;
using SceneForge.Base.Geometry;
using SceneForge.World.Materials;
using SceneForge.World.Meshing;
using SceneForge.World.Models;
using SceneForge.World.Roads.Surfaces;

namespace SceneForge.World.Roads.Networks;

/// <summary>The slab that carries a deck: its underside and its edges, in concrete; class <c>wall</c>.</summary>
internal static class BridgeDeck
{
    private const double Thickness = 0.9;

    public static Model Make(string name, GroundMesh deck)
    {
        MeshBuilder mesh = new();
        mesh.Part("concrete", SurfaceMaterials.Concrete);
        Dictionary<(GridPoint, GridPoint), (int A, int B)> edges = [];
        Double3 origin = deck.Positions[0] with { Z = 0 };
        foreach (GroundTriangle t in deck.Triangles.Where(t => !t.IsWall))
        {
            Double3 Below(int corner) => deck.Positions[corner] - origin - Double3.UnitZ * Thickness;
            mesh.FlatTriangle(Below(t.A), Below(t.C), Below(t.B));
            foreach ((int a, int b) in new[] { (t.A, t.B), (t.B, t.C), (t.C, t.A) })
            {
                // An edge that two triangles share runs once in each direction.
                if (!edges.Remove((deck.Points[b], deck.Points[a])))
                {
                    edges[(deck.Points[a], deck.Points[b])] = (a, b);
                }
            }
        }

        foreach ((int a, int b) in edges.Values.OrderBy(e => e.A).ThenBy(e => e.B))
        {
            Double3 from = deck.Positions[a] - origin;
            Double3 to = deck.Positions[b] - origin;
            Double3 down = Double3.UnitZ * Thickness;
            mesh.Quad(from - down, to - down, to, from);
        }

        ImmutableArray<ModelNode> nodes = [mesh.BuildNode("deck")];
        return new Model { Name = name, Class = "wall", Nodes = nodes, Articulation = new RigidArticulation(new Pose(origin, Rotation.Identity)) };
    }
}
