using System.Numerics;
using SceneForge.Renderers.RayTracing.Intersection;
using SceneForge.Renderers.RayTracing.Traversal;
using SceneForge.World.Models;

namespace SceneForge.Renderers.RayTracing.Building;

/// <summary>A mesh's triangles, indexed in its own frame. Built once for each mesh.</summary>
internal sealed class MeshTree
{
    private MeshTree(Mesh mesh, WideNode[] nodes, TrianglePack[] packs)
    {
        Mesh = mesh;
        Nodes = nodes;
        Packs = packs;
    }

    public Mesh Mesh { get; }

    public WideNode[] Nodes { get; }

    public TrianglePack[] Packs { get; }

    public static MeshTree Build(Mesh mesh)
    {
        int triangles = mesh.TriangleCount;
        Bounds[] boxes = new Bounds[triangles];
        Bounds all = Bounds.Empty;
        for (int i = 0; i < triangles; i++)
        {
            boxes[i] = Bounds.Empty.Include(Vertex(mesh, i, 0)).Include(Vertex(mesh, i, 1)).Include(Vertex(mesh, i, 2));
            all = all.Include(boxes[i]);
        }

        BinaryTree binary = BinnedSah.Build(boxes, TrianglePack.Width);
        List<TrianglePack> packs = [];
        WideNode[] nodes = WideTree.Fold(binary, triangles == 0 ? 0 : Padding(all), leaf =>
        {
            packs.Add(TrianglePack.Of(mesh, binary.Order.AsSpan(leaf.First, leaf.Count)));
            return packs.Count - 1;
        });
        return new MeshTree(mesh, nodes, [.. packs]);
    }

    /// <summary>
    /// A ray that comes from 300 m away is rounded by 300 * 2^-24 = 2e-5 m in the mesh's frame, more where the mesh's own coordinates are large.
    /// </summary>
    private static float Padding(Bounds all)
    {
        Vector3 reach = Vector3.Max(Vector3.Abs(all.Min), Vector3.Abs(all.Max));
        return 2e-5f + 2e-7f * Math.Max(reach.X, Math.Max(reach.Y, reach.Z));
    }

    private static Vector3 Vertex(Mesh mesh, int triangle, int corner) => mesh.Positions[mesh.Indices[3 * triangle + corner]];
}
