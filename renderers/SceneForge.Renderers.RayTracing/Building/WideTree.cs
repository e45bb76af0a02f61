namespace SceneForge.Renderers.RayTracing.Building;

/// <summary>
/// Folds a binary tree into nodes of eight children: a node takes in its largest inner child until it is full (Wald, Benthin, Boulos 2008).
/// </summary>
internal sealed class WideTree
{
    private readonly BinaryTree _binary;
    private readonly Func<BinaryNode, int> _makeLeaf;
    private readonly float _padding;
    private readonly List<WideNode> _nodes = [];

    private WideTree(BinaryTree binary, float padding, Func<BinaryNode, int> makeLeaf)
    {
        _binary = binary;
        _padding = padding;
        _makeLeaf = makeLeaf;
    }

    /// <param name="padding">Added around every box, so that no rounding of a ray makes it miss a box whose content it hits; metres.</param>
    /// <param name="makeLeaf">Number of a leaf, called in the order of the tree.</param>
    public static WideNode[] Fold(BinaryTree binary, float padding, Func<BinaryNode, int> makeLeaf)
    {
        WideTree tree = new(binary, padding, makeLeaf);
        if (binary.Order.Length == 0)
        {
            return [WideNode.Empty];
        }

        tree.Node(0);
        return [.. tree._nodes];
    }

    private int Node(int root)
    {
        List<int> children = [root];
        while (children.Count < WideNode.Width)
        {
            int widest = -1;
            for (int i = 0; i < children.Count; i++)
            {
                BinaryNode child = _binary.Nodes[children[i]];
                if (!child.IsLeaf && (widest < 0 || child.Bounds.HalfArea > _binary.Nodes[children[widest]].Bounds.HalfArea))
                {
                    widest = i;
                }
            }

            if (widest < 0)
            {
                break;
            }

            BinaryNode opened = _binary.Nodes[children[widest]];
            children[widest] = opened.Left;
            children.Add(opened.Right);
        }

        int index = _nodes.Count;
        _nodes.Add(WideNode.Empty);
        WideNode node = WideNode.Empty;
        for (int i = 0; i < children.Count; i++)
        {
            BinaryNode child = _binary.Nodes[children[i]];
            int reference = child.IsLeaf ? ~_makeLeaf(child) : Node(children[i]);
            node = node.With(i, child.Bounds.Padded(_padding), reference);
        }

        _nodes[index] = node;
        return index;
    }
}
