using System.Buffers.Binary;

namespace SceneForge.Frames.Png;

/// <summary>
/// Writes PNG files fast: vectorised filters, then deflate blocks of runs and literals with codes made for each block. The bytes
/// depend on the picture alone, not on the processor. One writer serves one thread and keeps its buffers between pictures.
/// </summary>
public sealed class PngWriter
{
    // Bytes of filtered rows per deflate block: small enough for the second-level cache and for codes that follow the picture
    // from sky to road, large enough that a block's code lengths (about 80 bytes) do not count.
    private const int BlockBytes = 96 << 10;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> SmoothFilters => [RowFilter.Sub, RowFilter.Up, RowFilter.Average, RowFilter.Paeth];

    private static ReadOnlySpan<byte> IdFilters => [RowFilter.Up];

    private readonly DeflateWriter _deflate = new();
    private readonly List<Sequence> _sequences = [];
    private byte[] _output = new byte[1 << 20];
    private byte[] _current = [];
    private byte[] _above = [];
    private byte[] _best = [];
    private byte[] _trial = [];
    private byte[] _block = [];

    /// <summary>Encodes a picture.</summary>
    /// <param name="palette">RGB triples, for <see cref="PngLayout.Palette8"/> only.</param>
    /// <param name="alpha">Opacity of the palette's first entries; the others are opaque.</param>
    /// <returns>The file's bytes, valid until the next call.</returns>
    public ReadOnlyMemory<byte> Encode<TRows>(int width, int height, PngLayout layout, PngContent content, ref TRows rows,
        ReadOnlySpan<byte> palette = default, ReadOnlySpan<byte> alpha = default)
        where TRows : struct, IPngRows
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        int rowBytes = checked(width * layout.PixelBytes);
        Prepare(rowBytes);
        Require(0, 2048);
        int at = WriteHead(width, height, layout, palette, alpha);
        int dataStart = at;
        at += 8;
        _output[at++] = 0x78;
        _output[at++] = 0x01;
        uint adler = 1;
        int filled = 0;
        _deflate.Reset();
        for (int y = 0; y < height; y++)
        {
            rows.Write(y, _current.AsSpan(RowFilter.Margin, rowBytes));
            filled += FilterRow(content, layout.PixelBytes, rowBytes, _block.AsSpan(filled));
            (_current, _above) = (_above, _current);
            bool last = y == height - 1;
            if (last || filled + rowBytes + 1 > BlockBytes)
            {
                ReadOnlySpan<byte> data = _block.AsSpan(0, filled);
                adler = Adler32.Append(adler, data);
                ZeroRuns.Find(data, _sequences);
                Require(at, DeflateWriter.Bound(filled));
                at = _deflate.WriteBlock(data, _sequences, last, _output, at);
                filled = 0;
            }
        }

        Require(at, 64);
        BinaryPrimitives.WriteUInt32BigEndian(_output.AsSpan(at), adler);
        at = FinishChunk(dataStart, "IDAT"u8, at + 4 - dataStart - 8);
        at = FinishChunk(at, "IEND"u8, 0);
        return _output.AsMemory(0, at);
    }

    /// <summary>Filters the current row into <paramref name="target"/> behind its filter byte; returns the bytes written.</summary>
    private int FilterRow(PngContent content, int pixelBytes, int rowBytes, Span<byte> target)
    {
        ReadOnlySpan<byte> filters = content == PngContent.Ids ? IdFilters : SmoothFilters;
        if (filters.Length == 1)
        {
            target[0] = filters[0];
            RowFilter.Apply(filters[0], _current, _above, pixelBytes, rowBytes, target[1..]);
            return rowBytes + 1;
        }

        uint bestCost = uint.MaxValue;
        foreach (byte filter in filters)
        {
            uint cost = RowFilter.Apply(filter, _current, _above, pixelBytes, rowBytes, _trial);
            if (cost < bestCost)
            {
                bestCost = cost;
                target[0] = filter;
                (_best, _trial) = (_trial, _best);
            }
        }

        _best.AsSpan(0, rowBytes).CopyTo(target[1..]);
        return rowBytes + 1;
    }

    private int WriteHead(int width, int height, PngLayout layout, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> alpha)
    {
        Signature.CopyTo(_output);
        int at = Signature.Length;
        Span<byte> header = _output.AsSpan(at + 8, 13);
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = layout.BitDepth;
        header[9] = layout.ColorType;
        header[10..].Clear();
        at = FinishChunk(at, "IHDR"u8, 13);
        if (!palette.IsEmpty)
        {
            palette.CopyTo(_output.AsSpan(at + 8));
            at = FinishChunk(at, "PLTE"u8, palette.Length);
        }

        if (!alpha.IsEmpty)
        {
            alpha.CopyTo(_output.AsSpan(at + 8));
            at = FinishChunk(at, "tRNS"u8, alpha.Length);
        }

        return at;
    }

    // The chunk's data already stands behind the 8 bytes of its head.
    private int FinishChunk(int start, ReadOnlySpan<byte> type, int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(_output.AsSpan(start), length);
        type.CopyTo(_output.AsSpan(start + 4));
        uint crc = Crc32.Append(0, _output.AsSpan(start + 4, length + 4));
        BinaryPrimitives.WriteUInt32BigEndian(_output.AsSpan(start + 8 + length), crc);
        return start + 12 + length;
    }

    private void Prepare(int rowBytes)
    {
        int padded = rowBytes + 2 * RowFilter.Margin;
        if (_current.Length < padded)
        {
            _current = new byte[padded];
            _above = new byte[padded];
            _best = new byte[padded];
            _trial = new byte[padded];
        }

        // The row above the first one is zero, and so are the margins; the buffers may hold an earlier, wider picture.
        Array.Clear(_current);
        Array.Clear(_above);
        int block = Math.Max(BlockBytes, rowBytes + 1) + 2 * RowFilter.Margin;
        if (_block.Length < block)
        {
            _block = new byte[block];
        }
    }

    private void Require(int at, int bytes)
    {
        if (_output.Length - at < bytes)
        {
            Array.Resize(ref _output, Math.Max(_output.Length * 2, at + bytes));
        }
    }
}
