using System.Runtime.InteropServices;

namespace SceneForge.Frames.Png;

/// <summary>Writes a deflate stream (RFC 1951) of blocks with codes of their own, made from literals and matches that were found before.</summary>
internal sealed class DeflateWriter
{
    // Four literals fit between two flushes.
    private const int MaxLiteralBits = 13;
    private const int MaxDistanceBits = 13;
    private const int MaxHeaderBytes = 400;

    private static ReadOnlySpan<byte> CodeLengthOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private readonly uint[] _histograms = new uint[4 * 256];
    private readonly uint[] _literalFrequencies = new uint[DeflateSymbols.LiteralCount];
    private readonly uint[] _distanceFrequencies = new uint[DeflateSymbols.DistanceCount];
    private readonly byte[] _lengths = new byte[DeflateSymbols.LiteralCount + DeflateSymbols.DistanceCount];
    private readonly uint[] _literalCodes = new uint[DeflateSymbols.LiteralCount];
    private readonly uint[] _distanceCodes = new uint[DeflateSymbols.DistanceCount];
    private ulong _pendingBits;
    private int _pendingCount;

    /// <summary>Bytes that a block of <paramref name="length"/> bytes can need at most, with room for the writer's stride.</summary>
    public static int Bound(int length) => length / 8 * MaxLiteralBits + MaxLiteralBits + MaxHeaderBytes + 16;

    /// <summary>Starts a new stream.</summary>
    public void Reset()
    {
        _pendingBits = 0;
        _pendingCount = 0;
    }

    /// <summary>Writes one block at <paramref name="at"/>; returns the position behind its last whole byte.</summary>
    /// <param name="output">Has <see cref="Bound"/> bytes behind <paramref name="at"/>.</param>
    public int WriteBlock(ReadOnlySpan<byte> data, List<Sequence> sequences, bool final, Span<byte> output, int at)
    {
        ReadOnlySpan<Sequence> parts = CollectionsMarshal.AsSpan(sequences);
        Count(data, parts);
        Span<byte> literalLengths = _lengths.AsSpan(0, DeflateSymbols.LiteralCount);
        Span<byte> distanceLengths = _lengths.AsSpan(DeflateSymbols.LiteralCount);
        HuffmanCode.Lengths(_literalFrequencies, literalLengths, MaxLiteralBits);
        HuffmanCode.Lengths(_distanceFrequencies, distanceLengths, MaxDistanceBits);
        HuffmanCode.Codes(literalLengths, _literalCodes);
        HuffmanCode.Codes(distanceLengths, _distanceCodes);

        BitWriter bits = new(output, at, _pendingBits, _pendingCount);
        bits.Require(Bound(data.Length) - 8);
        bits.Add(final ? 1u : 0u, 1);
        bits.Add(2, 2);
        WriteCodeLengths(ref bits, literalLengths, distanceLengths);
        WriteSequences(ref bits, data, parts);
        bits.Add(_literalCodes[DeflateSymbols.EndOfBlock]);
        if (final)
        {
            bits.Align();
        }
        else
        {
            bits.Flush();
        }

        (_pendingBits, _pendingCount) = bits.Pending;
        return bits.Position;
    }

    // Four histograms side by side, so that equal neighbours do not wait for each other's store.
    private void Count(ReadOnlySpan<byte> data, ReadOnlySpan<Sequence> parts)
    {
        uint[] h = _histograms;
        Array.Clear(h);
        Array.Clear(_literalFrequencies);
        Array.Clear(_distanceFrequencies);
        int at = 0;
        foreach (Sequence part in parts)
        {
            ReadOnlySpan<byte> literals = data.Slice(at, part.Literals);
            while (literals.Length >= 8)
            {
                ulong word = MemoryMarshal.Read<ulong>(literals);
                h[(int)(word & 0xFF)]++;
                h[256 + (int)((word >> 8) & 0xFF)]++;
                h[512 + (int)((word >> 16) & 0xFF)]++;
                h[768 + (int)((word >> 24) & 0xFF)]++;
                h[(int)((word >> 32) & 0xFF)]++;
                h[256 + (int)((word >> 40) & 0xFF)]++;
                h[512 + (int)((word >> 48) & 0xFF)]++;
                h[768 + (int)(word >> 56)]++;
                literals = literals[8..];
            }

            foreach (byte literal in literals)
            {
                h[literal]++;
            }

            if (part.Length != 0)
            {
                _literalFrequencies[DeflateSymbols.OfLength(part.Length)]++;
                _distanceFrequencies[DeflateSymbols.OfDistance(part.Distance)]++;
            }

            at += part.Literals + part.Length;
        }

        for (int i = 0; i < 256; i++)
        {
            _literalFrequencies[i] = h[i] + h[256 + i] + h[512 + i] + h[768 + i];
        }

        _literalFrequencies[DeflateSymbols.EndOfBlock] = 1;
    }

    private void WriteSequences(ref BitWriter bits, ReadOnlySpan<byte> data, ReadOnlySpan<Sequence> parts)
    {
        BitWriter b = bits;
        b.Flush();
        ReadOnlySpan<uint> codes = _literalCodes.AsSpan(0, 256);
        int at = 0;
        foreach (Sequence part in parts)
        {
            ReadOnlySpan<byte> literals = data.Slice(at, part.Literals);
            while (literals.Length >= 4)
            {
                uint word = MemoryMarshal.Read<uint>(literals);
                uint c0 = codes[(byte)word];
                uint c1 = codes[(byte)(word >> 8)];
                uint c2 = codes[(byte)(word >> 16)];
                uint c3 = codes[(byte)(word >> 24)];

                // Two codes are joined before they meet the bit buffer: a shorter chain of dependent shifts.
                int n0 = (int)(c0 >> 16);
                int n2 = (int)(c2 >> 16);
                b.Add((c0 & 0xFFFF) | ((c1 & 0xFFFF) << n0), n0 + (int)(c1 >> 16));
                b.Add((c2 & 0xFFFF) | ((c3 & 0xFFFF) << n2), n2 + (int)(c3 >> 16));
                b.Flush();
                literals = literals[4..];
            }

            foreach (byte literal in literals)
            {
                b.Add(codes[literal]);
            }

            b.Flush();
            if (part.Length != 0)
            {
                WriteMatch(ref b, part);
            }

            at += part.Literals + part.Length;
        }

        bits = b;
    }

    private void WriteMatch(ref BitWriter bits, Sequence part)
    {
        (uint lengthExtra, int lengthBits) = DeflateSymbols.LengthExtra(part.Length);
        (uint distanceExtra, int distanceBits) = DeflateSymbols.DistanceExtra(part.Distance);
        bits.Add(_literalCodes[DeflateSymbols.OfLength(part.Length)]);
        bits.Add(lengthExtra, lengthBits);
        bits.Add(_distanceCodes[DeflateSymbols.OfDistance(part.Distance)]);
        bits.Add(distanceExtra, distanceBits);
        bits.Flush();
    }

    // RFC 1951, section 3.2.7: the lengths of both codes, run-length coded, under a third code.
    private static void WriteCodeLengths(ref BitWriter bits, ReadOnlySpan<byte> literalLengths, ReadOnlySpan<byte> distanceLengths)
    {
        int literals = Math.Max(257, literalLengths.LastIndexOfAnyExcept((byte)0) + 1);
        int distances = Math.Max(1, distanceLengths.LastIndexOfAnyExcept((byte)0) + 1);
        Span<byte> all = stackalloc byte[DeflateSymbols.LiteralCount + DeflateSymbols.DistanceCount];
        literalLengths[..literals].CopyTo(all);
        distanceLengths[..distances].CopyTo(all[literals..]);
        all = all[..(literals + distances)];

        Span<(byte Symbol, byte Extra)> coded = stackalloc (byte, byte)[all.Length];
        int count = RunLengths(all, coded);
        Span<uint> frequencies = stackalloc uint[19];
        foreach ((byte symbol, _) in coded[..count])
        {
            frequencies[symbol]++;
        }

        Span<byte> lengths = stackalloc byte[19];
        Span<uint> codes = stackalloc uint[19];
        HuffmanCode.Lengths(frequencies, lengths, 7);
        HuffmanCode.Codes(lengths, codes);
        int used = 19;
        while (used > 4 && lengths[CodeLengthOrder[used - 1]] == 0)
        {
            used--;
        }

        bits.Add((uint)(literals - 257), 5);
        bits.Add((uint)(distances - 1), 5);
        bits.Add((uint)(used - 4), 4);
        bits.Flush();
        for (int i = 0; i < used; i++)
        {
            bits.Add(lengths[CodeLengthOrder[i]], 3);
            bits.Flush();
        }

        foreach ((byte symbol, byte extra) in coded[..count])
        {
            bits.Add(codes[symbol]);
            bits.Add(extra, symbol switch { 16 => 2, 17 => 3, 18 => 7, _ => 0 });
            bits.Flush();
        }
    }

    private static int RunLengths(ReadOnlySpan<byte> lengths, Span<(byte Symbol, byte Extra)> coded)
    {
        int count = 0;
        for (int i = 0; i < lengths.Length;)
        {
            byte value = lengths[i];
            int run = 1;
            while (i + run < lengths.Length && lengths[i + run] == value)
            {
                run++;
            }

            i += run;
            if (value != 0)
            {
                coded[count++] = (value, 0);
                run--;
            }

            while (run >= 3)
            {
                int part = Math.Min(run, value != 0 ? 6 : 138);
                coded[count++] = value != 0 ? ((byte)16, (byte)(part - 3)) : part > 10 ? ((byte)18, (byte)(part - 11)) : ((byte)17, (byte)(part - 3));
                run -= part;
            }

            while (run-- > 0)
            {
                coded[count++] = (value, 0);
            }
        }

        return count;
    }
}
