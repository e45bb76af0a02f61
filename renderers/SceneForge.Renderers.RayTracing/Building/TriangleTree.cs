using System.Numerics;
using SceneForge.Renderers.RayTracing.Intersection;
using SceneForge.Renderers.RayTracing.Traversal;

namespace SceneForge.Renderers.RayTracing.Building;

/// <summary>Triangles under a tree of wide nodes; a leaf is one pack.</summary>
internal sealed record TriangleTree(WideNode[] Nodes, TrianglePack[] Packs)
{
    /// <param name="corners">Three a triangle.</param>
    public static TriangleTree Build(ReadOnlySpan<Vector3> corners, int jobs)
    {
        int triangles = corners.Length / 3;
        Bounds[] boxes = new Bounds[triangles];
        Bounds all = Bounds.Empty;
        for (int i = 0; i < triangles; i++)
        {
            boxes[i] = Bounds.Empty.Include(corners[3 * i]).Include(corners[3 * i + 1]).Include(corners[3 * i + 2]);
            all = all.Include(boxes[i]);
        }

        BinaryTree binary = BinnedSah.Build(boxes, TrianglePack.Width, jobs);
        List<TrianglePack> packs = [];
        Vector3[] copy = corners.ToArray();
        WideNode[] nodes = WideTree.Fold(binary, triangles == 0 ? 0 : Padding(all), leaf =>
        {
            packs.Add(TrianglePack.Of(copy, binary.Order.AsSpan(leaf.First, leaf.Count)));
            return packs.Count - 1;
        });
        return new TriangleTree(nodes, [.. packs]);
    }

    /// <summary>
    /// A ray that comes from 300 m away is rounded by 300 * 2^-24 = 2e-5 m in the tree's frame, more where its own coordinates are large.
    /// </summary>
    private static float Padding(Bounds all)
    {
        Vector3 reach = Vector3.Max(Vector3.Abs(all.Min), Vector3.Abs(all.Max));
        return 2e-5f + 2e-7f * Math.Max(reach.X, Math.Max(reach.Y, reach.Z));
    }
}
