using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SceneForge.Renderers.RayTracing.Building;
using SceneForge.Renderers.RayTracing.Intersection;

namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>Takes one ray through the tree of one mesh.</summary>
internal static unsafe class MeshTraversal
{
    /// <summary>Improves the nearest hit; the ray is in the mesh's frame.</summary>
    [SkipLocalsInit]
    public static void Nearest(TriangleTree tree, in LocalRay ray, int instance, ref NearestHit nearest)
    {
        BoxTest boxes = new(ray);
        StackEntry* entries = stackalloc StackEntry[NodeStack.Size];
        NodeStack stack = new(entries);
        int reference = 0;
        do
        {
            while (reference >= 0)
            {
                WideNode* node = tree.Nodes.Items + reference;
                uint mask = boxes.Test(*node, nearest.T, out Vector256<float> distances);
                if (mask == 0)
                {
                    break;
                }

                reference = stack.PushAllButNearest(mask, *node, distances);
            }

            if (reference >= 0)
            {
                continue;
            }

            TrianglePack* pack = tree.Packs.Items + ~reference;
            uint hits = PackIntersection.Test(*pack, ray.Sheared, nearest.T, out Vector256<float> t);
            while (hits != 0)
            {
                int lane = BitOperations.TrailingZeroCount(hits);
                hits &= hits - 1;
                nearest.Offer(t[lane], instance, pack->Triangle[lane]);
            }
        }
        while (stack.TryPop(nearest.T, out reference));
    }

    /// <summary>Whether anything is hit up to maxT.</summary>
    [SkipLocalsInit]
    public static bool Any(TriangleTree tree, in LocalRay ray, float maxT)
    {
        BoxTest boxes = new(ray);
        StackEntry* entries = stackalloc StackEntry[NodeStack.Size];
        NodeStack stack = new(entries);
        int reference = 0;
        do
        {
            while (reference >= 0)
            {
                WideNode* node = tree.Nodes.Items + reference;
                uint mask = boxes.Test(*node, maxT, out Vector256<float> distances);
                if (mask == 0)
                {
                    break;
                }

                reference = stack.PushAllButNearest(mask, *node, distances);
            }

            if (reference < 0 && PackIntersection.Test(tree.Packs.Items[~reference], ray.Sheared, maxT, out _) != 0)
            {
                return true;
            }
        }
        while (stack.TryPop(maxT, out reference));
        return false;
    }
}
