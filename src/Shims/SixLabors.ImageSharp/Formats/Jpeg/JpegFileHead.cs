namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>Markers of a JFIF file up to its entropy-coded data.</summary>
internal static class JpegFileHead
{
    /// <param name="samplings">Horizontal and vertical sampling factor of each component.</param>
    public static void Write(Stream stream, int width, int height, byte[] luminance, byte[] chrominance, int[] samplings)
    {
        stream.Write([0xFF, 0xD8]);
        Segment(stream, 0xE0, [(byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        bool color = samplings.Length > 1;
        Segment(stream, 0xDB, [0, .. Zigzag(luminance)]);
        if (color)
        {
            Segment(stream, 0xDB, [1, .. Zigzag(chrominance)]);
        }

        List<byte> frame = [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, (byte)samplings.Length];
        List<byte> scan = [(byte)samplings.Length];
        for (int i = 0; i < samplings.Length; i++)
        {
            byte table = (byte)(i == 0 ? 0 : 1);
            frame.AddRange([(byte)(i + 1), (byte)(samplings[i] * 0x11), table]);
            scan.AddRange([(byte)(i + 1), (byte)(table * 0x11)]);
        }

        Segment(stream, 0xC0, [.. frame]);
        Segment(stream, 0xC4, [0x00, .. JpegTables.DcLuminance]);
        Segment(stream, 0xC4, [0x10, .. JpegTables.AcLuminance]);
        if (color)
        {
            Segment(stream, 0xC4, [0x01, .. JpegTables.DcChrominance]);
            Segment(stream, 0xC4, [0x11, .. JpegTables.AcChrominance]);
        }

        Segment(stream, 0xDA, [.. scan, 0, 63, 0]);
    }

    private static void Segment(Stream stream, byte marker, ReadOnlySpan<byte> content)
    {
        int length = content.Length + 2;
        stream.Write([0xFF, marker, (byte)(length >> 8), (byte)length]);
        stream.Write(content);
    }

    private static byte[] Zigzag(byte[] table)
    {
        byte[] ordered = new byte[64];
        for (int k = 0; k < 64; k++)
        {
            ordered[k] = table[JpegTables.Zigzag[k]];
        }

        return ordered;
    }
}
