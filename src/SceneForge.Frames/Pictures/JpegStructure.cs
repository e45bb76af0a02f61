using System.Buffers.Binary;

namespace SceneForge.Frames.Pictures;

/// <summary>Whether a JPEG file is whole (ISO/IEC 10918-1, B.1.1): its segments follow each other, and the end marker is the file's end.</summary>
internal static class JpegStructure
{
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;

    /// <param name="file">Begins with the start marker.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Problem(ReadOnlySpan<byte> file)
    {
        bool hasScan = false;
        int at = 2;
        while (at + 2 <= file.Length && file[at] == 0xFF)
        {
            byte marker = file[at + 1];
            if (marker == EndOfImage)
            {
                return at + 2 < file.Length ? $"The JPEG is damaged: {file.Length - at - 2} bytes follow its end."
                    : hasScan ? null
                    : "The JPEG is damaged: it has no pixels.";
            }

            if (marker == 0xFF)
            {
                // Fill bytes may precede a marker.
                at++;
                continue;
            }

            int length = at + 4 <= file.Length ? BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]) : 0;
            if (length < 2)
            {
                break;
            }

            at += 2 + length;
            if (marker == StartOfScan)
            {
                hasScan = true;
                at = Math.Min(at, file.Length);
                at += EndOfScan(file[at..]);
            }
        }

        return at >= file.Length - 1 ? "The JPEG is cut off: its end is missing."
            : "The JPEG is damaged: a segment does not begin with a marker.";
    }

    // Coded data ends at a marker that is neither a stuffed zero nor a restart.
    private static int EndOfScan(ReadOnlySpan<byte> data)
    {
        int at = 0;
        while (true)
        {
            int next = data[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= data.Length)
            {
                return data.Length;
            }

            at += next;
            if (data[at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7)))
            {
                return at;
            }

            at += 2;
        }
    }
}
