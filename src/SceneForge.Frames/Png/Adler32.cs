using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SceneForge.Frames.Png;

/// <summary>Adler-32, the checksum of a zlib stream (RFC 1950, section 8.2).</summary>
public static class Adler32
{
    private const uint Modulus = 65521;

    // 32-byte groups between reductions; a lane of sumsBefore stays below 4 x 255 x 128^2 / 2, far from 2^32.
    private const int GroupsPerReduction = 128;

    private static readonly Vector256<ushort> WeightsLow = Vector256.Create((ushort)32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17);
    private static readonly Vector256<ushort> WeightsHigh = Vector256.Create((ushort)16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);

    /// <summary>Continues a checksum; the first call takes 1.</summary>
    public static uint Append(uint adler, ReadOnlySpan<byte> data)
    {
        uint s1 = adler & 0xFFFF;
        uint s2 = adler >> 16;
        ref byte p = ref MemoryMarshal.GetReference(data);
        int at = 0;
        while (data.Length - at >= 32)
        {
            int groups = Math.Min((data.Length - at) / 32, GroupsPerReduction);
            Vector256<uint> sums = Vector256<uint>.Zero;
            Vector256<uint> sumsBefore = Vector256<uint>.Zero;
            Vector256<uint> weighted = Vector256<uint>.Zero;
            for (int g = 0; g < groups; g++, at += 32)
            {
                Vector256<byte> bytes = Vector256.LoadUnsafe(ref p, (nuint)at);
                (Vector256<ushort> low, Vector256<ushort> high) = Vector256.Widen(bytes);
                sumsBefore += sums;
                sums += AddPairs(low + high);

                // At most 255 x (32 + 16): fits 16 bits.
                weighted += AddPairs(low * WeightsLow + high * WeightsHigh);
            }

            s2 = (uint)((s2 + (ulong)s1 * 32 * (uint)groups + 32UL * Sum(sumsBefore) + Sum(weighted)) % Modulus);
            s1 = (uint)((s1 + Sum(sums)) % Modulus);
        }

        for (; at < data.Length; at++)
        {
            s1 = (s1 + data[at]) % Modulus;
            s2 = (s2 + s1) % Modulus;
        }

        return (s2 << 16) | s1;
    }

    private static Vector256<uint> AddPairs(Vector256<ushort> x) => (x.AsUInt32() & Vector256.Create(0xFFFFu)) + (x.AsUInt32() >>> 16);

    private static ulong Sum(Vector256<uint> x)
    {
        (Vector256<ulong> low, Vector256<ulong> high) = Vector256.Widen(x);
        return Vector256.Sum(low + high);
    }
}
