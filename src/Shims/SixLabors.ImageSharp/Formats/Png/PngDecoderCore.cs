using System.Buffers.Binary;
using System.IO.Compression;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>Reads PNG (ISO/IEC 15948): all colour types and depths, Adam7, palette and colour-key transparency.</summary>
internal static class PngDecoderCore
{
    // Deflate's longest match, 258 bytes, takes at least two bits.
    private const int MaxInflation = 1032;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    // Adam7: first column and row, steps.
    private static readonly (int X, int Y, int DX, int DY)[] Passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    public static bool Recognises(ReadOnlySpan<byte> data) => data.StartsWith(Signature);

    public static Image<TPixel> Decode<TPixel>(ReadOnlySpan<byte> data)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        PngChunks chunks = PngChunks.Read(data[Signature.Length..]);
        PngHeader header = chunks.Header;
        if ((long)header.RowBytes(header.Width) * header.Height > (long)MaxInflation * chunks.ImageData.Length)
        {
            throw new InvalidImageContentException($"The PNG's {chunks.ImageData.Length} bytes of image data cannot hold {header.Width} x {header.Height} pixels.");
        }

        Image<TPixel> image = new(header.Width, header.Height);
        PngPixelReader<TPixel> pixels = new(header, chunks.Palette, chunks.Transparency);
        try
        {
            using ZLibStream stream = new(chunks.ImageData, CompressionMode.Decompress);
            if (header.Interlaced)
            {
                foreach ((int x, int y, int dx, int dy) in Passes)
                {
                    ReadPass(stream, header, pixels, image, x, y, dx, dy);
                }
            }
            else
            {
                ReadPass(stream, header, pixels, image, 0, 0, 1, 1);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidImageContentException("The PNG's image data is damaged or ends early.", e);
        }

        return image;
    }

    private static void ReadPass<TPixel>(ZLibStream stream, PngHeader header, PngPixelReader<TPixel> pixels, Image<TPixel> image, int x, int y, int dx, int dy)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        int width = (header.Width - x + dx - 1) / dx;
        if (width <= 0)
        {
            return;
        }

        int count = header.RowBytes(width);
        byte[] filtered = new byte[1 + count + PngUnfilter.Margin];
        byte[] above = new byte[count + 2 * PngUnfilter.Margin];
        byte[] row = new byte[count + 2 * PngUnfilter.Margin];
        TPixel[] sparse = dx == 1 ? [] : new TPixel[width];
        for (int line = y; line < header.Height; line += dy)
        {
            stream.ReadExactly(filtered, 0, 1 + count);
            PngUnfilter.Apply(filtered[0], filtered.AsSpan(1), above, row, header.FilterStride, count);
            Span<TPixel> target = image.Row(line);
            if (dx == 1)
            {
                pixels.Read(row.AsSpan(PngUnfilter.Margin, count), target);
            }
            else
            {
                pixels.Read(row.AsSpan(PngUnfilter.Margin, count), sparse);
                for (int i = 0; i < width; i++)
                {
                    target[x + i * dx] = sparse[i];
                }
            }

            (above, row) = (row, above);
        }
    }
}
