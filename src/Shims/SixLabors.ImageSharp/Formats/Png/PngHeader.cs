using System.Buffers.Binary;

namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>IHDR (ISO/IEC 15948, clause 11.2.2), checked.</summary>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, int ColorType, bool Interlaced)
{
    public const int Length = 13;
    private const int MaxSide = 65535;
    private const int MaxPixels = 1 << 27;

    public int Channels => ColorType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    /// <summary>Bytes from a byte to the one that the filters call its left neighbour.</summary>
    public int FilterStride => Math.Max(1, Channels * BitDepth / 8);

    public int RowBytes(int width) => checked((int)(((long)width * Channels * BitDepth + 7) / 8));

    public static PngHeader Read(ReadOnlySpan<byte> data)
    {
        if (data.Length != Length)
        {
            throw new InvalidImageContentException($"The PNG header has {data.Length} bytes instead of {Length}.");
        }

        uint width = BinaryPrimitives.ReadUInt32BigEndian(data);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        if (width is 0 or > MaxSide || height is 0 or > MaxSide || (long)width * height > MaxPixels)
        {
            throw new InvalidImageContentException($"The PNG header asks for {width} x {height} pixels; 1 to {MaxSide} a side and {MaxPixels} in all are read.");
        }

        (int depth, int color) = (data[8], data[9]);
        bool known = color switch
        {
            0 => depth is 1 or 2 or 4 or 8 or 16,
            3 => depth is 1 or 2 or 4 or 8,
            2 or 4 or 6 => depth is 8 or 16,
            _ => false,
        };
        if (!known || data[10] != 0 || data[11] != 0 || data[12] > 1)
        {
            throw new InvalidImageContentException($"The PNG header names colour type {color} with {depth} bits, compression {data[10]}, filter {data[11]}, interlace {data[12]}, which do not exist.");
        }

        return new PngHeader((int)width, (int)height, depth, color, data[12] == 1);
    }
}
