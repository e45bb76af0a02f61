namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>A component of a JPEG under decoding, with all its coefficients.</summary>
internal sealed class JpegComponent
{
    public JpegComponent(byte id, int horizontal, int vertical, int quantisation)
    {
        Id = id;
        Horizontal = horizontal;
        Vertical = vertical;
        Quantisation = quantisation;
    }

    public byte Id { get; }

    public int Horizontal { get; }

    public int Vertical { get; }

    public int Quantisation { get; }

    /// <summary>Blocks that cover the component alone.</summary>
    public int BlocksWide { get; private set; }

    public int BlocksHigh { get; private set; }

    /// <summary>Blocks a row with those that fill up the last unit.</summary>
    public int Stride { get; private set; }

    /// <summary>64 coefficients a block, natural order.</summary>
    public short[] Coefficients { get; private set; } = [];

    public int Predictor { get; set; }

    public JpegHuffmanTable? Dc { get; set; }

    public JpegHuffmanTable? Ac { get; set; }

    public void Allocate(int width, int height, int maxHorizontal, int maxVertical)
    {
        BlocksWide = Ceiling(Ceiling(width * Horizontal, maxHorizontal), 8);
        BlocksHigh = Ceiling(Ceiling(height * Vertical, maxVertical), 8);
        Stride = Ceiling(width, 8 * maxHorizontal) * Horizontal;
        Coefficients = new short[checked(Stride * Ceiling(height, 8 * maxVertical) * Vertical * 64)];
    }

    public Span<short> Block(int x, int y) => Coefficients.AsSpan((y * Stride + x) * 64, 64);

    /// <summary>Samples of the whole component, <see cref="Stride"/> x 8 a row.</summary>
    public byte[] Render(ReadOnlySpan<ushort> quantisation)
    {
        byte[] samples = new byte[Coefficients.Length];
        int width = Stride * 8;
        Span<int> block = stackalloc int[64];
        for (int index = 0; index < Coefficients.Length / 64; index++)
        {
            for (int i = 0; i < 64; i++)
            {
                block[i] = Coefficients[index * 64 + i] * quantisation[i];
            }

            Dct.Inverse(block);
            int at = index / Stride * 8 * width + index % Stride * 8;
            for (int i = 0; i < 64; i++)
            {
                samples[at + (i >> 3) * width + (i & 7)] = (byte)Math.Clamp(block[i] + 128, 0, 255);
            }
        }

        return samples;
    }

    private static int Ceiling(int value, int unit) => (value + unit - 1) / unit;
}
