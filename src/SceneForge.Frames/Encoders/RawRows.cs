using System.Buffers.Binary;
using System.Runtime.InteropServices;
using SceneForge.Frames.Png;

namespace SceneForge.Frames.Encoders;

/// <summary>Rows that PNG stores as they are: 8-bit grey, palette or RGB.</summary>
public readonly struct ByteRows(byte[] pixels, int rowBytes) : IPngRows
{
    public void Write(int y, Span<byte> row) => pixels.AsSpan(y * rowBytes, rowBytes).CopyTo(row);
}

/// <summary>Rows of 16-bit samples, which PNG stores high byte first.</summary>
public readonly struct UInt16Rows(ushort[] samples, int rowSamples) : IPngRows
{
    public void Write(int y, Span<byte> row)
    {
        ReadOnlySpan<ushort> source = samples.AsSpan(y * rowSamples, rowSamples);
        BinaryPrimitives.ReverseEndianness(source, MemoryMarshal.Cast<byte, ushort>(row));
    }
}
