using System.Numerics;

namespace SceneForge.Renderers.RayTracing.Building;

/// <summary>
/// Builds a hierarchy top down by the surface area heuristic over bins of centroids (Wald 2007). Every decision is taken in written order, and
/// large halves are built side by side and joined: the same boxes give the same tree on every machine and any number of threads.
/// </summary>
internal sealed class BinnedSah
{
    private const int Bins = 32;

    // Below this depth the heuristic chooses; deeper, halves bound the depth and so the traversal's stack.
    private const int MaxHeuristicDepth = 32;

    // Smaller ranges are not worth a thread.
    private const int SharedCount = 20_000;

    /// <summary>Cost of a step into a node relative to the test of one leaf.</summary>
    private const float NodeCost = 1;

    private readonly Bounds[] _boxes;
    private readonly int _leafSize;
    private readonly int[] _order;
    private readonly List<BinaryNode> _nodes = [];
    private readonly Bin[] _bins = new Bin[Bins];
    private readonly float[] _rightCost = new float[Bins];

    private readonly int _jobs;

    private BinnedSah(Bounds[] boxes, int[] order, int leafSize, int jobs)
    {
        _boxes = boxes;
        _order = order;
        _leafSize = leafSize;
        _jobs = jobs;
    }

    /// <param name="leafSize">Items that a leaf tests at once: any number up to it costs the same.</param>
    /// <param name="jobs">Threads.</param>
    public static BinaryTree Build(Bounds[] boxes, int leafSize, int jobs = 1)
    {
        BinnedSah builder = new(boxes, [.. Enumerable.Range(0, boxes.Length)], leafSize, jobs);
        builder.Node(0, boxes.Length, 0);
        return new BinaryTree(builder._nodes, builder._order);
    }

    private int Node(int first, int count, int depth)
    {
        Bounds bounds = Bounds.Empty;
        Bounds centroids = Bounds.Empty;
        for (int i = first; i < first + count; i++)
        {
            bounds = bounds.Include(_boxes[_order[i]]);
            centroids = centroids.Include(_boxes[_order[i]].Center);
        }

        int index = _nodes.Count;
        _nodes.Add(new BinaryNode(bounds, -1, -1, first, count));
        int middle = Split(first, count, depth, bounds, centroids);
        if (middle < 0)
        {
            return index;
        }

        bool isShared = _jobs > 1 && count > SharedCount;
        (int left, int right) = isShared
            ? Share(first, middle, count, depth)
            : (Node(first, middle - first, depth + 1), Node(middle, first + count - middle, depth + 1));
        _nodes[index] = new BinaryNode(bounds, left, right, first, count);
        return index;
    }

    // Both halves by builders of their own, whose nodes then follow this one's in the order that one thread would have given them.
    private (int Left, int Right) Share(int first, int middle, int count, int depth)
    {
        BinnedSah left = new(_boxes, _order, _leafSize, _jobs / 2);
        BinnedSah right = new(_boxes, _order, _leafSize, _jobs - _jobs / 2);
        Parallel.Invoke(() => left.Node(first, middle - first, depth + 1), () => right.Node(middle, first + count - middle, depth + 1));
        return (Append(left._nodes), Append(right._nodes));
    }

    private int Append(List<BinaryNode> nodes)
    {
        int offset = _nodes.Count;
        _nodes.AddRange(nodes.Select(n => n.IsLeaf ? n : n with { Left = n.Left + offset, Right = n.Right + offset }));
        return offset;
    }

    /// <summary>Where the right half begins after sorting, or -1: make a leaf.</summary>
    private int Split(int first, int count, int depth, Bounds bounds, Bounds centroids)
    {
        if (count <= 1)
        {
            return -1;
        }

        Plane best = new(-1, 0, float.PositiveInfinity);
        if (depth < MaxHeuristicDepth)
        {
            for (int axis = 0; axis < 3; axis++)
            {
                best = BestPlane(first, count, axis, centroids, best);
            }
        }

        float leafCost = bounds.HalfArea * Leaves(count);
        if (count <= _leafSize && leafCost <= bounds.HalfArea * NodeCost + best.Cost)
        {
            return -1;
        }

        if (best.Axis < 0)
        {
            // All centroids fall together, or the tree is too deep.
            return first + count / 2;
        }

        return Partition(first, count, centroids, best);
    }

    private Plane BestPlane(int first, int count, int axis, Bounds centroids, Plane best)
    {
        float low = centroids.Min[axis];
        float scale = Scale(centroids, axis);
        if (scale == 0)
        {
            return best;
        }

        Array.Fill(_bins, new Bin(Bounds.Empty, 0));
        for (int i = first; i < first + count; i++)
        {
            Bounds box = _boxes[_order[i]];
            ref Bin bin = ref _bins[BinOf(box, axis, low, scale)];
            bin = new Bin(bin.Bounds.Include(box), bin.Count + 1);
        }

        Bin side = new(Bounds.Empty, 0);
        for (int b = Bins - 1; b > 0; b--)
        {
            side = new Bin(side.Bounds.Include(_bins[b].Bounds), side.Count + _bins[b].Count);
            _rightCost[b] = side.Count == 0 ? float.PositiveInfinity : side.Bounds.HalfArea * Leaves(side.Count);
        }

        side = new Bin(Bounds.Empty, 0);
        for (int b = 1; b < Bins; b++)
        {
            side = new Bin(side.Bounds.Include(_bins[b - 1].Bounds), side.Count + _bins[b - 1].Count);
            float cost = side.Count == 0 ? float.PositiveInfinity : side.Bounds.HalfArea * Leaves(side.Count) + _rightCost[b];
            if (cost < best.Cost)
            {
                best = new Plane(axis, b, cost);
            }
        }

        return best;
    }

    /// <summary>Stable, so that items keep their order within each half.</summary>
    private int Partition(int first, int count, Bounds centroids, Plane plane)
    {
        float low = centroids.Min[plane.Axis];
        float scale = Scale(centroids, plane.Axis);
        Span<int> range = _order.AsSpan(first, count);
        int[] right = new int[count];
        int leftCount = 0;
        int rightCount = 0;
        foreach (int item in range)
        {
            if (BinOf(_boxes[item], plane.Axis, low, scale) < plane.Bin)
            {
                range[leftCount++] = item;
            }
            else
            {
                right[rightCount++] = item;
            }
        }

        right.AsSpan(0, rightCount).CopyTo(range[leftCount..]);
        return first + leftCount;
    }

    private int Leaves(int count) => (count + _leafSize - 1) / _leafSize;

    private static float Scale(Bounds centroids, int axis)
    {
        float extent = centroids.Max[axis] - centroids.Min[axis];
        float scale = Bins / extent;
        return extent > 0 && float.IsFinite(scale) ? scale : 0;
    }

    private static int BinOf(Bounds box, int axis, float low, float scale) =>
        Math.Min(Bins - 1, (int)((box.Center[axis] - low) * scale));

    private readonly record struct Bin(Bounds Bounds, int Count);

    /// <param name="Bin">First bin of the right side.</param>
    private readonly record struct Plane(int Axis, int Bin, float Cost);
}
