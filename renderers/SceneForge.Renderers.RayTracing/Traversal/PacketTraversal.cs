using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SceneForge.Renderers.RayTracing.Building;
using SceneForge.Renderers.RayTracing.Intersection;

namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>Takes a packet of rays through a tree.</summary>
internal static class PacketTraversal
{
    /// <summary>Improves the rays' nearest hits.</summary>
    [SkipLocalsInit]
    public static void Nearest(TriangleTree tree, RayPacket packet)
    {
        NodeStack stack = new(stackalloc StackEntry[NodeStack.Size]);
        stack.Push(0, packet.MinT);
        float farthest = packet.Farthest();
        while (stack.TryPop(out StackEntry entry))
        {
            if (entry.Entry > farthest)
            {
                continue;
            }

            if (entry.Reference >= 0)
            {
                ref readonly WideNode node = ref tree.Nodes[entry.Reference];
                uint mask = packet.Test(node, farthest, out Vector256<float> distances);
                // Small boxes are often missed by every single ray.
                uint open = mask;
                while (open != 0)
                {
                    int place = BitOperations.TrailingZeroCount(open);
                    open &= open - 1;
                    mask = packet.TestRays(node, place) == 0 ? mask & ~(1u << place) : mask;
                }

                stack.PushHits(mask, node, distances);
                continue;
            }

            ref readonly TrianglePack pack = ref tree.Packs[~entry.Reference];
            for (int lane = 0; lane < pack.Count; lane++)
            {
                packet.Offer(pack, lane);
            }

            farthest = packet.Farthest();
        }
    }
}
