using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>A picture as planes of luminance and, averaged over sampling x sampling pixels, chrominance (JFIF 1.02; ITU-R BT.601).</summary>
internal sealed class YCbCrPlanes
{
    private readonly byte[][] _planes;
    private readonly int[] _widths;

    private YCbCrPlanes(int width, int height, byte[][] planes, int[] widths)
    {
        Width = width;
        Height = height;
        _planes = planes;
        _widths = widths;
    }

    public int Width { get; }

    public int Height { get; }

    public static YCbCrPlanes From<TPixel>(Image<TPixel> image, int sampling, int components)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        // Planes are padded to whole blocks by repeating the last column and row.
        int unit = 8 * sampling;
        int width = (image.Width + unit - 1) / unit * unit;
        int height = (image.Height + unit - 1) / unit * unit;
        byte[][] full = [.. Enumerable.Range(0, components).Select(_ => new byte[width * height])];
        for (int y = 0; y < height; y++)
        {
            Convert<TPixel>(image.Row(Math.Min(y, image.Height - 1)), full, y * width, width);
        }

        if (sampling == 2 && components == 3)
        {
            full[1] = Halve(full[1], width, height);
            full[2] = Halve(full[2], width, height);
        }

        return new YCbCrPlanes(image.Width, image.Height, full, [width, width / sampling, width / sampling]);
    }

    /// <summary>Loads 8 x 8 samples, centred at zero.</summary>
    public void Load(int component, int x, int y, Span<int> block)
    {
        for (int row = 0; row < 8; row++)
        {
            ReadOnlySpan<byte> source = _planes[component].AsSpan((y + row) * _widths[component] + x, 8);
            for (int i = 0; i < 8; i++)
            {
                block[8 * row + i] = source[i] - 128;
            }
        }
    }

    private static void Convert<TPixel>(ReadOnlySpan<TPixel> row, byte[][] planes, int at, int width)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        for (int x = 0; x < width; x++, at++)
        {
            Rgba32 c = default;
            row[Math.Min(x, row.Length - 1)].ToRgba32(ref c);
            planes[0][at] = (byte)((19595 * c.R + 38470 * c.G + 7471 * c.B + 32768) >> 16);
            if (planes.Length == 3)
            {
                planes[1][at] = (byte)((-11059 * c.R - 21709 * c.G + 32768 * c.B + (128 << 16) + 32767) >> 16);
                planes[2][at] = (byte)((32768 * c.R - 27439 * c.G - 5329 * c.B + (128 << 16) + 32767) >> 16);
            }
        }
    }

    private static byte[] Halve(byte[] plane, int width, int height)
    {
        byte[] half = new byte[width * height / 4];
        for (int y = 0; y < height / 2; y++)
        {
            for (int x = 0; x < width / 2; x++)
            {
                int at = 2 * y * width + 2 * x;

                // Alternating rounding: halves do not drift one way.
                half[y * (width / 2) + x] = (byte)((plane[at] + plane[at + 1] + plane[at + width] + plane[at + width + 1] + 1 + (x & 1)) >> 2);
            }
        }

        return half;
    }
}
