using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SceneForge.Renderers.RayTracing.Building;
using SceneForge.Renderers.RayTracing.Intersection;

namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>Takes one ray through the tree of one mesh.</summary>
internal static class MeshTraversal
{
    /// <summary>Improves the nearest hit; the ray is in the mesh's frame.</summary>
    [SkipLocalsInit]
    public static void Nearest(TriangleTree tree, in LocalRay ray, int instance, ref NearestHit nearest)
    {
        BoxTest boxes = new(ray);
        NodeStack stack = new(stackalloc StackEntry[NodeStack.Size]);
        stack.Push(0, ray.MinT);
        while (stack.TryPop(out StackEntry entry))
        {
            if (entry.Entry > nearest.T)
            {
                continue;
            }

            if (entry.Reference >= 0)
            {
                ref readonly WideNode node = ref tree.Nodes[entry.Reference];
                uint mask = boxes.Test(node, nearest.T, out Vector256<float> distances);
                stack.PushHits(mask, node, distances);
                continue;
            }

            ref readonly TrianglePack pack = ref tree.Packs[~entry.Reference];
            uint hits = PackIntersection.Test(pack, ray, nearest.T, out Vector256<float> t);
            while (hits != 0)
            {
                int lane = BitOperations.TrailingZeroCount(hits);
                hits &= hits - 1;
                nearest.Offer(t[lane], instance, pack.Triangle[lane]);
            }
        }
    }

    /// <summary>Whether anything is hit up to maxT.</summary>
    [SkipLocalsInit]
    public static bool Any(TriangleTree tree, in LocalRay ray, float maxT)
    {
        BoxTest boxes = new(ray);
        NodeStack stack = new(stackalloc StackEntry[NodeStack.Size]);
        stack.Push(0, ray.MinT);
        while (stack.TryPop(out StackEntry entry))
        {
            if (entry.Reference >= 0)
            {
                ref readonly WideNode node = ref tree.Nodes[entry.Reference];
                uint mask = boxes.Test(node, maxT, out Vector256<float> distances);
                stack.PushHits(mask, node, distances);
            }
            else if (PackIntersection.Test(tree.Packs[~entry.Reference], ray, maxT, out _) != 0)
            {
                return true;
            }
        }

        return false;
    }
}
