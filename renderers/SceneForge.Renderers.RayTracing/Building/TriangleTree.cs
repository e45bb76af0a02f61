using System.Numerics;
using SceneForge.Renderers.RayTracing.Intersection;

namespace SceneForge.Renderers.RayTracing.Building;

/// <summary>Triangles under a tree of wide nodes; a leaf is one pack.</summary>
/// <param name="Reach">The largest coordinate of all.</param>
internal sealed record TriangleTree(AlignedArray<WideNode> Nodes, AlignedArray<TrianglePack> Packs, float Reach)
{
    /// <param name="corners">Three a triangle.</param>
    public static TriangleTree Build(ReadOnlySpan<Vector3> corners, int jobs)
    {
        int triangles = corners.Length / 3;
        Bounds[] boxes = new Bounds[triangles];
        Bounds all = new(Vector3.Zero, Vector3.Zero);
        for (int i = 0; i < triangles; i++)
        {
            boxes[i] = Bounds.Empty.Include(corners[3 * i]).Include(corners[3 * i + 1]).Include(corners[3 * i + 2]);
            all = all.Include(boxes[i]);
        }

        BinaryTree binary = BinnedSah.Build(boxes, TrianglePack.Width, jobs);
        List<TrianglePack> packs = [];
        Vector3[] copy = corners.ToArray();
        float reach = all.Reach;
        WideNode[] nodes = WideTree.Fold(binary, Padding(reach), leaf =>
        {
            packs.Add(TrianglePack.Of(copy, binary.Order.AsSpan(leaf.First, leaf.Count)));
            return packs.Count - 1;
        });
        return new TriangleTree(new(nodes), new(packs), reach);
    }

    /// <summary>
    /// A ray that comes from 300 m away is rounded by 300 * 2^-24 = 2e-5 m in the tree's frame, more where its own coordinates are large.
    /// </summary>
    public static float Padding(float reach) => 2e-5f + 2e-7f * reach;
}
