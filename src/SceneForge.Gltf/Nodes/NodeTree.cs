using System.Collections.Immutable;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Models.Deformation;

namespace SceneForge.Gltf.Nodes;

/// <summary>A file's nodes, how they hang together, and how animations move them (glTF 2.0, 3.5 and 3.11), in 64 bits.</summary>
internal sealed class NodeTree
{
    private readonly ImmutableArray<AffineMap?> _matrices;
    private readonly IJointMotion _motion;

    /// <param name="parents">Of each node its parent; -1: none.</param>
    /// <param name="matrices">Of nodes that a matrix places; null where the motion does.</param>
    /// <param name="motion">Of all nodes.</param>
    /// <param name="moved">Whether an animation moves the node itself.</param>
    /// <param name="scaled">Whether an animation changes its scale.</param>
    public NodeTree(ImmutableArray<int> parents, ImmutableArray<AffineMap?> matrices, IJointMotion motion, ImmutableArray<bool> moved,
        ImmutableArray<bool> scaled)
    {
        Parents = parents;
        _matrices = matrices;
        _motion = motion;
        Order = OrderOf(parents);
        ImmutableArray<bool>.Builder moves = ImmutableArray.CreateBuilder<bool>(parents.Length);
        ImmutableArray<bool>.Builder scales = ImmutableArray.CreateBuilder<bool>(parents.Length);
        moves.Count = scales.Count = parents.Length;
        foreach (int i in Order)
        {
            moves[i] = moved[i] || parents[i] >= 0 && moves[parents[i]];
            scales[i] = scaled[i] || parents[i] >= 0 && scales[parents[i]];
        }

        (Moves, Scales) = (moves.MoveToImmutable(), scales.MoveToImmutable());
    }

    public int Count => Parents.Length;

    public ImmutableArray<int> Parents { get; }

    /// <summary>All nodes, parents before their children.</summary>
    public ImmutableArray<int> Order { get; }

    /// <summary>Whether any animation moves the node or one above it.</summary>
    public ImmutableArray<bool> Moves { get; }

    /// <summary>Whether any animation scales the node or one above it.</summary>
    public ImmutableArray<bool> Scales { get; }

    /// <summary>Where every node is, in the file's frame.</summary>
    public AffineMap[] WorldFromNode(in MotionState motion)
    {
        JointTransform[] local = new JointTransform[Count];
        _motion.Pose(motion, local);
        AffineMap[] world = new AffineMap[Count];
        foreach (int i in Order)
        {
            AffineMap own = _matrices[i] ?? local[i].ToMap();
            world[i] = Parents[i] < 0 ? own : world[Parents[i]] * own;
        }

        return world;
    }

    /// <summary>The node and all below it.</summary>
    public IEnumerable<int> Subtree(int node) => Order.Where(i => IsBelow(i, node));

    public bool IsBelow(int node, int above)
    {
        for (int at = node; at >= 0; at = Parents[at])
        {
            if (at == above)
            {
                return true;
            }
        }

        return false;
    }

    private static ImmutableArray<int> OrderOf(ImmutableArray<int> parents)
    {
        List<int>[] children = [.. Enumerable.Range(0, parents.Length + 1).Select(_ => new List<int>())];
        for (int i = 0; i < parents.Length; i++)
        {
            children[parents[i] + 1].Add(i);
        }

        List<int> order = [.. children[0]];
        for (int i = 0; i < order.Count; i++)
        {
            order.AddRange(children[order[i] + 1]);
        }

        return [.. order];
    }
}
