using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SceneForge.Renderers.RayTracing.Building;

namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>Nodes still to visit, each with the distance at which it is entered.</summary>
/// <param name="entries">Room for <see cref="Size"/>.</param>
internal unsafe ref struct NodeStack(StackEntry* entries)
{
    /// <summary>Depth of a tree is at most 32 + log2 of its items; each level leaves up to seven nodes behind.</summary>
    public const int Size = 448;

    private readonly StackEntry* _entries = entries;
    private int _count;

    /// <summary>Takes the top, but leaves out what is entered beyond a distance.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPop(float farthest, out int reference)
    {
        while (_count > 0)
        {
            StackEntry entry = _entries[--_count];
            if (entry.Entry <= farthest)
            {
                reference = entry.Reference;
                return true;
            }
        }

        reference = 0;
        return false;
    }

    /// <summary>The nearest child of a mask; pushes the others, the nearer the later.</summary>
    /// <param name="mask">Not 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int PushAllButNearest(uint mask, in WideNode node, Vector256<float> entry)
    {
        ref int children = ref Unsafe.As<Vector256<int>, int>(ref Unsafe.AsRef(in node.Child));
        int lane = BitOperations.TrailingZeroCount(mask);
        mask &= mask - 1;
        int nearest = Unsafe.Add(ref children, lane);
        if (mask == 0)
        {
            return nearest;
        }

        ref float entries = ref Unsafe.As<Vector256<float>, float>(ref entry);
        float nearestEntry = Unsafe.Add(ref entries, lane);
        int bottom = _count;
        do
        {
            lane = BitOperations.TrailingZeroCount(mask);
            mask &= mask - 1;
            StackEntry item = new(Unsafe.Add(ref children, lane), Unsafe.Add(ref entries, lane));
            if (item.Entry < nearestEntry)
            {
                (item, nearest, nearestEntry) = (new StackEntry(nearest, nearestEntry), item.Reference, item.Entry);
            }

            int at = _count++;
            while (at > bottom && _entries[at - 1].Entry < item.Entry)
            {
                _entries[at] = _entries[at - 1];
                at--;
            }

            _entries[at] = item;
        }
        while (mask != 0);
        return nearest;
    }
}

/// <param name="Reference">As in <see cref="WideNode.Child"/>.</param>
internal readonly record struct StackEntry(int Reference, float Entry);
