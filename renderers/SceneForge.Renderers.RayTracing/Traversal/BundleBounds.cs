using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SceneForge.Renderers.RayTracing.Building;
using SceneForge.Renderers.RayTracing.Intersection;

namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>
/// Says which boxes and triangles a bundle's rays may meet: eight at once against four planes around all rays (after Reshetov et al. 2005 and
/// 2007), or one box against each ray by slabs (Kay and Kajiya 1986). Both only ever say too much: a margin covers all rounding, so the way in which
/// a processor multiplies and adds has no influence on what is found. Places on a ray are told by depth: its way along the bundle's axis.
/// </summary>
internal unsafe struct BundleBounds
{
    // Rounding takes at most some ten parts in 2^24 of the largest coordinate.
    private const float Rounding = 2e-6f;

    // Slopes of less are taken for this: finite, so that nothing becomes a NaN.
    private const float LeastSlope = 1e-18f;

    // Depth at which a ray meets the minimum and the maximum of a box: plane * inverse + constant.
    private Vector512<float> _inverseX, _minX, _maxX;
    private Vector512<float> _inverseY, _minY, _maxY;
    private Vector512<float> _start;
    private Vector512<float> _nearest;
    private Vector512<float> _depth;

    private Vector256<float> _right, _left, _top, _bottom;
    private Vector256<float> _rightSlope, _leftSlope, _topSlope, _bottomSlope;
    private Vector256<float> _sign;
    private Vector256<float> _first;
    private Vector256<float> _farthest;
    private float _margin;
    private int _x, _y, _z;
    private int _near, _far;
    private int _rightZ, _leftZ, _topZ, _bottomZ;

    /// <param name="reach">The largest coordinate of what is to be tested.</param>
    public void Surround(RayBundle* bundle, float reach)
    {
        (_x, _y, _z) = (bundle->AxisX, bundle->AxisY, bundle->AxisZ);
        float sign = bundle->Sign;
        _sign = Vector256.Create(sign);
        bool isBackwards = sign < 0;
        // Planes of a node: minimum and maximum of each axis.
        _near = 2 * _z + (isBackwards ? 1 : 0);
        _far = 2 * _z + (isBackwards ? 0 : 1);

        Vector512<float> spread = Vector512.MaxNative(Vector512.MaxNative(Vector512.Abs(bundle->OriginX), Vector512.Abs(bundle->OriginY)),
            Vector512.Abs(bundle->OriginZ));
        _margin = Rounding * (reach + Greatest(spread)) + 1e-6f;
        _depth = bundle->OriginZ * sign;
        _start = _depth + bundle->MinT * bundle->Speed - Vector512.Create(_margin);
        Vector512<float> slopeX = bundle->ShearX * sign;
        Vector512<float> slopeY = bundle->ShearY * sign;
        Vector512<float> atZeroX = bundle->OriginX - _depth * slopeX;
        Vector512<float> atZeroY = bundle->OriginY - _depth * slopeY;
        (_inverseX, _minX, _maxX) = Slab(slopeX, atZeroX);
        (_inverseY, _minY, _maxY) = Slab(slopeY, atZeroY);

        (float left, float right) = (Least(slopeX), Greatest(slopeX));
        (float bottom, float top) = (Least(slopeY), Greatest(slopeY));
        _right = Vector256.Create(Greatest(bundle->OriginX - _depth * right) + _margin);
        _left = Vector256.Create(Least(bundle->OriginX - _depth * left) - _margin);
        _top = Vector256.Create(Greatest(bundle->OriginY - _depth * top) + _margin);
        _bottom = Vector256.Create(Least(bundle->OriginY - _depth * bottom) - _margin);
        _first = Vector256.Create(Least(_start));
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

    /// <summary>Takes the rays' nearest hits for their ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndAt(RayBundle* bundle, Vector512<float> t)
    {
        _nearest = _depth + t * bundle->Speed + Vector512.Create(_margin);
        _farthest = Vector256.Create(Greatest(_nearest));
    }

    /// <summary>One bit a ray that ends beyond a depth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly uint Beyond(float depth) => (uint)Vector512.GreaterThanOrEqual(_nearest, Vector512.Create(depth)).ExtractMostSignificantBits();

    /// <returns>One bit a box that some ray may meet before its end.</returns>
    /// <param name="entry">Depths at which the boxes begin.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly uint Test(WideNode* node, out Vector256<float> entry)
    {
        Vector256<float>* planes = (Vector256<float>*)node;
        Vector256<float> right = Vector256.MultiplyAddEstimate(_rightSlope, planes[_rightZ], planes[2 * _x] - _right);
        Vector256<float> left = Vector256.MultiplyAddEstimate(_leftSlope, planes[_leftZ], _left - planes[2 * _x + 1]);
        Vector256<float> top = Vector256.MultiplyAddEstimate(_topSlope, planes[_topZ], planes[2 * _y] - _top);
        Vector256<float> bottom = Vector256.MultiplyAddEstimate(_bottomSlope, planes[_bottomZ], _bottom - planes[2 * _y + 1]);
        entry = planes[_near] * _sign;
        Vector256<float> behind = _first - planes[_far] * _sign;
        Vector256<float> beyond = entry - _farthest;
        Vector256<float> outside = Vector256.MaxNative(
            Vector256.MaxNative(Vector256.MaxNative(right, left), Vector256.MaxNative(top, bottom)),
            Vector256.MaxNative(behind, beyond));
        return outside.ExtractMostSignificantBits();
    }

    /// <returns>One bit a ray that may meet the box at a place of a node before its end.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly uint Rays(WideNode* node, int place)
    {
        float* planes = (float*)node + place;
        Vector512<float> x0 = Vector512.MultiplyAddEstimate(_inverseX, Vector512.Create(planes[16 * _x]), _minX);
        Vector512<float> x1 = Vector512.MultiplyAddEstimate(_inverseX, Vector512.Create(planes[16 * _x + 8]), _maxX);
        Vector512<float> y0 = Vector512.MultiplyAddEstimate(_inverseY, Vector512.Create(planes[16 * _y]), _minY);
        Vector512<float> y1 = Vector512.MultiplyAddEstimate(_inverseY, Vector512.Create(planes[16 * _y + 8]), _maxY);
        float sign = _sign.ToScalar();
        Vector512<float> near = Vector512.MaxNative(_start, Vector512.Create(planes[8 * _near] * sign));
        Vector512<float> far = Vector512.MinNative(_nearest, Vector512.Create(planes[8 * _far] * sign + _margin));
        Vector512<float> enter = Vector512.MaxNative(near, Vector512.MaxNative(Vector512.MinNative(x0, x1), Vector512.MinNative(y0, y1)));
        Vector512<float> leave = Vector512.MinNative(far, Vector512.MinNative(Vector512.MaxNative(x0, x1), Vector512.MaxNative(y0, y1)));
        return (uint)Vector512.LessThanOrEqual(enter, leave).ExtractMostSignificantBits();
    }

    /// <returns>One bit a box that one ray may meet before its end.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly uint TestAlone(WideNode* node, int ray, out Vector256<float> entry)
    {
        Vector256<float>* planes = (Vector256<float>*)node;
        Vector256<float> inverseX = Lane(in _inverseX, ray);
        Vector256<float> inverseY = Lane(in _inverseY, ray);
        Vector256<float> x0 = Vector256.MultiplyAddEstimate(inverseX, planes[2 * _x], Lane(in _minX, ray));
        Vector256<float> x1 = Vector256.MultiplyAddEstimate(inverseX, planes[2 * _x + 1], Lane(in _maxX, ray));
        Vector256<float> y0 = Vector256.MultiplyAddEstimate(inverseY, planes[2 * _y], Lane(in _minY, ray));
        Vector256<float> y1 = Vector256.MultiplyAddEstimate(inverseY, planes[2 * _y + 1], Lane(in _maxY, ray));
        entry = planes[_near] * _sign;
        Vector256<float> near = Vector256.MaxNative(Lane(in _start, ray), entry);
        Vector256<float> far = Vector256.MinNative(Lane(in _nearest, ray), planes[_far] * _sign + Vector256.Create(_margin));
        Vector256<float> enter = Vector256.MaxNative(near, Vector256.MaxNative(Vector256.MinNative(x0, x1), Vector256.MinNative(y0, y1)));
        Vector256<float> leave = Vector256.MinNative(far, Vector256.MinNative(Vector256.MaxNative(x0, x1), Vector256.MaxNative(y0, y1)));
        return Vector256.LessThanOrEqual(enter, leave).ExtractMostSignificantBits();
    }

    /// <returns>One bit a triangle that some ray may meet before its end.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly uint Test(TrianglePack* pack)
    {
        Vector256<float>* v = (Vector256<float>*)pack;
        Vector256<float> ax = v[_x], bx = v[3 + _x], cx = v[6 + _x];
        Vector256<float> ay = v[_y], by = v[3 + _y], cy = v[6 + _y];
        Vector256<float> az = v[_z], bz = v[3 + _z], cz = v[6 + _z];
        Vector256<float> right = Least(Vector256.MultiplyAddEstimate(_rightSlope, az, ax), Vector256.MultiplyAddEstimate(_rightSlope, bz, bx),
            Vector256.MultiplyAddEstimate(_rightSlope, cz, cx)) - _right;
        Vector256<float> left = _left + Least(Vector256.MultiplyAddEstimate(_leftSlope, az, -ax), Vector256.MultiplyAddEstimate(_leftSlope, bz, -bx),
            Vector256.MultiplyAddEstimate(_leftSlope, cz, -cx));
        Vector256<float> top = Least(Vector256.MultiplyAddEstimate(_topSlope, az, ay), Vector256.MultiplyAddEstimate(_topSlope, bz, by),
            Vector256.MultiplyAddEstimate(_topSlope, cz, cy)) - _top;
        Vector256<float> bottom = _bottom + Least(Vector256.MultiplyAddEstimate(_bottomSlope, az, -ay),
            Vector256.MultiplyAddEstimate(_bottomSlope, bz, -by), Vector256.MultiplyAddEstimate(_bottomSlope, cz, -cy));
        Vector256<float> beyond = Least(az * _sign, bz * _sign, cz * _sign) - _farthest;
        Vector256<float> outside = Vector256.MaxNative(Vector256.MaxNative(Vector256.MaxNative(right, left), Vector256.MaxNative(top, bottom)),
            beyond);
        return outside.ExtractMostSignificantBits();
    }

    private readonly (Vector512<float> Inverse, Vector512<float> Min, Vector512<float> Max) Slab(Vector512<float> slope, Vector512<float> atZero)
    {
        Vector512<float> least = Vector512.ConditionalSelect(Vector512.LessThan(slope, Vector512<float>.Zero), Vector512.Create(-LeastSlope),
            Vector512.Create(LeastSlope));
        Vector512<float> inverse = Vector512<float>.One / Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(slope),
            Vector512.Create(LeastSlope)), least, slope);
        Vector512<float> margin = Vector512.Create(_margin);
        return (inverse, (-atZero - margin) * inverse, (margin - atZero) * inverse);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Lane(in Vector512<float> v, int lane) =>
        Vector256.Create(Unsafe.Add(ref Unsafe.As<Vector512<float>, float>(ref Unsafe.AsRef(in v)), lane));

    private static Vector256<float> Least(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
        Vector256.MinNative(Vector256.MinNative(a, b), c);

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
