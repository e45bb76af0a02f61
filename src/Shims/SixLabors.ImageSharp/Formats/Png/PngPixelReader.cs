using System.Buffers.Binary;
using System.Runtime.InteropServices;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>Turns a row's bytes into pixels.</summary>
internal sealed class PngPixelReader<TPixel>(PngHeader header, byte[] palette, byte[] transparency)
    where TPixel : unmanaged, IPixel<TPixel>
{
    private readonly TPixel[] _palette = header.ColorType == 3 ? ReadPalette(palette, transparency) : [];

    // The transparent colour, in samples of the file's depth; -1: none.
    private readonly (int R, int G, int B) _key = (header.ColorType, transparency.Length) switch
    {
        (0, >= 2) => (BinaryPrimitives.ReadUInt16BigEndian(transparency), 0, 0),
        (2, >= 6) => (BinaryPrimitives.ReadUInt16BigEndian(transparency), BinaryPrimitives.ReadUInt16BigEndian(transparency.AsSpan(2)), BinaryPrimitives.ReadUInt16BigEndian(transparency.AsSpan(4))),
        _ => (-1, -1, -1),
    };

    public void Read(ReadOnlySpan<byte> row, Span<TPixel> pixels)
    {
        if (ReadDirectly(row, pixels))
        {
            return;
        }

        for (int x = 0; x < pixels.Length; x++)
        {
            pixels[x] = header.ColorType switch
            {
                0 => Gray(Sample(row, x)),
                2 => Rgb(Sample(row, 3 * x), Sample(row, 3 * x + 1), Sample(row, 3 * x + 2)),
                3 => Indexed(Sample(row, x)),
                4 => Rgba(Sample(row, 2 * x), Sample(row, 2 * x), Sample(row, 2 * x), Sample(row, 2 * x + 1)),
                _ => Rgba(Sample(row, 4 * x), Sample(row, 4 * x + 1), Sample(row, 4 * x + 2), Sample(row, 4 * x + 3)),
            };
        }
    }

    // Formats that lie in memory as in the file, but for the order of bytes.
    private bool ReadDirectly(ReadOnlySpan<byte> row, Span<TPixel> pixels)
    {
        if (_key.R >= 0)
        {
            return false;
        }

        switch (header.ColorType, header.BitDepth)
        {
            case (0, 8) when typeof(TPixel) == typeof(L8):
            case (2, 8) when typeof(TPixel) == typeof(Rgb24):
            case (6, 8) when typeof(TPixel) == typeof(Rgba32):
                row.CopyTo(MemoryMarshal.AsBytes(pixels));
                return true;
            case (0, 16) when typeof(TPixel) == typeof(L16):
            case (2, 16) when typeof(TPixel) == typeof(Rgb48):
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ushort>(row), MemoryMarshal.Cast<TPixel, ushort>(pixels));
                return true;
            default:
                return false;
        }
    }

    private int Sample(ReadOnlySpan<byte> row, int index)
    {
        switch (header.BitDepth)
        {
            case 8:
                return row[index];
            case 16:
                return BinaryPrimitives.ReadUInt16BigEndian(row[(2 * index)..]);
            default:
                int bit = index * header.BitDepth;
                return (row[bit >> 3] >> (8 - header.BitDepth - (bit & 7))) & ((1 << header.BitDepth) - 1);
        }
    }

    private ushort To16(int sample) => (ushort)(sample * (65535 / ((1 << header.BitDepth) - 1)));

    private TPixel Gray(int v)
    {
        TPixel pixel = default;
        if (v == _key.R)
        {
            pixel.FromRgba64(new Rgba64(To16(v), To16(v), To16(v), 0));
        }
        else if (header.BitDepth == 16)
        {
            pixel.FromL16(new L16((ushort)v));
        }
        else
        {
            pixel.FromL8(new L8((byte)(To16(v) >> 8)));
        }

        return pixel;
    }

    private TPixel Rgb(int r, int g, int b)
    {
        TPixel pixel = default;
        if ((r, g, b) == _key)
        {
            pixel.FromRgba64(new Rgba64(To16(r), To16(g), To16(b), 0));
        }
        else if (header.BitDepth == 16)
        {
            pixel.FromRgb48(new Rgb48((ushort)r, (ushort)g, (ushort)b));
        }
        else
        {
            pixel.FromRgb24(new Rgb24((byte)r, (byte)g, (byte)b));
        }

        return pixel;
    }

    private TPixel Rgba(int r, int g, int b, int a)
    {
        TPixel pixel = default;
        if (header.BitDepth == 16)
        {
            pixel.FromRgba64(new Rgba64((ushort)r, (ushort)g, (ushort)b, (ushort)a));
        }
        else
        {
            pixel.FromRgba32(new Rgba32((byte)r, (byte)g, (byte)b, (byte)a));
        }

        return pixel;
    }

    private TPixel Indexed(int index) =>
        index < _palette.Length ? _palette[index] : throw new InvalidImageContentException($"A PNG pixel names palette entry {index}; there are {_palette.Length}.");

    private static TPixel[] ReadPalette(byte[] palette, byte[] transparency)
    {
        TPixel[] entries = new TPixel[palette.Length / 3];
        for (int i = 0; i < entries.Length; i++)
        {
            byte alpha = i < transparency.Length ? transparency[i] : byte.MaxValue;
            entries[i].FromRgba32(new Rgba32(palette[3 * i], palette[3 * i + 1], palette[3 * i + 2], alpha));
        }

        return entries;
    }
}
