using System.Buffers.Binary;

namespace SceneForge.Frames.Pictures;

/// <summary>Whether a WebP file is whole (RFC 9649, 2.4): its chunks fill the container, and the container the file.</summary>
internal static class WebpStructure
{
    /// <param name="file">Begins with the container's head of 12 bytes.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Problem(ReadOnlySpan<byte> file)
    {
        long end = 8L + BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
        if (end > file.Length)
        {
            return $"The WebP file is cut off: it should have {end} bytes and has {file.Length}.";
        }

        if (end < file.Length)
        {
            return $"The WebP file is damaged: {file.Length - end} bytes follow its end.";
        }

        long at = 12;
        while (at < end)
        {
            if (end - at < 8)
            {
                return "The WebP file is damaged: a chunk's head is cut off.";
            }

            // Chunks of odd length have a byte of padding.
            long size = BinaryPrimitives.ReadUInt32LittleEndian(file[(int)(at + 4)..]);
            at += 8 + size + (size & 1);
        }

        return at == end ? null : "The WebP file is damaged: a chunk reaches beyond the end of the file.";
    }
}
