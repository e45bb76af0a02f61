using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SceneForge.Renderers.RayTracing.Intersection;

/// <summary>
/// Tests a ray against eight triangles at once, from both sides. Every lane does the same operations in the same order on any width of hardware.
/// </summary>
internal static class PackIntersection
{
    /// <returns>One bit a lane that is hit within [MinT, maxT].</returns>
    /// <param name="t">Distances of those lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Test(in TrianglePack pack, in ShearedRay ray, float maxT, out Vector256<float> t)
    {
        ref Vector256<float> v = ref Unsafe.AsRef(in pack.AX);
        Vector256<float> ox = Vector256.Create(ray.OriginX);
        Vector256<float> oy = Vector256.Create(ray.OriginY);
        Vector256<float> oz = Vector256.Create(ray.OriginZ);
        Vector256<float> sx = Vector256.Create(ray.ShearX);
        Vector256<float> sy = Vector256.Create(ray.ShearY);

        Vector256<float> az = Unsafe.Add(ref v, ray.AxisZ) - oz;
        Vector256<float> ax = Unsafe.Add(ref v, ray.AxisX) - ox - sx * az;
        Vector256<float> ay = Unsafe.Add(ref v, ray.AxisY) - oy - sy * az;
        Vector256<float> bz = Unsafe.Add(ref v, 3 + ray.AxisZ) - oz;
        Vector256<float> bx = Unsafe.Add(ref v, 3 + ray.AxisX) - ox - sx * bz;
        Vector256<float> by = Unsafe.Add(ref v, 3 + ray.AxisY) - oy - sy * bz;
        Vector256<float> cz = Unsafe.Add(ref v, 6 + ray.AxisZ) - oz;
        Vector256<float> cx = Unsafe.Add(ref v, 6 + ray.AxisX) - ox - sx * cz;
        Vector256<float> cy = Unsafe.Add(ref v, 6 + ray.AxisY) - oy - sy * cz;

        // Twice the areas that the ray cuts off at each edge; the triangle on an edge's other side gets exactly the opposite value.
        Vector256<float> a = cx * by - cy * bx;
        Vector256<float> b = ax * cy - ay * cx;
        Vector256<float> c = bx * ay - by * ax;
        Vector256<float> zero = Vector256<float>.Zero;
        Vector256<float> below = Vector256.LessThan(a, zero) | Vector256.LessThan(b, zero) | Vector256.LessThan(c, zero);
        Vector256<float> above = Vector256.GreaterThan(a, zero) | Vector256.GreaterThan(b, zero) | Vector256.GreaterThan(c, zero);
        Vector256<float> outside = below & above;
        if (outside.ExtractMostSignificantBits() == 0xff)
        {
            t = default;
            return 0;
        }

        Vector256<float> sum = a + b + c;
        t = (a * az + b * bz + c * cz) * Vector256.Create(ray.ShearZ) / sum;
        Vector256<float> hit = Vector256.GreaterThanOrEqual(t, Vector256.Create(ray.MinT))
            & Vector256.LessThanOrEqual(t, Vector256.Create(maxT))
            & ~Vector256.Equals(sum, zero);
        return Vector256.AndNot(hit, outside).ExtractMostSignificantBits();
    }
}
