using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SceneForge.Renderers.RayTracing.Building;
using SceneForge.Renderers.RayTracing.Intersection;

namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>
/// Takes one ray through the tree of one deforming mesh: as <see cref="MeshTraversal"/>, with each pack placed for the ray's instant.
/// </summary>
internal static unsafe class DeformingTraversal
{
    /// <summary>Improves the nearest hit; the ray is in the mesh's frame.</summary>
    /// <param name="share">Of the way from the tree's first shape to its second.</param>
    [SkipLocalsInit]
    public static void Nearest(DeformingTree tree, float share, in LocalRay ray, int instance, ref NearestHit nearest)
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

            TrianglePack pack = share > 0
                ? TrianglePack.Between(tree.Before.Items[~reference], tree.After.Items[~reference], share)
                : tree.Before.Items[~reference];
            uint hits = PackIntersection.Test(pack, ray.Sheared, nearest.T, out Vector256<float> t);
            while (hits != 0)
            {
                int lane = BitOperations.TrailingZeroCount(hits);
                hits &= hits - 1;
                nearest.Offer(t[lane], instance, pack.Triangle[lane]);
            }
        }
        while (stack.TryPop(nearest.T, out reference));
    }
}
