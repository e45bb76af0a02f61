using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SceneForge.Frames.Png;

namespace SceneForge.Frames.Encoders;

/// <summary>
/// Depth in 1/256 m (KITTI), rounded to nearest, ties to even, saturating at 65535 (255.99 m and beyond, and the sky) and at 0 (not before the
/// camera).
/// </summary>
public readonly struct DepthRows(float[] depth, int width) : IPngRows
{
    public const float UnitsPerMetre = 256;

    public void Write(int y, Span<byte> row)
    {
        ReadOnlySpan<float> source = depth.AsSpan(y * width, width);
        Span<ushort> target = MemoryMarshal.Cast<byte, ushort>(row);
        int x = 0;
        for (; x + 16 <= source.Length; x += 16)
        {
            Vector256.Narrow(Units(source[x..]), Units(source[(x + 8)..])).CopyTo(target[x..]);
        }

        for (; x < source.Length; x++)
        {
            target[x] = (ushort)MathF.Round(Math.Clamp(source[x] * UnitsPerMetre, 0, ushort.MaxValue));
        }

        BinaryPrimitives.ReverseEndianness(target, target);
    }

    private static Vector256<uint> Units(ReadOnlySpan<float> source)
    {
        Vector256<float> units = Vector256.Max(Vector256<float>.Zero,
            Vector256.Min(Vector256.Create(source) * UnitsPerMetre, Vector256.Create((float)ushort.MaxValue)));
        return Vector256.ConvertToInt32(Vector256.Round(units)).AsUInt32();
    }
}
