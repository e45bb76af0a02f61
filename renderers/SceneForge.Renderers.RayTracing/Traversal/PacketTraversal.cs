using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SceneForge.Renderers.RayTracing.Building;
using SceneForge.Renderers.RayTracing.Intersection;

namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>
/// Takes a bundle of rays through the tree of one mesh: eight boxes or triangles at once against the planes around the rays, then each triangle
/// that is left against all rays, by the very operations of <see cref="PackIntersection"/>, so that a bundle finds what its rays find alone.
/// </summary>
internal static unsafe class PacketTraversal
{
    /// <summary>Improves the hits of the bundle's rays.</summary>
    /// <param name="instance">What its triangles are found under.</param>
    [SkipLocalsInit]
    public static void Nearest(TriangleTree tree, in RayBundle bundle, in BundleFrustum frustum, int instance, ref PacketHits hits)
    {
        StackEntry* entries = stackalloc StackEntry[NodeStack.Size];
        NodeStack stack = new(entries);
        Vector512<float> own = RayBundle.LaneMask(bundle.Lanes).AsSingle();
        Vector512<float> t = Vector512.ConditionalSelect(own, hits.T, Vector512.Create(float.NegativeInfinity));
        Vector512<int> triangles = hits.Triangle;
        Vector512<int> instances = hits.Instance;
        Vector512<float> ox = bundle.OriginX, oy = bundle.OriginY, oz = bundle.OriginZ;
        Vector512<float> sx = bundle.ShearX, sy = bundle.ShearY, sz = bundle.ShearZ;
        Vector512<float> minT = bundle.MinT;
        Vector512<int> self = Vector512.Create(instance);
        int x = 8 * bundle.AxisX, y = 8 * bundle.AxisY, z = 8 * bundle.AxisZ;
        float farthest = frustum.Farthest(bundle, t);
        int reference = 0;
        do
        {
            while (reference >= 0)
            {
                WideNode* node = tree.Nodes.Items + reference;
                uint mask = frustum.Test(*node, farthest, out Vector256<float> distances);
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
            uint open = frustum.Test(*pack, farthest);
            bool improved = false;
            while (open != 0)
            {
                float* v = (float*)pack + BitOperations.TrailingZeroCount(open);
                open &= open - 1;
                Vector512<float> az = Vector512.Create(v[z]) - oz;
                Vector512<float> ax = Vector512.Create(v[x]) - ox - sx * az;
                Vector512<float> ay = Vector512.Create(v[y]) - oy - sy * az;
                Vector512<float> bz = Vector512.Create(v[24 + z]) - oz;
                Vector512<float> bx = Vector512.Create(v[24 + x]) - ox - sx * bz;
                Vector512<float> by = Vector512.Create(v[24 + y]) - oy - sy * bz;
                Vector512<float> cz = Vector512.Create(v[48 + z]) - oz;
                Vector512<float> cx = Vector512.Create(v[48 + x]) - ox - sx * cz;
                Vector512<float> cy = Vector512.Create(v[48 + y]) - oy - sy * cz;
                Vector512<float> a = cx * by - cy * bx;
                Vector512<float> b = ax * cy - ay * cx;
                Vector512<float> c = bx * ay - by * ax;
                // Some of the three below zero and some above: the ray passes outside.
                Vector512<float> least = Vector512.MinNative(Vector512.MinNative(a, b), c);
                Vector512<float> greatest = Vector512.MaxNative(Vector512.MaxNative(a, b), c);
                Vector512<float> inside = Vector512.GreaterThanOrEqual(least, Vector512<float>.Zero) | Vector512.LessThanOrEqual(greatest, Vector512<float>.Zero);
                if (inside.ExtractMostSignificantBits() == 0)
                {
                    continue;
                }

                Vector512<float> sum = a + b + c;
                Vector512<float> distance = (a * az + b * bz + c * cz) * sz / sum;
                inside &= Vector512.GreaterThanOrEqual(distance, minT);
                Vector512<int> id = Vector512.Create(((int*)v)[72]);
                Vector512<float> hit = inside & Vector512.LessThan(distance, t);
                Vector512<float> tie = inside & Vector512.Equals(distance, t);
                if (tie.ExtractMostSignificantBits() != 0)
                {
                    // Of hits at one distance the lowest instance wins, then the lowest triangle.
                    Vector512<int> lower = Vector512.LessThan(self, instances) | (Vector512.Equals(self, instances) & Vector512.LessThan(id, triangles));
                    hit |= tie & lower.AsSingle() & ~Vector512.Equals(sum, Vector512<float>.Zero);
                }

                if (hit.ExtractMostSignificantBits() == 0)
                {
                    continue;
                }

                t = Vector512.ConditionalSelect(hit, distance, t);
                triangles = Vector512.ConditionalSelect(hit.AsInt32(), id, triangles);
                instances = Vector512.ConditionalSelect(hit.AsInt32(), self, instances);
                improved = true;
            }

            if (improved)
            {
                farthest = frustum.Farthest(bundle, t);
            }
        }
        while (stack.TryPop(farthest, out reference));
        hits.T = Vector512.ConditionalSelect(own, t, hits.T);
        hits.Triangle = triangles;
        hits.Instance = instances;
    }
}
