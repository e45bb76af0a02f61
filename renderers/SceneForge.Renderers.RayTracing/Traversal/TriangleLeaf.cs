using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SceneForge.Renderers.RayTracing.Intersection;

namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>
/// Packs of triangles as a bundle meets them: few rays each against the eight triangles of a pack, many rays at once against each triangle that
/// the bundle's bounds leave over, by the same operations, so that a bundle finds what its rays find alone.
/// </summary>
/// <param name="instance">What the triangles are found under.</param>
internal readonly unsafe struct TriangleLeaf(TrianglePack* packs, RayBundle* bundle, BundleBounds* bounds, PacketHits* hits, int instance)
    : IPacketLeaf
{
    private const int Few = 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Meet(int leaf, uint rays)
    {
        TrianglePack* pack = packs + leaf;
        return BitOperations.PopCount(rays) <= Few ? MeetEach(pack, rays) : MeetAll(pack);
    }

    private bool MeetEach(TrianglePack* pack, uint rays)
    {
        bool improved = false;
        for (; rays != 0; rays &= rays - 1)
        {
            int ray = BitOperations.TrailingZeroCount(rays);
            ref float nearest = ref ((float*)&hits->T)[ray];
            uint met = PackIntersection.Test(*pack, bundle->Alone(ray), nearest, out Vector256<float> t);
            for (; met != 0; met &= met - 1)
            {
                int lane = BitOperations.TrailingZeroCount(met);
                improved |= Offer(ray, t[lane], pack->Triangle[lane]);
            }
        }

        return improved;
    }

    private bool Offer(int ray, float t, int triangle)
    {
        NearestHit hit = new(((float*)&hits->T)[ray], ((int*)&hits->Instance)[ray], ((int*)&hits->Triangle)[ray]);
        if (!hit.Offer(t, instance, triangle))
        {
            return false;
        }

        ((float*)&hits->T)[ray] = hit.T;
        ((int*)&hits->Instance)[ray] = hit.Instance;
        ((int*)&hits->Triangle)[ray] = hit.Triangle;
        return true;
    }

    private bool MeetAll(TrianglePack* pack)
    {
        uint open = bounds->Test(pack);
        bool improved = false;
        int x = 8 * bundle->AxisX, y = 8 * bundle->AxisY, z = 8 * bundle->AxisZ;
        for (; open != 0; open &= open - 1)
        {
            float* v = (float*)pack + BitOperations.TrailingZeroCount(open);
            Vector512<float> ox = bundle->OriginX, oy = bundle->OriginY, oz = bundle->OriginZ;
            Vector512<float> sx = bundle->ShearX, sy = bundle->ShearY;
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
            // Where one of the three is below zero and another above, the ray passes outside.
            Vector512<float> least = Vector512.MinNative(Vector512.MinNative(a, b), c);
            Vector512<float> greatest = Vector512.MaxNative(Vector512.MaxNative(a, b), c);
            Vector512<float> inside = Vector512.GreaterThanOrEqual(least, Vector512<float>.Zero) | Vector512.LessThanOrEqual(greatest,
                Vector512<float>.Zero);
            if (inside.ExtractMostSignificantBits() == 0)
            {
                continue;
            }

            Vector512<float> sum = a + b + c;
            Vector512<float> t = (a * az + b * bz + c * cz) * bundle->ShearZ / sum;
            inside &= Vector512.GreaterThanOrEqual(t, bundle->MinT);
            Vector512<int> triangle = Vector512.Create(((int*)v)[72]);
            Vector512<int> self = Vector512.Create(instance);
            Vector512<float> hit = inside & Vector512.LessThan(t, hits->T);
            Vector512<float> tie = inside & Vector512.Equals(t, hits->T);
            if (tie.ExtractMostSignificantBits() != 0)
            {
                // Of hits at one distance the lowest instance wins, then the lowest triangle.
                Vector512<int> lower = Vector512.LessThan(self, hits->Instance) | (Vector512.Equals(self,
                    hits->Instance) & Vector512.LessThan(triangle, hits->Triangle));
                hit |= tie & lower.AsSingle() & ~Vector512.Equals(sum, Vector512<float>.Zero);
            }

            if (hit.ExtractMostSignificantBits() != 0)
            {
                hits->T = Vector512.ConditionalSelect(hit, t, hits->T);
                hits->Triangle = Vector512.ConditionalSelect(hit.AsInt32(), triangle, hits->Triangle);
                hits->Instance = Vector512.ConditionalSelect(hit.AsInt32(), self, hits->Instance);
                improved = true;
            }
        }

        return improved;
    }
}
