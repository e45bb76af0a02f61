using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>Nodes still to visit, each with the distance at which the ray enters it.</summary>
internal ref struct NodeStack(Span<StackEntry> entries)
{
    /// <summary>Depth of a tree is at most 32 + log2 of its items; each level leaves up to seven nodes behind.</summary>
    public const int Size = 448;

    private readonly Span<StackEntry> _entries = entries;
    private int _count;

    public bool TryPop(out StackEntry entry)
    {
        if (_count == 0)
        {
            entry = default;
            return false;
        }

        entry = _entries[--_count];
        return true;
    }

    public void Push(int reference, float entry) => _entries[_count++] = new StackEntry(reference, entry);

    /// <summary>Pushes the children of a mask, the nearest last, so that it is visited first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PushHits(uint mask, in WideNode node, Vector256<float> entry)
    {
        int bottom = _count;
        ref int children = ref Unsafe.As<Vector256<int>, int>(ref Unsafe.AsRef(in node.Child));
        ref float entries = ref Unsafe.As<Vector256<float>, float>(ref entry);
        while (mask != 0)
        {
            int lane = BitOperations.TrailingZeroCount(mask);
            mask &= mask - 1;
            StackEntry item = new(Unsafe.Add(ref children, lane), Unsafe.Add(ref entries, lane));
            int at = _count++;
            while (at > bottom && _entries[at - 1].Entry < item.Entry)
            {
                _entries[at] = _entries[at - 1];
                at--;
            }

            _entries[at] = item;
        }
    }
}

/// <param name="Reference">As in <see cref="WideNode.Child"/>.</param>
internal readonly record struct StackEntry(int Reference, float Entry);
