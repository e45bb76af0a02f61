using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SceneForge.Renderers.OpenGL;

/// <summary>Brings pixels from the device's layout into the observation's.</summary>
internal static class PixelUnpacker
{
    /// <summary>Splits (a, b) pairs into two arrays.</summary>
    public static void SplitPairs(ReadOnlySpan<int> pairs, Span<int> first, Span<int> second)
    {
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            ReadOnlySpan<Vector128<int>> quads = MemoryMarshal.Cast<int, Vector128<int>>(pairs);
            for (int q = 0; q + 1 < quads.Length; q += 2, i += 4)
            {
                Vector128<int> a = Vector128.Shuffle(quads[q], Vector128.Create(0, 2, 1, 3));
                Vector128<int> b = Vector128.Shuffle(quads[q + 1], Vector128.Create(0, 2, 1, 3));
                Vector128.Create(a.GetLower(), b.GetLower()).CopyTo(first[i..]);
                Vector128.Create(a.GetUpper(), b.GetUpper()).CopyTo(second[i..]);
            }
        }

        for (; i < first.Length; i++)
        {
            first[i] = pairs[2 * i];
            second[i] = pairs[2 * i + 1];
        }
    }

    /// <summary>RGBA to RGB.</summary>
    public static void DropAlpha(ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        int pixel = 0;
        int pixels = rgba.Length / 4;
        if (Vector128.IsHardwareAccelerated)
        {
            Vector128<byte> order = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255);

            // Each store writes four bytes too many, which the next one overwrites.
            for (; pixel + 6 <= pixels; pixel += 4)
            {
                Vector128.Shuffle(Vector128.Create(rgba.Slice(pixel * 4, 16)), order).CopyTo(rgb[(pixel * 3)..]);
            }
        }

        for (; pixel < pixels; pixel++)
        {
            rgba.Slice(pixel * 4, 3).CopyTo(rgb[(pixel * 3)..]);
        }
    }
}
