using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SceneForge.Renderers.RayTracing.Intersection;

namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>
/// Sixteen rays that run the same way: the signs of their directions and their main axes agree. Boxes are tested against all of them at once by the
/// intervals of their origins and inverse directions; triangles against each in a lane of its own, by the very operations of
/// <see cref="PackIntersection"/>, so that a packet finds what its rays would find alone.
/// </summary>
internal sealed class RayPacket
{
    public const int Width = 16;

    [ThreadStatic]
    private static RayPacket? ofThread;

    private readonly float[] _values = new float[9 * Width];

    /// <summary>One that the calling thread uses again and again.</summary>
    public static RayPacket OfThread => ofThread ??= new RayPacket();

    public Vector512<float> OriginX, OriginY, OriginZ, InverseX, InverseY, InverseZ;
    public Vector512<float> Kx, Ky, Kz, Sx, Sy, Sz;
    public Vector512<float> T;
    public Vector512<int> Triangle;
    public float MinT;
    public int AxisX, AxisY, AxisZ;

    private Vector256<float> _nearX, _nearY, _nearZ, _farX, _farY, _farZ;
    private Vector256<float> _lowX, _highX, _lowY, _highY, _lowZ, _highZ;
    private int _signX, _signY, _signZ;

    /// <summary>Loads rays; false where they do not run the same way, or are none to pack.</summary>
    public bool TryLoad(ReadOnlySpan<LocalRay> rays, ReadOnlySpan<float> maxT)
    {
        LocalRay first = rays[0];
        Span<float> v = _values;
        for (int i = 0; i < Width; i++)
        {
            // The last ray stands for those that are missing.
            ref readonly LocalRay ray = ref rays[Math.Min(i, rays.Length - 1)];
            if (ray.Kz != first.Kz || ray.MinT != first.MinT || !SameSigns(ray.Inverse, first.Inverse))
            {
                return false;
            }

            v[i] = ray.Origin.X;
            v[Width + i] = ray.Origin.Y;
            v[2 * Width + i] = ray.Origin.Z;
            v[3 * Width + i] = ray.Inverse.X;
            v[4 * Width + i] = ray.Inverse.Y;
            v[5 * Width + i] = ray.Inverse.Z;
            v[6 * Width + i] = ray.Sx;
            v[7 * Width + i] = ray.Sy;
            v[8 * Width + i] = ray.Sz;
        }

        OriginX = Vector512.Create<float>(v);
        OriginY = Vector512.Create<float>(v[Width..]);
        OriginZ = Vector512.Create<float>(v[(2 * Width)..]);
        InverseX = Vector512.Create<float>(v[(3 * Width)..]);
        InverseY = Vector512.Create<float>(v[(4 * Width)..]);
        InverseZ = Vector512.Create<float>(v[(5 * Width)..]);
        Sx = Vector512.Create<float>(v[(6 * Width)..]);
        Sy = Vector512.Create<float>(v[(7 * Width)..]);
        Sz = Vector512.Create<float>(v[(8 * Width)..]);
        (AxisX, AxisY, AxisZ) = (first.Kx, first.Ky, first.Kz);
        Kx = Origin(AxisX);
        Ky = Origin(AxisY);
        Kz = Origin(AxisZ);
        MinT = first.MinT;
        for (int i = 0; i < Width; i++)
        {
            v[i] = maxT[Math.Min(i, rays.Length - 1)];
        }

        T = Vector512.Create<float>(v);
        Triangle = Vector512.Create(int.MaxValue);
        (_signX, _nearX, _farX, _lowX, _highX) = Interval(OriginX, InverseX);
        (_signY, _nearY, _farY, _lowY, _highY) = Interval(OriginY, InverseY);
        (_signZ, _nearZ, _farZ, _lowZ, _highZ) = Interval(OriginZ, InverseZ);
        return true;
    }

    /// <returns>One bit a box that any of the rays may enter before <paramref name="maxT"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Test(in WideNode node, float maxT, out Vector256<float> entry)
    {
        ref Vector256<float> planes = ref Unsafe.AsRef(in node.MinX);
        Vector256<float> x = Unsafe.Add(ref planes, _signX) - _nearX;
        Vector256<float> y = Unsafe.Add(ref planes, 2 + _signY) - _nearY;
        Vector256<float> z = Unsafe.Add(ref planes, 4 + _signZ) - _nearZ;
        entry = Vector256.MaxNative(
            Vector256.MaxNative(Vector256.MinNative(x * _lowX, x * _highX), Vector256.MinNative(y * _lowY, y * _highY)),
            Vector256.MaxNative(Vector256.MinNative(z * _lowZ, z * _highZ), Vector256.Create(MinT)));
        x = Unsafe.Add(ref planes, _signX ^ 1) - _farX;
        y = Unsafe.Add(ref planes, 2 + (_signY ^ 1)) - _farY;
        z = Unsafe.Add(ref planes, 4 + (_signZ ^ 1)) - _farZ;
        Vector256<float> exit = Vector256.MinNative(
            Vector256.MinNative(Vector256.MaxNative(x * _lowX, x * _highX), Vector256.MaxNative(y * _lowY, y * _highY)),
            Vector256.MinNative(Vector256.MaxNative(z * _lowZ, z * _highZ), Vector256.Create(maxT)));
        return Vector256.LessThanOrEqual(entry, exit * BoxTest.Widen).ExtractMostSignificantBits();
    }

    /// <returns>One bit a ray that enters the box at <paramref name="place"/> of the node before its own nearest hit.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint TestRays(in WideNode node, int place)
    {
        ref float planes = ref Unsafe.Add(ref Unsafe.As<Vector256<float>, float>(ref Unsafe.AsRef(in node.MinX)), place);
        Vector512<float> nearX = (Vector512.Create(Unsafe.Add(ref planes, 8 * _signX)) - OriginX) * InverseX;
        Vector512<float> nearY = (Vector512.Create(Unsafe.Add(ref planes, 8 * (2 + _signY))) - OriginY) * InverseY;
        Vector512<float> nearZ = (Vector512.Create(Unsafe.Add(ref planes, 8 * (4 + _signZ))) - OriginZ) * InverseZ;
        Vector512<float> farX = (Vector512.Create(Unsafe.Add(ref planes, 8 * (_signX ^ 1))) - OriginX) * InverseX;
        Vector512<float> farY = (Vector512.Create(Unsafe.Add(ref planes, 8 * (2 + (_signY ^ 1)))) - OriginY) * InverseY;
        Vector512<float> farZ = (Vector512.Create(Unsafe.Add(ref planes, 8 * (4 + (_signZ ^ 1)))) - OriginZ) * InverseZ;
        Vector512<float> entry = Vector512.MaxNative(Vector512.MaxNative(nearX, nearY), Vector512.MaxNative(nearZ, Vector512.Create(MinT)));
        Vector512<float> exit = Vector512.MinNative(Vector512.MinNative(farX, farY), Vector512.MinNative(farZ, T));
        return (uint)Vector512.LessThanOrEqual(entry, exit * BoxTest.Widen).ExtractMostSignificantBits();
    }

    /// <summary>Improves the rays' nearest hits by one triangle of a pack.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Offer(in TrianglePack pack, int lane)
    {
        ref float v = ref Unsafe.Add(ref Unsafe.As<Vector256<float>, float>(ref Unsafe.AsRef(in pack.AX)), lane);
        Vector512<float> az = Vector512.Create(Unsafe.Add(ref v, 8 * AxisZ)) - Kz;
        Vector512<float> ax = Vector512.Create(Unsafe.Add(ref v, 8 * AxisX)) - Kx - Sx * az;
        Vector512<float> ay = Vector512.Create(Unsafe.Add(ref v, 8 * AxisY)) - Ky - Sy * az;
        Vector512<float> bz = Vector512.Create(Unsafe.Add(ref v, 8 * (3 + AxisZ))) - Kz;
        Vector512<float> bx = Vector512.Create(Unsafe.Add(ref v, 8 * (3 + AxisX))) - Kx - Sx * bz;
        Vector512<float> by = Vector512.Create(Unsafe.Add(ref v, 8 * (3 + AxisY))) - Ky - Sy * bz;
        Vector512<float> cz = Vector512.Create(Unsafe.Add(ref v, 8 * (6 + AxisZ))) - Kz;
        Vector512<float> cx = Vector512.Create(Unsafe.Add(ref v, 8 * (6 + AxisX))) - Kx - Sx * cz;
        Vector512<float> cy = Vector512.Create(Unsafe.Add(ref v, 8 * (6 + AxisY))) - Ky - Sy * cz;
        Vector512<float> a = cx * by - cy * bx;
        Vector512<float> b = ax * cy - ay * cx;
        Vector512<float> c = bx * ay - by * ax;
        Vector512<float> zero = Vector512<float>.Zero;
        Vector512<float> below = Vector512.LessThan(a, zero) | Vector512.LessThan(b, zero) | Vector512.LessThan(c, zero);
        Vector512<float> above = Vector512.GreaterThan(a, zero) | Vector512.GreaterThan(b, zero) | Vector512.GreaterThan(c, zero);
        Vector512<float> outside = below & above;
        if (outside.ExtractMostSignificantBits() == 0xffff)
        {
            return;
        }

        Vector512<float> sum = a + b + c;
        Vector512<float> t = (a * az + b * bz + c * cz) * Sz / sum;
        Vector512<int> id = Vector512.Create(Unsafe.Add(ref Unsafe.As<Vector256<int>, int>(ref Unsafe.AsRef(in pack.Triangle)), lane));
        // Of hits at one distance the lowest triangle wins.
        Vector512<float> nearer = Vector512.LessThan(t, T) | (Vector512.Equals(t, T) & Vector512.LessThan(id, Triangle).AsSingle());
        Vector512<float> hit = Vector512.AndNot(nearer & Vector512.GreaterThanOrEqual(t, Vector512.Create(MinT)) & ~Vector512.Equals(sum, zero), outside);
        T = Vector512.ConditionalSelect(hit, t, T);
        Triangle = Vector512.ConditionalSelect(hit.AsInt32(), id, Triangle);
    }

    /// <summary>The farthest of the rays' nearest hits.</summary>
    public float Farthest()
    {
        Vector256<float> half = Vector256.MaxNative(T.GetLower(), T.GetUpper());
        Vector128<float> quarter = Vector128.MaxNative(half.GetLower(), half.GetUpper());
        return Math.Max(Math.Max(quarter[0], quarter[1]), Math.Max(quarter[2], quarter[3]));
    }

    private Vector512<float> Origin(int axis) => axis == 0 ? OriginX : axis == 1 ? OriginY : OriginZ;

    private static bool SameSigns(Vector3 a, Vector3 b) => (a.X < 0) == (b.X < 0) && (a.Y < 0) == (b.Y < 0) && (a.Z < 0) == (b.Z < 0);

    // Of a box's two planes the near one is that which the rays meet first; where it is met first or last lies at the ends of the intervals.
    private static (int Sign, Vector256<float> Near, Vector256<float> Far, Vector256<float> Low, Vector256<float> High) Interval(Vector512<float> origins, Vector512<float> inverses)
    {
        ReadOnlySpan<float> o = MemoryMarshal.Cast<Vector512<float>, float>(MemoryMarshal.CreateReadOnlySpan(ref origins, 1));
        ReadOnlySpan<float> n = MemoryMarshal.Cast<Vector512<float>, float>(MemoryMarshal.CreateReadOnlySpan(ref inverses, 1));
        (float oMin, float oMax, float nMin, float nMax) = (o[0], o[0], n[0], n[0]);
        for (int i = 1; i < Width; i++)
        {
            (oMin, oMax, nMin, nMax) = (Math.Min(oMin, o[i]), Math.Max(oMax, o[i]), Math.Min(nMin, n[i]), Math.Max(nMax, n[i]));
        }

        bool isBackwards = n[0] < 0;
        return (isBackwards ? 1 : 0, Vector256.Create(isBackwards ? oMin : oMax), Vector256.Create(isBackwards ? oMax : oMin), Vector256.Create(nMin), Vector256.Create(nMax));
    }
}
