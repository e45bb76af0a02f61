namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>A Huffman table for decoding (T.81, annex C and F.2.2.3): symbol and length by the next 16 bits.</summary>
internal sealed class JpegHuffmanTable
{
    // Length in the high byte, symbol in the low one; length 0: no such code.
    private readonly ushort[] _lookup = new ushort[1 << 16];

    /// <param name="counts">Codes of each length 1 to 16.</param>
    /// <param name="symbols">Symbols in order of their codes.</param>
    public JpegHuffmanTable(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        int at = 0;
        int next = 0;
        for (int length = 1; length <= 16; length++)
        {
            int width = 1 << (16 - length);
            for (int i = 0; i < counts[length - 1]; i++)
            {
                if (next + width > _lookup.Length)
                {
                    throw new InvalidImageContentException("A JPEG Huffman table has more codes than fit.");
                }

                _lookup.AsSpan(next, width).Fill((ushort)((length << 8) | symbols[at++]));
                next += width;
            }
        }
    }

    public int Decode(JpegBitReader bits)
    {
        ushort entry = _lookup[bits.Peek16()];
        if (entry >> 8 == 0)
        {
            throw new InvalidImageContentException("A JPEG scan holds a code that its table lacks.");
        }

        bits.Skip(entry >> 8);
        return entry & 0xFF;
    }
}
