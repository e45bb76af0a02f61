using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>
/// Undoes PNG's row filters (ISO/IEC 15948, clause 9). Rows have <see cref="Margin"/> zero bytes in front, and as many behind that
/// may be overwritten.
/// </summary>
internal static class PngUnfilter
{
    public const int Margin = 8;

    /// <param name="filtered">Filtered bytes without the filter byte, with the margin behind.</param>
    /// <param name="above">The row above, from its margin on.</param>
    /// <param name="row">Receives the row, from its margin on.</param>
    public static void Apply(int filter, ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row, int stride, int count)
    {
        switch (filter)
        {
            case 0:
                filtered[..count].CopyTo(row[Margin..]);
                break;
            case 1:
                Pixels<SubRule>(filtered, above, row, stride, count);
                break;
            case 2:
                Up(filtered[..count], above.Slice(Margin, count), row.Slice(Margin, count));
                break;
            case 3:
                Pixels<AverageRule>(filtered, above, row, stride, count);
                break;
            case 4:
                Pixels<PaethRule>(filtered, above, row, stride, count);
                break;
            default:
                throw new InvalidImageContentException($"A PNG row names filter {filter}, which does not exist.");
        }
    }

    private static void Up(ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row)
    {
        int i = 0;
        for (; i + Vector<byte>.Count <= row.Length; i += Vector<byte>.Count)
        {
            (new Vector<byte>(filtered[i..]) + new Vector<byte>(above[i..])).CopyTo(row[i..]);
        }

        for (; i < row.Length; i++)
        {
            row[i] = (byte)(filtered[i] + above[i]);
        }
    }

    // A pixel of up to 8 bytes at once in 16-bit lanes; lanes beyond the pixel carry rubbish that the next pixel overwrites.
    private static void Pixels<TRule>(ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row, int stride, int count)
        where TRule : struct, IRule
    {
        ref byte f = ref MemoryMarshal.GetReference(filtered);
        ref byte b = ref Unsafe.Add(ref MemoryMarshal.GetReference(above), Margin);
        ref byte o = ref Unsafe.Add(ref MemoryMarshal.GetReference(row), Margin);
        Vector128<short> left = Vector128<short>.Zero;
        Vector128<short> aboveLeft = Vector128<short>.Zero;
        for (int i = 0; i < count; i += stride)
        {
            Vector128<short> up = Widen(ref Unsafe.Add(ref b, i));
            Vector128<short> value = (Widen(ref Unsafe.Add(ref f, i)) + TRule.Predict(left, up, aboveLeft)) & Vector128.Create((short)0xFF);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref o, i), Vector128.Narrow(value.AsUInt16(), value.AsUInt16()).AsUInt64().ToScalar());
            left = value;
            aboveLeft = up;
        }
    }

    private static Vector128<short> Widen(ref byte at) =>
        Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref at)).AsByte()).AsInt16();

    private interface IRule
    {
        static abstract Vector128<short> Predict(Vector128<short> a, Vector128<short> b, Vector128<short> c);
    }

    private readonly struct SubRule : IRule
    {
        public static Vector128<short> Predict(Vector128<short> a, Vector128<short> b, Vector128<short> c) => a;
    }

    private readonly struct AverageRule : IRule
    {
        public static Vector128<short> Predict(Vector128<short> a, Vector128<short> b, Vector128<short> c) => (a + b) >>> 1;
    }

    private readonly struct PaethRule : IRule
    {
        public static Vector128<short> Predict(Vector128<short> a, Vector128<short> b, Vector128<short> c)
        {
            Vector128<short> pa = Vector128.Abs(b - c);
            Vector128<short> pb = Vector128.Abs(a - c);
            Vector128<short> pc = Vector128.Abs(a + b - c - c);
            Vector128<short> smallest = Vector128.Min(pa, Vector128.Min(pb, pc));
            Vector128<short> bOrC = Vector128.ConditionalSelect(Vector128.Equals(smallest, pb), b, c);
            return Vector128.ConditionalSelect(Vector128.Equals(smallest, pa), a, bOrC);
        }
    }
}
