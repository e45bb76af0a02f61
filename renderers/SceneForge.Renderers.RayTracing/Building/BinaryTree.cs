namespace SceneForge.Renderers.RayTracing.Building;

/// <summary>A node of the binary tree that wide nodes are folded from.</summary>
/// <param name="Left">Index of the left child, or -1 for a leaf.</param>
/// <param name="First">First item of a leaf in <see cref="BinaryTree.Order"/>.</param>
/// <param name="Count">Items of a leaf.</param>
internal readonly record struct BinaryNode(Bounds Bounds, int Left, int Right, int First, int Count)
{
    public bool IsLeaf => Left < 0;
}

/// <summary>A bounding volume hierarchy with two children a node; node 0 is the root.</summary>
/// <param name="Order">Items, sorted so that each leaf's stand together.</param>
internal sealed record BinaryTree(IReadOnlyList<BinaryNode> Nodes, int[] Order);
