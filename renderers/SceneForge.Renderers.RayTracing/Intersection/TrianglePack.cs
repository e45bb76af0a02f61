using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SceneForge.Renderers.RayTracing.Intersection;

/// <summary>Up to eight triangles side by side; free places hold a triangle without area, which no ray hits.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TrianglePack
{
    public const int Width = 8;

    // The intersection addresses these nine by number: corner * 3 + axis.
    public Vector256<float> AX;
    public Vector256<float> AY;
    public Vector256<float> AZ;
    public Vector256<float> BX;
    public Vector256<float> BY;
    public Vector256<float> BZ;
    public Vector256<float> CX;
    public Vector256<float> CY;
    public Vector256<float> CZ;

    /// <summary>Index of each triangle in its tree.</summary>
    public Vector256<int> Triangle;

    /// <param name="corners">Three a triangle.</param>
    public static TrianglePack Of(Vector3[] corners, ReadOnlySpan<int> triangles)
    {
        Span<float> values = stackalloc float[9 * Width];
        Span<int> ids = stackalloc int[Width];
        values.Clear();
        ids.Fill(int.MaxValue);
        for (int i = 0; i < triangles.Length; i++)
        {
            ids[i] = triangles[i];
            for (int corner = 0; corner < 3; corner++)
            {
                Vector3 v = corners[3 * triangles[i] + corner];
                for (int axis = 0; axis < 3; axis++)
                {
                    values[(3 * corner + axis) * Width + i] = v[axis];
                }
            }
        }

        TrianglePack pack = MemoryMarshal.Read<TrianglePack>(MemoryMarshal.AsBytes(Padded(values)));
        pack.Triangle = Vector256.Create<int>(ids);
        return pack;
    }

    /// <summary>Corners on their straight ways from one pack to another, as <see cref="Base.Geometry.StrictVector"/> mixes them.</summary>
    /// <param name="share">0: <paramref name="a"/>, 1: <paramref name="b"/>.</param>
    public static TrianglePack Between(in TrianglePack a, in TrianglePack b, float share)
    {
        TrianglePack between = a;
        ref Vector256<float> to = ref between.AX;
        ref Vector256<float> from = ref Unsafe.AsRef(in b.AX);
        for (int i = 0; i < 9; i++)
        {
            Unsafe.Add(ref to, i) = Unsafe.Add(ref to, i) * (1 - share) + Unsafe.Add(ref from, i) * share;
        }

        return between;
    }

    private static ReadOnlySpan<float> Padded(ReadOnlySpan<float> corners)
    {
        float[] all = new float[Unsafe.SizeOf<TrianglePack>() / sizeof(float)];
        corners.CopyTo(all);
        return all;
    }
}
