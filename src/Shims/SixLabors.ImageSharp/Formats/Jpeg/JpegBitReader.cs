namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>Reads a scan's entropy-coded bits (T.81, F.2.2.5). Behind a marker, or the end of the file, zeros follow.</summary>
internal sealed class JpegBitReader(byte[] data, int position)
{
    // Zero bits past the data that are still accepted: the last byte's padding and one refill.
    private const int MaxBitsPastEnd = 64;

    private ulong _bits;
    private int _count;
    private int _pastEnd;

    /// <summary>Position of the next byte, or of the marker that ended the data.</summary>
    public int Position { get; private set; } = position;

    public int Peek16()
    {
        Fill();
        return (int)(_bits >> (_count - 16)) & 0xFFFF;
    }

    public void Skip(int count) => _count -= count;

    public int Read(int count)
    {
        if (count == 0)
        {
            return 0;
        }

        Fill();
        _count -= count;
        return (int)(_bits >> _count) & ((1 << count) - 1);
    }

    /// <summary>A value of <paramref name="size"/> bits as T.81, F.2.2.1 (EXTEND) maps it.</summary>
    public int ReadExtended(int size)
    {
        int value = Read(size);
        return size > 0 && value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
    }

    /// <summary>Drops the rest of the byte and passes the restart marker that follows.</summary>
    public void Restart()
    {
        _bits = 0;
        _count = 0;
        _pastEnd = 0;
        if (Position + 1 >= data.Length || data[Position] != 0xFF || data[Position + 1] is < 0xD0 or > 0xD7)
        {
            throw new InvalidImageContentException("A JPEG scan lacks a restart marker.");
        }

        Position += 2;
    }

    private void Fill()
    {
        while (_count <= 48)
        {
            int value = 0;
            if (Position < data.Length && data[Position] != 0xFF)
            {
                value = data[Position++];
            }
            else if (Position + 1 < data.Length && data[Position + 1] == 0)
            {
                value = 0xFF;
                Position += 2;
            }
            else if ((_pastEnd += 8) > MaxBitsPastEnd + _count)
            {
                throw new InvalidImageContentException("A JPEG scan ends early.");
            }

            _bits = (_bits << 8) | (uint)value;
            _count += 8;
        }
    }
}
