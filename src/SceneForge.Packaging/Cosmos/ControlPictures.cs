using System.Collections.Immutable;
using SceneForge.Frames.Storage;

namespace SceneForge.Packaging.Cosmos;

/// <summary>The pictures that steer Cosmos Transfer, 8-bit RGB, made from a frame's own channels.</summary>
internal static class ControlPictures
{
    /// <summary>Depth that is white, metres; the control is inverse depth, as the estimators give that Cosmos was trained with.</summary>
    public const double WhiteDepth = 4;

    private const int BlurPasses = 3;

    /// <summary>
    /// 255 at 4 m and nearer, falling as 1 / depth; black for the sky and for what has no depth. One scale for all frames, so that nothing
    /// flickers.
    /// </summary>
    /// <param name="depth">1/256 m.</param>
    public static byte[] Depth(ReadOnlySpan<ushort> depth)
    {
        byte[] rgb = new byte[3 * depth.Length];
        for (int p = 0; p < depth.Length; p++)
        {
            byte value = depth[p] is 0 or ushort.MaxValue ? (byte)0 : (byte)Math.Round(255 * Math.Min(1, WhiteDepth * 256 / depth[p]));
            rgb.AsSpan(3 * p, 3).Fill(value);
        }

        return rgb;
    }

    /// <summary>A colour for each thing, the same in all frames, and its class's colour elsewhere; the sky is black.</summary>
    public static byte[] Segmentation(ReadOnlySpan<ushort> instance, ReadOnlySpan<byte> semantic, ImmutableDictionary<int, DatasetClass> classes)
    {
        byte[][] ofClass = [.. Enumerable.Range(0, 256).Select(id => classes.TryGetValue(id,
            out DatasetClass? c) ? Convert.FromHexString(c.Color.AsSpan(1)) : new byte[3])];
        byte[] rgb = new byte[3 * instance.Length];
        for (int p = 0; p < instance.Length; p++)
        {
            Span<byte> pixel = rgb.AsSpan(3 * p, 3);
            if (instance[p] == 0)
            {
                ofClass[semantic[p]].CopyTo(pixel);
            }
            else
            {
                OfThing(instance[p], pixel);
            }
        }

        return rgb;
    }

    /// <summary>Three equal channels.</summary>
    public static byte[] ToRgb(ReadOnlySpan<byte> gray)
    {
        byte[] rgb = new byte[3 * gray.Length];
        for (int p = 0; p < gray.Length; p++)
        {
            rgb.AsSpan(3 * p, 3).Fill(gray[p]);
        }

        return rgb;
    }

    /// <summary>A blur close to a Gaussian of 1/60 of the height: three box filters along rows and columns, borders repeated.</summary>
    public static byte[] Blur(byte[] rgb, int width, int height)
    {
        int radius = Math.Max(1, height / 60);
        byte[] from = (byte[])rgb.Clone();
        byte[] to = new byte[rgb.Length];
        for (int pass = 0; pass < BlurPasses; pass++)
        {
            for (int y = 0; y < height; y++)
            {
                BoxLine(from, to, 3 * y * width, 3, width, radius);
            }

            for (int x = 0; x < width; x++)
            {
                BoxLine(to, from, 3 * x, 3 * width, height, radius);
            }
        }

        return from;
    }

    private static void BoxLine(byte[] from, byte[] to, int start, int step, int count, int radius)
    {
        int size = 2 * radius + 1;
        for (int channel = start; channel < start + 3; channel++)
        {
            int sum = 0;
            for (int i = -radius; i <= radius; i++)
            {
                sum += from[channel + step * Math.Clamp(i, 0, count - 1)];
            }

            for (int i = 0; i < count; i++)
            {
                to[channel + step * i] = (byte)((sum + radius) / size);
                sum += from[channel + step * Math.Min(i + radius + 1, count - 1)] - from[channel + step * Math.Max(i - radius, 0)];
            }
        }
    }

    // Golden-ratio steps around the colour wheel, so that neighbours in number differ; bright, unlike the classes' colours.
    private static void OfThing(int id, Span<byte> pixel)
    {
        int hue = id * 949 % 1536;
        byte rising = (byte)(hue % 256);
        (byte r, byte g, byte b) = (hue / 256) switch
        {
            0 => ((byte)255, rising, (byte)0),
            1 => ((byte)(255 - rising), (byte)255, (byte)0),
            2 => ((byte)0, (byte)255, rising),
            3 => ((byte)0, (byte)(255 - rising), (byte)255),
            4 => (rising, (byte)0, (byte)255),
            _ => ((byte)255, (byte)0, (byte)(255 - rising)),
        };
        (pixel[0], pixel[1], pixel[2]) = (r, g, b);
    }
}
