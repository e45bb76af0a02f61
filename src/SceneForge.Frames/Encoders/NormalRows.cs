using System.Runtime.Intrinsics;
using SceneForge.Frames.Png;

namespace SceneForge.Frames.Encoders;

/// <summary>
/// Unit normals in the camera frame as 8-bit RGB: component n becomes round(127.5 n + 127.5), ties to even. The sky's null vector
/// becomes (128, 128, 128), which no unit vector does.
/// </summary>
public readonly struct NormalRows(float[] normal, int width) : IPngRows
{
    private const float Scale = 127.5f;

    public void Write(int y, Span<byte> row)
    {
        ReadOnlySpan<float> source = normal.AsSpan(y * width * 3, width * 3);
        int i = 0;
        for (; i + 32 <= source.Length; i += 32)
        {
            Vector256<ushort> low = Vector256.Narrow(Units(source[i..]), Units(source[(i + 8)..]));
            Vector256<ushort> high = Vector256.Narrow(Units(source[(i + 16)..]), Units(source[(i + 24)..]));
            Vector256.Narrow(low, high).CopyTo(row[i..]);
        }

        for (; i < source.Length; i++)
        {
            // Product and sum are rounded apart, as in the vector path.
            float product = source[i] * Scale;
            row[i] = (byte)MathF.Round(product + Scale);
        }
    }

    private static Vector256<uint> Units(ReadOnlySpan<float> source) =>
        Vector256.ConvertToInt32(Vector256.Round(Vector256.Create(source) * Scale + Vector256.Create(Scale))).AsUInt32();
}
