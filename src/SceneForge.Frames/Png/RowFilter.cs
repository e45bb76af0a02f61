using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SceneForge.Frames.Png;

/// <summary>
/// PNG's filters (ISO/IEC 15948, clause 9), 32 bytes at a time. A row is given with <see cref="Margin"/> bytes before it, of which
/// the last pixel's worth are zero: the pixel left of the image.
/// </summary>
internal static class RowFilter
{
    /// <summary>Bytes before a row's first byte, and writable bytes after its last.</summary>
    public const int Margin = 32;

    public const byte Sub = 1;
    public const byte Up = 2;
    public const byte Average = 3;
    public const byte Paeth = 4;

    /// <summary>
    /// Filters a row. <paramref name="current"/> and <paramref name="above"/> start at the margin; <paramref name="output"/> takes
    /// <paramref name="count"/> bytes and may be written up to <see cref="Margin"/> bytes further.
    /// Returns an estimate of the coded size in arbitrary units.
    /// </summary>
    public static uint Apply(byte filter, ReadOnlySpan<byte> current, ReadOnlySpan<byte> above, int pixelBytes, int count, Span<byte> output) =>
        filter switch
    {
        Sub => Apply<SubPredictor>(current, above, pixelBytes, count, output),
        Up => Apply<UpPredictor>(current, above, pixelBytes, count, output),
        Average => Apply<AveragePredictor>(current, above, pixelBytes, count, output),
        _ => Apply<PaethPredictor>(current, above, pixelBytes, count, output),
    };

    private static uint Apply<TPredictor>(ReadOnlySpan<byte> current, ReadOnlySpan<byte> above, int pixelBytes, int count, Span<byte> output)
        where TPredictor : struct, IPredictor
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(current.Length, count + 2 * Margin);
        ArgumentOutOfRangeException.ThrowIfLessThan(above.Length, count + 2 * Margin);
        ArgumentOutOfRangeException.ThrowIfLessThan(output.Length, count + Margin);
        ref byte x = ref MemoryMarshal.GetReference(current);
        ref byte b = ref MemoryMarshal.GetReference(above);
        ref byte o = ref MemoryMarshal.GetReference(output);
        nuint left = (nuint)(Margin - pixelBytes);
        Vector256<uint> total = Vector256<uint>.Zero;
        for (nuint i = 0; i < (nuint)count; i += 32)
        {
            Vector256<byte> raw = Vector256.LoadUnsafe(ref x, i + Margin);
            Vector256<byte> a = Vector256.LoadUnsafe(ref x, i + left);
            Vector256<byte> residual = raw - TPredictor.Predict(a, Vector256.LoadUnsafe(ref b, i + Margin), Vector256.LoadUnsafe(ref b, i + left));
            residual.StoreUnsafe(ref o, i);
            total += Cost(residual);
        }

        return Vector256.Sum(total);
    }

    // About the bits of an entropy code: 2 for a residual of +-1, one more for every doubling up to 32; nothing for zero.
    // Bytes of a lane's four columns are added in 8 bits (4 x 7 < 256).
    private static Vector256<uint> Cost(Vector256<byte> residual)
    {
        Vector256<byte> magnitude = Vector256.Min(residual, Vector256<byte>.Zero - residual);
        Vector256<byte> steps = Vector256<byte>.Zero;
        steps -= Vector256.GreaterThan(magnitude.AsSByte(), Vector256<sbyte>.Zero).AsByte();
        steps += steps;
        Vector256<sbyte> m = Vector256.Min(magnitude, Vector256.Create((byte)127)).AsSByte();
        steps -= Vector256.GreaterThan(m, Vector256.Create((sbyte)1)).AsByte();
        steps -= Vector256.GreaterThan(m, Vector256.Create((sbyte)3)).AsByte();
        steps -= Vector256.GreaterThan(m, Vector256.Create((sbyte)7)).AsByte();
        steps -= Vector256.GreaterThan(m, Vector256.Create((sbyte)15)).AsByte();
        steps -= Vector256.GreaterThan(m, Vector256.Create((sbyte)31)).AsByte();
        Vector256<ushort> pairs = (steps.AsUInt16() & Vector256.Create((ushort)0xFF)) + (steps.AsUInt16() >>> 8);
        return (pairs.AsUInt32() & Vector256.Create(0xFFFFu)) + (pairs.AsUInt32() >>> 16);
    }

    /// <summary>A prediction from the bytes left (a), above (b) and above left (c).</summary>
    private interface IPredictor
    {
        static abstract Vector256<byte> Predict(Vector256<byte> a, Vector256<byte> b, Vector256<byte> c);
    }

    private readonly struct SubPredictor : IPredictor
    {
        public static Vector256<byte> Predict(Vector256<byte> a, Vector256<byte> b, Vector256<byte> c) => a;
    }

    private readonly struct UpPredictor : IPredictor
    {
        public static Vector256<byte> Predict(Vector256<byte> a, Vector256<byte> b, Vector256<byte> c) => b;
    }

    private readonly struct AveragePredictor : IPredictor
    {
        // floor((a + b) / 2) without a ninth bit.
        public static Vector256<byte> Predict(Vector256<byte> a, Vector256<byte> b, Vector256<byte> c) =>
            (a & b) + (((a ^ b) >>> 1) & Vector256.Create((byte)0x7F));
    }

    private readonly struct PaethPredictor : IPredictor
    {
        // With pa = |b - c|, pb = |a - c| and pc = |a + b - 2c|: where b - c and a - c have one sign, pc = pa + pb and c is never
        // nearest; else pc = |pa - pb|. So c wins where it lies between a and b and pc < min(pa, pb); else a where pa <= pb.
        public static Vector256<byte> Predict(Vector256<byte> a, Vector256<byte> b, Vector256<byte> c)
        {
            Vector256<byte> low = Vector256.Min(a, b);
            Vector256<byte> high = Vector256.Max(a, b);
            Vector256<byte> pa = Vector256.Max(b, c) - Vector256.Min(b, c);
            Vector256<byte> pb = Vector256.Max(a, c) - Vector256.Min(a, c);
            Vector256<byte> nearer = Vector256.Min(pa, pb);
            Vector256<byte> pc = Vector256.Max(pa, pb) - nearer;
            Vector256<byte> aWins = Vector256.Equals(nearer, pa);
            Vector256<byte> between = Vector256.Equals(Vector256.Min(Vector256.Max(c, low), high), c);
            Vector256<byte> cLoses = Vector256.Equals(Vector256.Max(pc, nearer), pc);
            return Vector256.ConditionalSelect(Vector256.AndNot(between, cLoses), c, Vector256.ConditionalSelect(aWins, a, b));
        }
    }
}
