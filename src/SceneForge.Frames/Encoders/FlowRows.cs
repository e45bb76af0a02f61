using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SceneForge.Frames.Png;

namespace SceneForge.Frames.Encoders;

/// <summary>
/// Optical flow as KITTI stores it in 16-bit RGB: R = 64 u + 2^15, G = 64 v + 2^15, rounded to nearest, ties to even, B = 1.
/// Where there is no flow (NaN), or a component leaves [-512, 512 - 1/64] pixels, all three are 0.
/// </summary>
public readonly struct FlowRows(float[] flow, int width) : IPngRows
{
    public const float UnitsPerPixel = 64;
    public const float Zero = 32768;

    // 4 pixels of (u, v) little-endian -> 24 bytes of (u, v, .) big-endian; the gaps take the valid flag.
    private static readonly Vector128<byte> FirstBytes = Vector128.Create((byte)1, 0, 3, 2, 255, 255, 5, 4, 7, 6, 255, 255, 9, 8, 11, 10);
    private static readonly Vector128<byte> LastBytes = Vector128.Create((byte)255, 255, 13, 12, 15, 14, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255);

    public void Write(int y, Span<byte> row)
    {
        ReadOnlySpan<float> source = flow.AsSpan(y * width * 2, width * 2);
        int x = 0;

        // The second store of a step writes 8 bytes too many: the next step, or the scalar end, overwrites them.
        for (; x + 6 <= width; x += 4)
        {
            Vector256<float> units = Vector256.Round(Vector256.Create(source[(2 * x)..]) * UnitsPerPixel + Vector256.Create(Zero));
            Vector256<int> inside = (Vector256.GreaterThanOrEqual(units, Vector256<float>.Zero) & Vector256.LessThanOrEqual(units,
                Vector256.Create(65535f))).AsInt32();

            // Both components must be inside: each 32-bit lane meets its neighbour within 64 bits.
            Vector256<ulong> wide = inside.AsUInt64();
            Vector256<uint> valid = (wide & ((wide >>> 32) | (wide << 32))).AsUInt32();
            Vector256<uint> samples = Vector256.ConvertToInt32(Vector256.ConditionalSelect(valid.AsSingle(), units, Vector256<float>.Zero))
                .AsUInt32();
            Vector128<byte> packed = Vector128.Narrow(samples.GetLower(), samples.GetUpper()).AsByte();
            Vector128<ushort> flags = Vector128.Narrow(valid.GetLower(), valid.GetUpper()) & Vector128.Create((ushort)1);
            ref byte target = ref MemoryMarshal.GetReference(row[(6 * x)..]);
            Vector128<byte> first = Vector128.Shuffle(packed, FirstBytes) | Vector128.Shuffle(flags.AsByte(),
                Vector128.Create((byte)255, 255, 255, 255, 255, 0, 255, 255, 255, 255, 255, 4, 255, 255, 255, 255));
            Vector128<byte> last = Vector128.Shuffle(packed, LastBytes) | Vector128.Shuffle(flags.AsByte(),
                Vector128.Create((byte)255, 8, 255, 255, 255, 255, 255, 12, 255, 255, 255, 255, 255, 255, 255, 255));
            first.StoreUnsafe(ref target);
            last.StoreUnsafe(ref target, 16);
        }

        for (; x < width; x++)
        {
            WritePixel(source[2 * x], source[2 * x + 1], row.Slice(6 * x, 6));
        }
    }

    private static void WritePixel(float u, float v, Span<byte> pixel)
    {
        float productU = u * UnitsPerPixel;
        float productV = v * UnitsPerPixel;
        float r = MathF.Round(productU + Zero);
        float g = MathF.Round(productV + Zero);
        pixel.Clear();
        if (r >= 0 && r <= ushort.MaxValue && g >= 0 && g <= ushort.MaxValue)
        {
            pixel[0] = (byte)((ushort)r >> 8);
            pixel[1] = (byte)(ushort)r;
            pixel[2] = (byte)((ushort)g >> 8);
            pixel[3] = (byte)(ushort)g;
            pixel[5] = 1;
        }
    }
}
