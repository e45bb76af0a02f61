using System.Numerics;
using System.Runtime.CompilerServices;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;

namespace SceneForge.Sensors.Textures;

/// <summary>
/// An image with its smaller copies, kept as long as the image lives. Each copy has half the width and height, rounded down and at least 1, and
/// each of its texels is the mean of the area that it covers, in linear light where the image is sRGB.
/// </summary>
internal sealed class MipImage
{
    private static readonly ConditionalWeakTable<TextureImage, MipImage> Colors = [];
    private static readonly ConditionalWeakTable<TextureImage, MipImage> Plain = [];

    private readonly bool _isSrgb;
    private readonly (int Width, int Height, uint[] Texels)[] _levels;

    private MipImage(TextureImage image, bool isSrgb)
    {
        _isSrgb = isSrgb;
        _levels = new (int, int, uint[])[BitOperations.Log2((uint)Math.Max(image.Width, image.Height)) + 1];
        _levels[0] = (image.Width, image.Height, Pack(image.Rgba));
        for (int level = 1; level < _levels.Length; level++)
        {
            _levels[level] = Halve(_levels[level - 1]);
        }
    }

    public int Levels => _levels.Length;

    /// <param name="isSrgb">Whether RGB is sRGB; A is linear always.</param>
    public static MipImage Of(TextureImage image, bool isSrgb) =>
        isSrgb ? Colors.GetValue(image, i => new MipImage(i, true)) : Plain.GetValue(image, i => new MipImage(i, false));

    /// <summary>Linear RGBA at a place of the image, blended between texels and levels.</summary>
    /// <param name="level">In [0, <see cref="Levels"/> - 1].</param>
    public Vector4 Sample(Vector2 uv, float level, TextureMap map)
    {
        int fine = (int)level;
        if (map.Filter == TextureFilter.Nearest && level <= 0)
        {
            (int width, int height, uint[] texels) = _levels[0];
            int x = Math.Clamp((int)(Fold(uv.X, map.WrapU) * width), 0, width - 1);
            int y = Math.Clamp((int)(Fold(uv.Y, map.WrapV) * height), 0, height - 1);
            return Decode(texels[y * width + x]);
        }

        int coarse = Math.Min(fine + 1, _levels.Length - 1);
        return StrictVector.Lerp(Bilinear(_levels[fine], uv, map), Bilinear(_levels[coarse], uv, map), level - fine);
    }

    private Vector4 Bilinear((int Width, int Height, uint[] Texels) level, Vector2 uv, TextureMap map)
    {
        float x = Fold(uv.X, map.WrapU) * level.Width - 0.5f;
        float y = Fold(uv.Y, map.WrapV) * level.Height - 0.5f;
        int x0 = (int)MathF.Floor(x);
        int y0 = (int)MathF.Floor(y);
        float fx = x - x0;
        float fy = y - y0;
        int left = Inside(x0, level.Width, map.WrapU);
        int right = Inside(x0 + 1, level.Width, map.WrapU);
        int top = Inside(y0, level.Height, map.WrapV) * level.Width;
        int bottom = Inside(y0 + 1, level.Height, map.WrapV) * level.Width;
        uint[] texels = level.Texels;
        return StrictVector.Lerp(
            StrictVector.Lerp(Decode(texels[top + left]), Decode(texels[top + right]), fx),
            StrictVector.Lerp(Decode(texels[bottom + left]), Decode(texels[bottom + right]), fx),
            fy);
    }

    // Brings a coordinate into [0, 1].
    private static float Fold(float u, TextureWrap wrap)
    {
        switch (wrap)
        {
            case TextureWrap.Repeat:
                return u - MathF.Floor(u);
            case TextureWrap.Mirror:
                float t = u - 2 * MathF.Floor(u / 2);
                return t > 1 ? 2 - t : t;
            default:
                return Math.Clamp(u, 0f, 1f);
        }
    }

    // A texel just beyond an edge; a mirrored image shows its edge twice, as a clamped one does.
    private static int Inside(int i, int count, TextureWrap wrap) =>
        wrap == TextureWrap.Repeat ? i < 0 ? i + count : i >= count ? i - count : i : Math.Clamp(i, 0, count - 1);

    private (int Width, int Height, uint[] Texels) Halve((int Width, int Height, uint[] Texels) from)
    {
        int width = Math.Max(1, from.Width / 2);
        int height = Math.Max(1, from.Height / 2);
        uint[] half = new uint[width * height];
        bool isEven = from.Width == 2 * width && from.Height == 2 * height;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int at = 2 * y * from.Width + 2 * x;
                uint[] t = from.Texels;
                half[y * width + x] = Encode(isEven
                    ? (Decode(t[at]) + Decode(t[at + 1]) + Decode(t[at + from.Width]) + Decode(t[at + from.Width + 1])) * 0.25f
                    : Mean(from, x, y, width, height));
            }
        }

        return (width, height, half);
    }

    private Vector4 Mean((int Width, int Height, uint[] Texels) from, int x, int y, int width, int height)
    {
        Vector4 sum = default;
        for (int j = 0; j < 3; j++)
        {
            float share = Share(y, j, from.Height, height);
            for (int i = 0; share > 0 && i < 3; i++)
            {
                float weight = share * Share(x, i, from.Width, width);
                sum += weight > 0 ? Decode(from.Texels[(2 * y + j) * from.Width + 2 * x + i]) * weight : default;
            }
        }

        return sum;
    }

    // What the texel 2 i + tap gives to texel i of a line of half as many, rounded down: a line of 2 n + 1 covers each of n with 2 + 1 / n texels.
    private static float Share(int i, int tap, int from, int to) => from == to
        ? tap == 0 ? 1 : 0
        : from == 2 * to
            ? tap < 2 ? 0.5f : 0
            : (tap == 0 ? to - i : tap == 1 ? to : i + 1) / (float)from;

    private Vector4 Decode(uint p) => _isSrgb
        ? new Vector4(SrgbTable.ToLinear(p & 255), SrgbTable.ToLinear((p >> 8) & 255), SrgbTable.ToLinear((p >> 16) & 255), (p >> 24) / 255f)
        : new Vector4(p & 255, (p >> 8) & 255, (p >> 16) & 255, p >> 24) / 255;

    private uint Encode(Vector4 v)
    {
        Vector4 b = Vector4.Clamp(v, Vector4.Zero, Vector4.One) * 255 + new Vector4(0.5f);
        return _isSrgb
            ? SrgbTable.ToByte(v.X) | (uint)SrgbTable.ToByte(v.Y) << 8 | (uint)SrgbTable.ToByte(v.Z) << 16 | (uint)b.W << 24
            : (uint)b.X | (uint)b.Y << 8 | (uint)b.Z << 16 | (uint)b.W << 24;
    }

    private static uint[] Pack(byte[] rgba)
    {
        uint[] packed = new uint[rgba.Length / 4];
        for (int i = 0; i < packed.Length; i++)
        {
            packed[i] = BitConverter.ToUInt32(rgba, 4 * i);
        }

        return packed;
    }
}
