using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SceneForge.Renderers.RayTracing.Intersection;

namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>
/// Four planes around a bundle's rays, each square to a face of the axes: what lies outside one of them, behind the rays' starts, or beyond
/// their nearest hits, is met by none. Tests eight boxes or triangles at once (after Reshetov et al. 2005 and 2007), and only ever says too much:
/// a margin covers all rounding, so the way in which a processor multiplies and adds has no influence on what is found.
/// </summary>
internal readonly struct BundleFrustum
{
    // Rounding takes at most some ten parts in 2^24 of the largest coordinate.
    private const float Rounding = 2e-6f;

    private readonly Vector256<float> _right, _left, _top, _bottom;
    private readonly Vector256<float> _rightSlope, _leftSlope, _topSlope, _bottomSlope;
    private readonly Vector256<float> _sign;
    private readonly Vector256<float> _start;
    private readonly float _margin;
    private readonly int _x, _y, _z;
    private readonly int _near, _far;
    private readonly int _rightZ, _leftZ, _topZ, _bottomZ;

    /// <param name="reach">The largest coordinate of what is to be tested.</param>
    public BundleFrustum(in RayBundle bundle, float reach)
    {
        (_x, _y, _z) = (bundle.AxisX, bundle.AxisY, bundle.AxisZ);
        float sign = bundle.Sign;
        _sign = Vector256.Create(sign);
        bool isBackwards = sign < 0;
        // Planes of a node: minimum and maximum of each axis.
        _near = 2 * _z + (isBackwards ? 1 : 0);
        _far = 2 * _z + (isBackwards ? 0 : 1);

        // Depth runs along the rays' way; slopes are by depth.
        Vector512<float> depth = bundle.OriginZ * sign;
        Vector512<float> slopeX = bundle.ShearX * sign;
        Vector512<float> slopeY = bundle.ShearY * sign;
        (float left, float right) = (Least(slopeX), Greatest(slopeX));
        (float bottom, float top) = (Least(slopeY), Greatest(slopeY));
        Vector512<float> spread = Vector512.MaxNative(Vector512.MaxNative(Vector512.Abs(bundle.OriginX), Vector512.Abs(bundle.OriginY)), Vector512.Abs(bundle.OriginZ));
        _margin = Rounding * (reach + Greatest(spread)) + 1e-6f;
        _right = Vector256.Create(Greatest(bundle.OriginX - depth * right) + _margin);
        _left = Vector256.Create(Least(bundle.OriginX - depth * left) - _margin);
        _top = Vector256.Create(Greatest(bundle.OriginY - depth * top) + _margin);
        _bottom = Vector256.Create(Least(bundle.OriginY - depth * bottom) - _margin);
        _start = Vector256.Create(Least(depth + bundle.MinT * bundle.Speed) - _margin);
        _rightSlope = Vector256.Create(-right * sign);
        _leftSlope = Vector256.Create(left * sign);
        _topSlope = Vector256.Create(-top * sign);
        _bottomSlope = Vector256.Create(bottom * sign);
        // A box reaches farthest towards a plane at its near or at its far side, by the plane's slope.
        _rightZ = right >= 0 ? _far : _near;
        _leftZ = left >= 0 ? _near : _far;
        _topZ = top >= 0 ? _far : _near;
        _bottomZ = bottom >= 0 ? _near : _far;
    }

    /// <summary>The depth that the bundle's farthest nearest hit has, beyond which nothing counts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Farthest(in RayBundle bundle, Vector512<float> t) => Greatest(bundle.OriginZ * _sign.ToScalar() + t * bundle.Speed) + _margin;

    /// <returns>One bit a box that a ray may meet before <paramref name="farthest"/>.</returns>
    /// <param name="entry">Depths at which the boxes begin.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Test(in WideNode node, float farthest, out Vector256<float> entry)
    {
        ref Vector256<float> planes = ref Unsafe.AsRef(in node.MinX);
        Vector256<float> right = Vector256.MultiplyAddEstimate(_rightSlope, Unsafe.Add(ref planes, _rightZ), Unsafe.Add(ref planes, 2 * _x) - _right);
        Vector256<float> left = Vector256.MultiplyAddEstimate(_leftSlope, Unsafe.Add(ref planes, _leftZ), _left - Unsafe.Add(ref planes, 2 * _x + 1));
        Vector256<float> top = Vector256.MultiplyAddEstimate(_topSlope, Unsafe.Add(ref planes, _topZ), Unsafe.Add(ref planes, 2 * _y) - _top);
        Vector256<float> bottom = Vector256.MultiplyAddEstimate(_bottomSlope, Unsafe.Add(ref planes, _bottomZ), _bottom - Unsafe.Add(ref planes, 2 * _y + 1));
        entry = Unsafe.Add(ref planes, _near) * _sign;
        Vector256<float> behind = _start - Unsafe.Add(ref planes, _far) * _sign;
        Vector256<float> beyond = entry - Vector256.Create(farthest);
        Vector256<float> outside = Vector256.MaxNative(
            Vector256.MaxNative(Vector256.MaxNative(right, left), Vector256.MaxNative(top, bottom)),
            Vector256.MaxNative(behind, beyond));
        return outside.ExtractMostSignificantBits();
    }

    /// <returns>One bit a triangle that a ray may meet before <paramref name="farthest"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Test(in TrianglePack pack, float farthest)
    {
        ref Vector256<float> v = ref Unsafe.AsRef(in pack.AX);
        Vector256<float> ax = Unsafe.Add(ref v, _x), bx = Unsafe.Add(ref v, 3 + _x), cx = Unsafe.Add(ref v, 6 + _x);
        Vector256<float> ay = Unsafe.Add(ref v, _y), by = Unsafe.Add(ref v, 3 + _y), cy = Unsafe.Add(ref v, 6 + _y);
        Vector256<float> az = Unsafe.Add(ref v, _z), bz = Unsafe.Add(ref v, 3 + _z), cz = Unsafe.Add(ref v, 6 + _z);
        Vector256<float> right = Least(Vector256.MultiplyAddEstimate(_rightSlope, az, ax), Vector256.MultiplyAddEstimate(_rightSlope, bz, bx), Vector256.MultiplyAddEstimate(_rightSlope, cz, cx)) - _right;
        Vector256<float> left = _left + Least(Vector256.MultiplyAddEstimate(_leftSlope, az, -ax), Vector256.MultiplyAddEstimate(_leftSlope, bz, -bx), Vector256.MultiplyAddEstimate(_leftSlope, cz, -cx));
        Vector256<float> top = Least(Vector256.MultiplyAddEstimate(_topSlope, az, ay), Vector256.MultiplyAddEstimate(_topSlope, bz, by), Vector256.MultiplyAddEstimate(_topSlope, cz, cy)) - _top;
        Vector256<float> bottom = _bottom + Least(Vector256.MultiplyAddEstimate(_bottomSlope, az, -ay), Vector256.MultiplyAddEstimate(_bottomSlope, bz, -by), Vector256.MultiplyAddEstimate(_bottomSlope, cz, -cy));
        Vector256<float> beyond = Least(az * _sign, bz * _sign, cz * _sign) - Vector256.Create(farthest);
        Vector256<float> outside = Vector256.MaxNative(Vector256.MaxNative(Vector256.MaxNative(right, left), Vector256.MaxNative(top, bottom)), beyond);
        return outside.ExtractMostSignificantBits();
    }

    private static Vector256<float> Least(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Vector256.MinNative(Vector256.MinNative(a, b), c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Greatest(Vector512<float> v)
    {
        Vector256<float> half = Vector256.MaxNative(v.GetLower(), v.GetUpper());
        Vector128<float> quarter = Vector128.MaxNative(half.GetLower(), half.GetUpper());
        quarter = Vector128.MaxNative(quarter, Vector128.Shuffle(quarter, Vector128.Create(2, 3, 2, 3)));
        return Vector128.MaxNative(quarter, Vector128.Shuffle(quarter, Vector128.Create(1, 1, 1, 1))).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Least(Vector512<float> v) => -Greatest(-v);
}
