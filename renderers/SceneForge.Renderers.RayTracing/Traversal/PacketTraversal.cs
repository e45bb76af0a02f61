using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SceneForge.Renderers.RayTracing.Building;

namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>What a walk does at a leaf.</summary>
internal interface IPacketLeaf
{
    /// <summary>Improves the rays' nearest hits by what a leaf holds; returns whether it did.</summary>
    /// <param name="rays">One bit a ray that may meet the leaf's box.</param>
    bool Meet(int leaf, uint rays);
}

/// <summary>Takes a bundle of rays through a tree, the nearest boxes first, and notes for each box which of the rays may meet it.</summary>
internal static unsafe class PacketTraversal
{
    /// <param name="bounds">Of the bundle, in the tree's frame, with the rays' ends.</param>
    /// <param name="hits">What <paramref name="leaf"/> improves.</param>
    [SkipLocalsInit]
    public static void Walk<TLeaf>(WideNode* nodes, RayBundle* bundle, BundleBounds* bounds, PacketHits* hits, ref TLeaf leaf)
        where TLeaf : struct, IPacketLeaf
    {
        PacketEntry* stack = stackalloc PacketEntry[NodeStack.Size];
        int count = 0;
        int reference = 0;
        uint rays = bundle->Lanes;
        while (true)
        {
            if (reference >= 0)
            {
                WideNode* node = nodes + reference;
                bool isAlone = (rays & (rays - 1)) == 0;
                uint mask = isAlone
                    ? bounds->TestAlone(node, BitOperations.TrailingZeroCount(rays), out Vector256<float> entries)
                    : bounds->Test(node, out entries);
                int bottom = count;
                PacketEntry nearest = new(0, float.PositiveInfinity, 0);
                while (mask != 0)
                {
                    int place = BitOperations.TrailingZeroCount(mask);
                    mask &= mask - 1;
                    uint meeting = isAlone ? rays : rays & bounds->Rays(node, place);
                    if (meeting == 0)
                    {
                        continue;
                    }

                    PacketEntry item = new(((int*)&node->Child)[place], ((float*)&entries)[place], meeting);
                    if (item.Depth < nearest.Depth)
                    {
                        (item, nearest) = (nearest, item);
                    }

                    if (item.Rays != 0)
                    {
                        int at = count++;
                        while (at > bottom && stack[at - 1].Depth < item.Depth)
                        {
                            stack[at] = stack[at - 1];
                            at--;
                        }

                        stack[at] = item;
                    }
                }

                if (nearest.Rays != 0)
                {
                    (reference, rays) = (nearest.Reference, nearest.Rays);
                    continue;
                }
            }
            else if (leaf.Meet(~reference, rays))
            {
                bounds->EndAt(bundle, hits->T);
            }

            do
            {
                if (count == 0)
                {
                    return;
                }

                PacketEntry entry = stack[--count];
                reference = entry.Reference;
                rays = entry.Rays & bounds->Beyond(entry.Depth);
            }
            while (rays == 0);
        }
    }

    /// <param name="Reference">As in <see cref="WideNode.Child"/>.</param>
    /// <param name="Depth">At which it begins.</param>
    /// <param name="Rays">That may meet it.</param>
    private readonly record struct PacketEntry(int Reference, float Depth, uint Rays);
}
