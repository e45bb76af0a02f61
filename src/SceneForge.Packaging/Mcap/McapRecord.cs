using System.Buffers.Binary;
using System.Text;

namespace SceneForge.Packaging.Mcap;

/// <summary>Opcodes of MCAP records.</summary>
internal enum McapOp : byte
{
    Header = 0x01,
    Footer = 0x02,
    Schema = 0x03,
    Channel = 0x04,
    Message = 0x05,
    Chunk = 0x06,
    MessageIndex = 0x07,
    ChunkIndex = 0x08,
    Statistics = 0x0B,
    Metadata = 0x0C,
    MetadataIndex = 0x0D,
    SummaryOffset = 0x0E,
    DataEnd = 0x0F,
}

/// <summary>Gathers records as MCAP lays them out: opcode, 64-bit length, content; everything little-endian.</summary>
internal sealed class McapRecord
{
    private byte[] _bytes = new byte[1 << 12];
    private int _open;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Starts a record, which <see cref="End"/> ends.</summary>
    public McapRecord Begin(McapOp op)
    {
        U8((byte)op);
        _open = Length;
        return U64(0);
    }

    public McapRecord End() => EndBefore(0);

    /// <summary>Ends a record whose last bytes are written behind this one.</summary>
    /// <param name="rest">Number of those bytes.</param>
    public McapRecord EndBefore(int rest)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(_open), Length - _open - sizeof(long) + rest);
        return this;
    }

    public McapRecord U8(byte value)
    {
        Reserve(1)[0] = value;
        return this;
    }

    public McapRecord U16(int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(Reserve(sizeof(ushort)), checked((ushort)value));
        return this;
    }

    public McapRecord U32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Reserve(sizeof(uint)), value);
        return this;
    }

    public McapRecord U64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Reserve(sizeof(long)), value);
        return this;
    }

    /// <summary>A string, or bytes with a 32-bit length.</summary>
    public McapRecord Text(string value) => U32((uint)Encoding.UTF8.GetByteCount(value)).Raw(Encoding.UTF8.GetBytes(value));

    /// <summary>A map of strings, by their order in the enumeration.</summary>
    public McapRecord Map(IEnumerable<KeyValuePair<string, string>> map) => Counted(map, (w, e) => w.Text(e.Key).Text(e.Value));

    /// <summary>A map or array: its length in bytes, then its entries.</summary>
    public McapRecord Counted<T>(IEnumerable<T> entries, Action<McapRecord, T> write)
    {
        int start = Length;
        U32(0);
        foreach (T entry in entries)
        {
            write(this, entry);
        }

        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(start), Length - start - sizeof(uint));
        return this;
    }

    public McapRecord Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        return this;
    }

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, checked(Length + count)));
        }

        Length += count;
        return _bytes.AsSpan(Length - count, count);
    }
}
