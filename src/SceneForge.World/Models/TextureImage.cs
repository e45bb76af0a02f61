using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.Base.Numerics;

namespace SceneForge.World.Models;

/// <summary>
/// Pixels that texture maps show: any width and height, neither square nor powers of two need be. Shared by reference: renderers upload each
/// once. Treat the texels as read-only.
/// </summary>
public sealed class TextureImage
{
    /// <summary>The longest side that is taken, texels.</summary>
    public const int LongestSide = 16384;

    private static readonly double[] LinearBySrgb = [.. Enumerable.Range(0, 256).Select(i => Linear(i / 255.0))];
    private readonly Lazy<Vector4> _mean;

    /// <param name="name">What it shows, such as <c>brick</c>.</param>
    /// <param name="rgba">RGBA8, row 0 at v = 0, 4 * <paramref name="width"/> * <paramref name="height"/> bytes.</param>
    /// <exception cref="ArgumentException">The texels do not fill the image, or a side is none or too long.</exception>
    public TextureImage(string name, int width, int height, byte[] rgba)
    {
        ArgumentNullException.ThrowIfNull(rgba);
        if (width is < 1 or > LongestSide || height is < 1 or > LongestSide || rgba.LongLength != 4L * width * height)
        {
            throw new ArgumentException($"Image '{name}' of {width} x {height} texels has {rgba.LongLength} bytes; sides reach to {LongestSide}.");
        }

        Name = name;
        Width = width;
        Height = height;
        Rgba = rgba;
        _mean = new Lazy<Vector4>(Mean);
    }

    public string Name { get; }

    public int Width { get; }

    public int Height { get; }

    public byte[] Rgba { get; }

    /// <summary>Mean over all texels of RGB, read as sRGB and made linear (IEC 61966-2-1), and of A.</summary>
    public Vector4 LinearMean => _mean.Value;

    private Vector4 Mean()
    {
        double red = 0;
        double green = 0;
        double blue = 0;
        long alpha = 0;
        for (int i = 0; i < Rgba.Length; i += 4)
        {
            red += LinearBySrgb[Rgba[i]];
            green += LinearBySrgb[Rgba[i + 1]];
            blue += LinearBySrgb[Rgba[i + 2]];
            alpha += Rgba[i + 3];
        }

        double count = Rgba.Length / 4;
        return new Vector4((float)(red / count), (float)(green / count), (float)(blue / count), (float)(alpha / (255 * count)));
    }

    private static double Linear(double s) => s <= 0.04045 ? s / 12.92 : StrictMath.Pow((s + 0.055) / 1.055, 2.4);
}
