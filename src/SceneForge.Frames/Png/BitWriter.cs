using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SceneForge.Frames.Png;

/// <summary>Writes bits, lowest first, into a buffer with at least 8 bytes to spare.</summary>
internal ref struct BitWriter
{
    private readonly ref byte _start;
    private readonly int _capacity;
    private ulong _bits;
    private int _count;
    private int _at;

    public BitWriter(Span<byte> buffer, int at, ulong bits, int count)
    {
        _start = ref MemoryMarshal.GetReference(buffer);
        _capacity = buffer.Length;
        _at = at;
        _bits = bits;
        _count = count;
    }

    /// <summary>Whole bytes written so far.</summary>
    public readonly int Position => _at;

    /// <summary>Bits not yet written, fewer than 8 after a flush.</summary>
    public readonly (ulong Bits, int Count) Pending => (_bits, _count);

    /// <summary>Adds bits; at most 56 between flushes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ulong bits, int count)
    {
        _bits |= bits << _count;
        _count += count;
    }

    /// <summary>Adds a code of <see cref="HuffmanCode.Codes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(uint code) => Add(code & 0xFFFF, (int)(code >> 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Flush()
    {
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref _start, _at), _bits);
        _at += _count >> 3;
        _bits >>= _count & ~7;
        _count &= 7;
    }

    /// <summary>Fills up the last byte with zeros.</summary>
    public void Align()
    {
        Flush();
        _count = (_count + 7) & ~7;
        Flush();
    }

    /// <summary>Fails where fewer than <paramref name="bytes"/> can still be written: a bug in the caller's bound.</summary>
    public readonly void Require(int bytes)
    {
        if (_capacity - _at < bytes + 8)
        {
            throw new InvalidOperationException("The output buffer is smaller than the bound that was computed for it.");
        }
    }
}
