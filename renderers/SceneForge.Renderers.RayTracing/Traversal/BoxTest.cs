using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SceneForge.Renderers.RayTracing.Building;
using SceneForge.Renderers.RayTracing.Intersection;

namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>Tests a ray against a node's eight boxes by slabs (Kay and Kajiya 1986), never missing one by rounding (Ize 2013).</summary>
internal readonly struct BoxTest
{
    // Three roundings on the way to each slab distance, on both sides.
    public const float Widen = 1 + 6 * 1.2e-7f;

    private readonly Vector256<float> _ox;
    private readonly Vector256<float> _oy;
    private readonly Vector256<float> _oz;
    private readonly Vector256<float> _ix;
    private readonly Vector256<float> _iy;
    private readonly Vector256<float> _iz;
    private readonly Vector256<float> _minT;
    private readonly int _nearX;
    private readonly int _nearY;
    private readonly int _nearZ;

    public BoxTest(in LocalRay ray)
    {
        _ox = Vector256.Create(ray.Origin.X);
        _oy = Vector256.Create(ray.Origin.Y);
        _oz = Vector256.Create(ray.Origin.Z);
        _ix = Vector256.Create(ray.Inverse.X);
        _iy = Vector256.Create(ray.Inverse.Y);
        _iz = Vector256.Create(ray.Inverse.Z);
        _minT = Vector256.Create(ray.MinT);
        _nearX = ray.Inverse.X < 0 ? 1 : 0;
        _nearY = ray.Inverse.Y < 0 ? 3 : 2;
        _nearZ = ray.Inverse.Z < 0 ? 5 : 4;
    }

    /// <returns>One bit a box that the ray enters before maxT.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Test(in WideNode node, float maxT, out Vector256<float> entry)
    {
        ref Vector256<float> planes = ref Unsafe.AsRef(in node.MinX);
        Vector256<float> nearX = (Unsafe.Add(ref planes, _nearX) - _ox) * _ix;
        Vector256<float> nearY = (Unsafe.Add(ref planes, _nearY) - _oy) * _iy;
        Vector256<float> nearZ = (Unsafe.Add(ref planes, _nearZ) - _oz) * _iz;
        Vector256<float> farX = (Unsafe.Add(ref planes, _nearX ^ 1) - _ox) * _ix;
        Vector256<float> farY = (Unsafe.Add(ref planes, _nearY ^ 1) - _oy) * _iy;
        Vector256<float> farZ = (Unsafe.Add(ref planes, _nearZ ^ 1) - _oz) * _iz;
        // No operand is ever NaN, so the hardware's own minimum gives the same everywhere.
        entry = Vector256.MaxNative(Vector256.MaxNative(nearX, nearY), Vector256.MaxNative(nearZ, _minT));
        Vector256<float> exit = Vector256.MinNative(Vector256.MinNative(farX, farY), Vector256.MinNative(farZ, Vector256.Create(maxT)));
        return Vector256.LessThanOrEqual(entry, exit * Widen).ExtractMostSignificantBits();
    }
}
