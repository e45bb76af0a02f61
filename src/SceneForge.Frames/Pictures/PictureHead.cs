using System.Buffers.Binary;

namespace SceneForge.Frames.Pictures;

/// <summary>What a picture file's first bytes say it is. The name says nothing.</summary>
/// <param name="Type">image/png, image/jpeg or image/webp.</param>
public readonly record struct PictureHead(string Type, int Width, int Height)
{
    private const string PngType = "image/png";
    private const string WebpType = "image/webp";

    public bool IsPng => Type == PngType;

    public bool IsWebp => Type == WebpType;

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Null where it is none of the three, or is cut off.</summary>
    public static PictureHead? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length >= 24 && file.StartsWith(Png) && file.Slice(12, 4).SequenceEqual("IHDR"u8))
        {
            return Of(PngType, BinaryPrimitives.ReadUInt32BigEndian(file[16..]), BinaryPrimitives.ReadUInt32BigEndian(file[20..]));
        }

        if (file.Length >= 30 && file.StartsWith("RIFF"u8) && file.Slice(8, 4).SequenceEqual("WEBP"u8))
        {
            return Webp(file);
        }

        if (!file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return null;
        }

        // Segment after segment up to the frame's header (ISO/IEC 10918-1, B.1.1.4 and B.2.2).
        for (int at = 2; at + 9 <= file.Length && file[at] == 0xFF;)
        {
            byte marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
            }
            else if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return Of("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]));
            }
            else
            {
                at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            }
        }

        return null;
    }

    // The three kinds of first chunk (RFC 9649, 2.5 to 2.7).
    private static PictureHead? Webp(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> content = file[20..];
        uint Word(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        return file.Slice(12, 4) switch
        {
            var type when type.SequenceEqual("VP8X"u8) => Of(WebpType, 1 + (Word(content[4..]) & 0xFFFFFF), 1 + (Word(content[6..]) >> 8)),
            var type when type.SequenceEqual("VP8L"u8) && content[0] == 0x2F =>
                Of(WebpType, 1 + (Word(content[1..]) & 0x3FFF), 1 + (Word(content[1..]) >> 14 & 0x3FFF)),
            var type when type.SequenceEqual("VP8 "u8) && content[3..6].SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]) =>
                Of(WebpType, Word(content[6..]) & 0x3FFF, Word(content[6..]) >> 16 & 0x3FFF),
            _ => null,
        };
    }

    private static PictureHead? Of(string type, uint width, uint height) =>
        width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue ? new PictureHead(type, (int)width, (int)height) : null;
}
