using System.Buffers.Binary;
using SceneForge.Frames.Png;

namespace SceneForge.Frames.Pictures;

/// <summary>Whether a PNG file is whole (ISO/IEC 15948, clause 5): its chunks, their checksums and its end.</summary>
internal static class PngStructure
{
    // Deflate's longest match, 258 bytes, takes at least two bits: no stream grows by more.
    private const int MostInflation = 1032;

    private const int SignatureLength = 8;
    private const int HeaderLength = 13;

    /// <param name="file">Begins with the signature and the header's length and type.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Problem(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> rest = file[SignatureLength..];
        long stored = 0;
        long needed = -1;
        while (rest.Length >= 12)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 12)
            {
                return $"The PNG is cut off: a chunk of {length} bytes reaches beyond the end of the file.";
            }

            int end = 8 + (int)length;
            ReadOnlySpan<byte> type = rest[4..8];
            if (Crc32.Append(0, rest[4..end]) != BinaryPrimitives.ReadUInt32BigEndian(rest[end..]))
            {
                return "The PNG is damaged: a chunk's checksum does not match its content.";
            }

            if (needed < 0)
            {
                if (!type.SequenceEqual("IHDR"u8) || length != HeaderLength)
                {
                    return "The PNG is damaged: it does not begin with its header.";
                }

                needed = BytesOf(rest[8..end]);
            }

            stored += type.SequenceEqual("IDAT"u8) ? length : 0;
            rest = rest[(end + 4)..];
            if (type.SequenceEqual("IEND"u8))
            {
                return !rest.IsEmpty ? $"The PNG is damaged: {rest.Length} bytes follow its end."
                    : needed > MostInflation * stored ? $"The PNG is damaged: {stored} bytes of image data cannot hold its pixels."
                    : null;
            }
        }

        return "The PNG is cut off: its end is missing.";
    }

    // Of all rows before compression, at least.
    private static long BytesOf(ReadOnlySpan<byte> header)
    {
        long width = BinaryPrimitives.ReadUInt32BigEndian(header);
        long height = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        int channels = header[9] switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        return (width * channels * header[8] + 7) / 8 * height;
    }
}
