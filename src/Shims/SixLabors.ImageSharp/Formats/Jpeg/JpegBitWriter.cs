using System.Numerics;

namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>Entropy-coded data (T.81, F.1.2): bits from the highest down, a zero byte stuffed behind every 0xFF.</summary>
internal sealed class JpegBitWriter
{
    private byte[] _buffer = new byte[1 << 16];
    private int _length;
    private ulong _bits;
    private int _count;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>At most 27 bits: a code and the bits that follow it.</summary>
    public void Add(uint bits, int count)
    {
        _bits = (_bits << count) | bits;
        _count += count;
        if (_count >= 32)
        {
            Drain();
        }
    }

    /// <summary>Codes a value of a known size: its low bits, or those of value - 1 where it is negative.</summary>
    public static uint Magnitude(int value, int size) => (uint)(value + (value >> 31)) & ((1u << size) - 1);

    public static int Size(int value) => 32 - BitOperations.LeadingZeroCount((uint)Math.Abs(value));

    /// <summary>Fills the last byte with ones.</summary>
    public void Finish()
    {
        int rest = -_count & 7;
        Add((1u << rest) - 1, rest);
        Drain();
    }

    private void Drain()
    {
        if (_buffer.Length - _length < 16)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        while (_count >= 8)
        {
            _count -= 8;
            byte value = (byte)(_bits >> _count);
            _buffer[_length++] = value;
            if (value == 0xFF)
            {
                _buffer[_length++] = 0;
            }
        }
    }
}
