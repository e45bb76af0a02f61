using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SceneForge.Frames.Png;

/// <summary>
/// CRC-32 of PNG (ISO 3309, reflected polynomial 0xEDB88320). Folds 64 bytes at a time with carry-less multiplication where
/// the processor has it (Gopal et al., "Fast CRC Computation Using PCLMULQDQ", Intel 2009), else eight table look-ups a step.
/// </summary>
public static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    // x^k mod P, bit-reflected, for folding over 512 and 128 bits (the paper's constants k1..k4).
    private static readonly Vector128<ulong> FoldBy64 = Vector128.Create(0x154442bd4UL, 0x1c6e41596UL);
    private static readonly Vector128<ulong> FoldBy16 = Vector128.Create(0x1751997d0UL, 0x0ccaa009eUL);

    private static readonly uint[] Tables = BuildTables();

    /// <summary>Continues a checksum; the first call takes 0.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> data)
    {
        crc = ~crc;
        if (Pclmulqdq.IsSupported && data.Length >= 64)
        {
            int folded = data.Length & ~15;
            crc = Fold(crc, data[..folded]);
            data = data[folded..];
        }

        return ~AppendScalar(crc, data);
    }

    /// <summary>The same without vector instructions; the reference for tests.</summary>
    internal static uint AppendReference(uint crc, ReadOnlySpan<byte> data) => ~AppendScalar(~crc, data);

    private static uint AppendScalar(uint crc, ReadOnlySpan<byte> data)
    {
        ref uint t = ref MemoryMarshal.GetArrayDataReference(Tables);
        while (data.Length >= 8)
        {
            ulong word = MemoryMarshal.Read<ulong>(data) ^ crc;
            crc = Unsafe.Add(ref t, (int)(7 * 256 + (word & 0xFF)))
                ^ Unsafe.Add(ref t, (int)(6 * 256 + ((word >> 8) & 0xFF)))
                ^ Unsafe.Add(ref t, (int)(5 * 256 + ((word >> 16) & 0xFF)))
                ^ Unsafe.Add(ref t, (int)(4 * 256 + ((word >> 24) & 0xFF)))
                ^ Unsafe.Add(ref t, (int)(3 * 256 + ((word >> 32) & 0xFF)))
                ^ Unsafe.Add(ref t, (int)(2 * 256 + ((word >> 40) & 0xFF)))
                ^ Unsafe.Add(ref t, (int)(256 + ((word >> 48) & 0xFF)))
                ^ Unsafe.Add(ref t, (int)(word >> 56));
            data = data[8..];
        }

        foreach (byte b in data)
        {
            crc = Unsafe.Add(ref t, (int)((crc ^ b) & 0xFF)) ^ (crc >> 8);
        }

        return crc;
    }

    /// <param name="data">At least 64 bytes, a multiple of 16.</param>
    private static uint Fold(uint crc, ReadOnlySpan<byte> data)
    {
        ref byte p = ref MemoryMarshal.GetReference(data);
        Vector128<ulong> a = Load(ref p, 0) ^ Vector128.CreateScalar(crc).AsUInt64();
        Vector128<ulong> b = Load(ref p, 16);
        Vector128<ulong> c = Load(ref p, 32);
        Vector128<ulong> d = Load(ref p, 48);
        int at = 64;
        for (; at + 64 <= data.Length; at += 64)
        {
            a = Step(a, FoldBy64) ^ Load(ref p, at);
            b = Step(b, FoldBy64) ^ Load(ref p, at + 16);
            c = Step(c, FoldBy64) ^ Load(ref p, at + 32);
            d = Step(d, FoldBy64) ^ Load(ref p, at + 48);
        }

        a = Step(a, FoldBy16) ^ b;
        a = Step(a, FoldBy16) ^ c;
        a = Step(a, FoldBy16) ^ d;
        for (; at < data.Length; at += 16)
        {
            a = Step(a, FoldBy16) ^ Load(ref p, at);
        }

        // The 128 bits left are congruent to the message: their own CRC is the answer.
        Span<byte> rest = stackalloc byte[16];
        MemoryMarshal.Write(rest, in a);
        return AppendScalar(0, rest);
    }

    private static Vector128<ulong> Step(Vector128<ulong> x, Vector128<ulong> k) =>
        Pclmulqdq.CarrylessMultiply(x, k, 0x00) ^ Pclmulqdq.CarrylessMultiply(x, k, 0x11);

    private static Vector128<ulong> Load(ref byte p, int at) => Vector128.LoadUnsafe(ref p, (nuint)at).AsUInt64();

    private static uint[] BuildTables()
    {
        uint[] tables = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            uint c = i;
            for (int k = 0; k < 8; k++)
            {
                c = (c >> 1) ^ ((c & 1) != 0 ? Polynomial : 0);
            }

            tables[i] = c;
        }

        for (int i = 256; i < tables.Length; i++)
        {
            tables[i] = (tables[i - 256] >> 8) ^ tables[tables[i - 256] & 0xFF];
        }

        return tables;
    }
}
