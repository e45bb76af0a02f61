using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;

namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>Up to sixteen rays side by side.</summary>
internal struct RayPacket
{
    public const int Width = 16;

    public Vector512<float> OriginX, OriginY, OriginZ;
    public Vector512<float> DirectionX, DirectionY, DirectionZ;
    public Vector512<float> MinT;

    /// <summary>Loads rays; the last stands for those that are missing.</summary>
    /// <param name="maxT">Of each ray.</param>
    /// <returns>One bit a ray that can meet anything.</returns>
    [SkipLocalsInit]
    public static uint Load(scoped ReadOnlySpan<Ray> rays, out RayPacket packet, out Vector512<float> maxT)
    {
        Span<Ray> room = stackalloc Ray[Width];
        uint lanes = 0xffff;
        if (rays.Length < Width)
        {
            rays.CopyTo(room);
            room[rays.Length..].Fill(rays[^1]);
            lanes >>= Width - rays.Length;
            rays = room;
        }

        ReadOnlySpan<float> values = MemoryMarshal.Cast<Ray, float>(rays);
        Turn(values, out Rows8 low);
        Turn(values[(8 * Width / 2)..], out Rows8 high);
        packet.OriginX = Vector512.Create(low.R0, high.R0);
        packet.OriginY = Vector512.Create(low.R1, high.R1);
        packet.OriginZ = Vector512.Create(low.R2, high.R2);
        packet.DirectionX = Vector512.Create(low.R3, high.R3);
        packet.DirectionY = Vector512.Create(low.R4, high.R4);
        packet.DirectionZ = Vector512.Create(low.R5, high.R5);
        packet.MinT = Vector512.Create(low.R6, high.R6);
        maxT = Vector512.Create(low.R7, high.R7);
        return lanes & (uint)Vector512.LessThanOrEqual(packet.MinT, maxT).ExtractMostSignificantBits();
    }

    /// <summary>The same rays from a frame whose axes are the same; added in double precision.</summary>
    public readonly RayPacket Shifted(Double3 by) => this with
    {
        OriginX = Add(OriginX, by.X),
        OriginY = Add(OriginY, by.Y),
        OriginZ = Add(OriginZ, by.Z),
    };

    private static Vector512<float> Add(Vector512<float> values, double by)
    {
        Vector512<double> term = Vector512.Create(by);
        (Vector512<double> low, Vector512<double> high) = Vector512.Widen(values);
        return Vector512.Narrow(low + term, high + term);
    }

    // Eight rows of eight numbers turned into columns.
    private static void Turn(ReadOnlySpan<float> values, out Rows8 turned)
    {
        if (!Avx.IsSupported)
        {
            Unsafe.SkipInit(out turned);
            Span<float> to = MemoryMarshal.CreateSpan(ref Unsafe.As<Rows8, float>(ref turned), 64);
            for (int i = 0; i < 64; i++)
            {
                to[i % 8 * 8 + i / 8] = values[i];
            }

            return;
        }

        Vector256<float> r0 = Vector256.Create(values), r1 = Vector256.Create(values[8..]), r2 = Vector256.Create(values[16..]),
            r3 = Vector256.Create(values[24..]);
        Vector256<float> r4 = Vector256.Create(values[32..]), r5 = Vector256.Create(values[40..]), r6 = Vector256.Create(values[48..]),
            r7 = Vector256.Create(values[56..]);
        Vector256<double> a0 = Avx.UnpackLow(r0, r1).AsDouble(), a1 = Avx.UnpackHigh(r0, r1).AsDouble(), a2 = Avx.UnpackLow(r2, r3)
            .AsDouble(), a3 = Avx.UnpackHigh(r2, r3).AsDouble();
        Vector256<double> a4 = Avx.UnpackLow(r4, r5).AsDouble(), a5 = Avx.UnpackHigh(r4, r5).AsDouble(), a6 = Avx.UnpackLow(r6, r7)
            .AsDouble(), a7 = Avx.UnpackHigh(r6, r7).AsDouble();
        Vector256<float> b0 = Avx.UnpackLow(a0, a2).AsSingle(), b1 = Avx.UnpackHigh(a0, a2).AsSingle(), b2 = Avx.UnpackLow(a1, a3)
            .AsSingle(), b3 = Avx.UnpackHigh(a1, a3).AsSingle();
        Vector256<float> b4 = Avx.UnpackLow(a4, a6).AsSingle(), b5 = Avx.UnpackHigh(a4, a6).AsSingle(), b6 = Avx.UnpackLow(a5, a7)
            .AsSingle(), b7 = Avx.UnpackHigh(a5, a7).AsSingle();
        const byte lower = 0x20;
        const byte upper = 0x31;
        turned.R0 = Avx.Permute2x128(b0, b4, lower);
        turned.R1 = Avx.Permute2x128(b1, b5, lower);
        turned.R2 = Avx.Permute2x128(b2, b6, lower);
        turned.R3 = Avx.Permute2x128(b3, b7, lower);
        turned.R4 = Avx.Permute2x128(b0, b4, upper);
        turned.R5 = Avx.Permute2x128(b1, b5, upper);
        turned.R6 = Avx.Permute2x128(b2, b6, upper);
        turned.R7 = Avx.Permute2x128(b3, b7, upper);
    }

    private struct Rows8
    {
        public Vector256<float> R0, R1, R2, R3, R4, R5, R6, R7;
    }
}
