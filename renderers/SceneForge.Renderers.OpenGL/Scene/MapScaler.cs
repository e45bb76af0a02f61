using SceneForge.World.Models;

namespace SceneForge.Renderers.OpenGL.Scene;

/// <summary>What a layer of a size class shows: wrapping and filter tell how the image was brought to the class's size.</summary>
internal readonly record struct MapImage(TextureImage Image, TextureWrap WrapU, TextureWrap WrapV, TextureFilter Filter, bool IsColor)
{
    public static MapImage Of(TextureMap map, bool isColor) => new(map.Image, map.WrapU, map.WrapV, map.Filter, isColor);
}

/// <summary>
/// Brings an image of any sides to a square of a size class: each side on its own, with a tent as wide as the larger texel, so that larger images
/// are averaged and smaller ones interpolated; colours in linear light. Sharp texels stay sharp where they grow.
/// </summary>
internal static class MapScaler
{
    public static byte[] Scale(MapImage map, int size)
    {
        TextureImage image = map.Image;
        if (image.Width == size && image.Height == size)
        {
            return image.Rgba;
        }

        float[] from = Decode(image.Rgba, map.IsColor);
        Tap[][] across = Taps(image.Width, size, map.WrapU, map.Filter);
        Tap[][] down = Taps(image.Height, size, map.WrapV, map.Filter);
        float[] rows = new float[4 * size * image.Height];
        Parallel.For(0, image.Height, y =>
        {
            for (int x = 0; x < size; x++)
            {
                foreach (Tap tap in across[x])
                {
                    for (int c = 0; c < 4; c++)
                    {
                        rows[4 * (y * size + x) + c] += tap.Weight * from[4 * (y * image.Width + tap.At) + c];
                    }
                }
            }
        });
        byte[] scaled = new byte[4 * size * size];
        Parallel.For(0, size, y =>
        {
            Span<float> sum = stackalloc float[4];
            for (int x = 0; x < size; x++)
            {
                sum.Clear();
                foreach (Tap tap in down[y])
                {
                    for (int c = 0; c < 4; c++)
                    {
                        sum[c] += tap.Weight * rows[4 * (tap.At * size + x) + c];
                    }
                }

                for (int c = 0; c < 4; c++)
                {
                    float value = map.IsColor && c < 3 ? Srgb(sum[c]) : sum[c];
                    scaled[4 * (y * size + x) + c] = (byte)(Math.Clamp(value, 0f, 1f) * 255 + 0.5f);
                }
            }
        });
        return scaled;
    }

    private static Tap[][] Taps(int from, int to, TextureWrap wrap, TextureFilter filter)
    {
        double ratio = (double)from / to;
        double reach = Math.Max(1, ratio);
        return [.. Enumerable.Range(0, to).Select(i =>
        {
            double middle = (i + 0.5) * ratio - 0.5;
            if (filter == TextureFilter.Nearest && ratio <= 1)
            {
                return new[] { new Tap(Math.Clamp((int)Math.Floor(middle + 0.5), 0, from - 1), 1) };
            }

            int first = (int)Math.Floor(middle - reach) + 1;
            int last = (int)Math.Ceiling(middle + reach) - 1;
            (int At, double Weight)[] taps = [.. Enumerable.Range(first, last - first + 1).Select(t =>
                (Inside(t, from, wrap), Math.Max(0, 1 - Math.Abs(t - middle) / reach)))];
            double total = taps.Sum(t => t.Weight);
            return [.. taps.Where(t => t.Weight > 0).Select(t => new Tap(t.At, (float)(t.Weight / total)))];
        })];
    }

    private static int Inside(int i, int count, TextureWrap wrap)
    {
        switch (wrap)
        {
            case TextureWrap.Repeat:
                return (i % count + count) % count;
            case TextureWrap.Mirror:
                int t = (i % (2 * count) + 2 * count) % (2 * count);
                return t < count ? t : 2 * count - 1 - t;
            default:
                return Math.Clamp(i, 0, count - 1);
        }
    }

    private static float[] Decode(byte[] rgba, bool isColor)
    {
        float[] linear = [.. Enumerable.Range(0, 256).Select(i => isColor ? Linear(i / 255f) : i / 255f)];
        float[] decoded = new float[rgba.Length];
        for (int i = 0; i < rgba.Length; i++)
        {
            decoded[i] = i % 4 == 3 ? rgba[i] / 255f : linear[rgba[i]];
        }

        return decoded;
    }

    private static float Linear(float s) => s <= 0.04045f ? s / 12.92f : MathF.Pow((s + 0.055f) / 1.055f, 2.4f);

    private static float Srgb(float x) => x <= 0.0031308f ? 12.92f * x : 1.055f * MathF.Pow(x, 1 / 2.4f) - 0.055f;

    private readonly record struct Tap(int At, float Weight);
}
