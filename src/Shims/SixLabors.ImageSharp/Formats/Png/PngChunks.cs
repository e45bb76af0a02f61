using System.Buffers.Binary;

namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>The chunks of a PNG that matter for its pixels; every chunk's checksum is verified.</summary>
internal sealed class PngChunks
{
    public required PngHeader Header { get; init; }

    /// <summary>RGB triples.</summary>
    public required byte[] Palette { get; init; }

    /// <summary>tRNS: opacities of palette entries, or the 16-bit samples of the transparent colour.</summary>
    public required byte[] Transparency { get; init; }

    /// <summary>All IDAT chunks joined: a zlib stream.</summary>
    public required MemoryStream ImageData { get; init; }

    /// <param name="data">The file behind its signature.</param>
    public static PngChunks Read(ReadOnlySpan<byte> data)
    {
        PngHeader? header = null;
        byte[] palette = [];
        byte[] transparency = [];
        MemoryStream imageData = new();
        for (bool ended = false; !ended;)
        {
            (ReadOnlySpan<byte> type, ReadOnlySpan<byte> content) = Next(ref data);
            if (header is null && !type.SequenceEqual("IHDR"u8))
            {
                throw new InvalidImageContentException("The PNG does not begin with its header.");
            }

            if (type.SequenceEqual("IHDR"u8))
            {
                header = PngHeader.Read(content);
            }
            else if (type.SequenceEqual("PLTE"u8))
            {
                palette = content.ToArray();
            }
            else if (type.SequenceEqual("tRNS"u8))
            {
                transparency = content.ToArray();
            }
            else if (type.SequenceEqual("IDAT"u8))
            {
                imageData.Write(content);
            }
            else if (type.SequenceEqual("IEND"u8))
            {
                ended = true;
            }
            else if ((type[0] & 0x20) == 0)
            {
                throw new InvalidImageContentException($"The PNG has a critical chunk \"{System.Text.Encoding.Latin1.GetString(type)}\" that is not known.");
            }
        }

        if (palette.Length % 3 != 0 || palette.Length > 768 || (header!.Value.ColorType == 3 && palette.Length == 0))
        {
            throw new InvalidImageContentException($"The PNG's palette has {palette.Length} bytes.");
        }

        imageData.Position = 0;
        return new PngChunks { Header = header.Value, Palette = palette, Transparency = transparency, ImageData = imageData };
    }

    private static Chunk Next(ref ReadOnlySpan<byte> data)
    {
        if (data.Length < 12)
        {
            throw new InvalidImageContentException("The PNG ends before its last chunk.");
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(data);
        if (length > data.Length - 12)
        {
            throw new InvalidImageContentException($"A PNG chunk of {length} bytes reaches beyond the end of the file.");
        }

        ReadOnlySpan<byte> typeAndContent = data.Slice(4, 4 + (int)length);
        if (Crc32.Of(typeAndContent) != BinaryPrimitives.ReadUInt32BigEndian(data[(8 + (int)length)..]))
        {
            throw new InvalidImageContentException("A PNG chunk's checksum does not match its content.");
        }

        data = data[(12 + (int)length)..];
        return new Chunk(typeAndContent[..4], typeAndContent[4..]);
    }

    private readonly ref struct Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        private readonly ReadOnlySpan<byte> _type = type;
        private readonly ReadOnlySpan<byte> _content = content;

        public void Deconstruct(out ReadOnlySpan<byte> type, out ReadOnlySpan<byte> content)
        {
            type = _type;
            content = _content;
        }
    }
}
