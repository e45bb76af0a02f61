using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>Writes PNG with the colour type and depth of the pixel format. Plain and small: hot paths have a writer of their own.</summary>
public class PngEncoder : ImageEncoder
{
    protected override void Encode<TPixel>(Image<TPixel> image, Stream stream, CancellationToken cancellationToken)
    {
        (byte colorType, byte depth) = default(TPixel) switch
        {
            L8 => ((byte)0, (byte)8),
            L16 => ((byte)0, (byte)16),
            Rgb24 => ((byte)2, (byte)8),
            Rgb48 => ((byte)2, (byte)16),
            Rgba64 => ((byte)6, (byte)16),
            _ => ((byte)6, (byte)8),
        };
        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        byte[] header = new byte[PngHeader.Length];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), image.Height);
        header[8] = depth;
        header[9] = colorType;
        WriteChunk(stream, "IHDR"u8, header);
        WriteChunk(stream, "IDAT"u8, Compress(image, depth));
        WriteChunk(stream, "IEND"u8, []);
    }

    // Every row with the Sub filter: no choice to explain, and far better than none.
    private static byte[] Compress<TPixel>(Image<TPixel> image, int depth)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        int pixelBytes = System.Runtime.CompilerServices.Unsafe.SizeOf<TPixel>();
        byte[] raw = new byte[image.Width * pixelBytes];
        byte[] filtered = new byte[1 + raw.Length];
        using MemoryStream compressed = new();
        using (ZLibStream zlib = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int y = 0; y < image.Height; y++)
            {
                MemoryMarshal.AsBytes(image.Row(y)).CopyTo(raw);
                if (depth == 16)
                {
                    Span<ushort> samples = MemoryMarshal.Cast<byte, ushort>(raw.AsSpan());
                    BinaryPrimitives.ReverseEndianness(samples, samples);
                }

                filtered[0] = 1;
                for (int i = 0; i < raw.Length; i++)
                {
                    filtered[1 + i] = (byte)(raw[i] - (i < pixelBytes ? 0 : raw[i - pixelBytes]));
                }

                zlib.Write(filtered);
            }
        }

        return compressed.ToArray();
    }

    private static void WriteChunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        byte[] chunk = new byte[12 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        type.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length), Crc32.Of(chunk.AsSpan(4, 4 + content.Length)));
        stream.Write(chunk);
    }
}
