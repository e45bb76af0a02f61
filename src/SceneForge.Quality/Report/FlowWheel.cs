namespace SceneForge.Quality.Report;

/// <summary>Turns stored flow into palette entries: hue by direction, colour by length, looked up from both components.</summary>
internal sealed class FlowWheel
{
    /// <summary>Length that takes full colour, pixels.</summary>
    public const double FullLength = 64;

    private const int Hues = 36;
    private const int Strengths = 7;
    private const int Levels = 127;

    // Component (stored) -> signed level, finer near zero; then both levels -> palette entry.
    private readonly byte[] _level = new byte[65536];
    private readonly byte[] _entry = new byte[256 * 256];

    public FlowWheel()
    {
        Palette = new byte[3 * (1 + Hues * Strengths)];
        for (int i = 0; i < Hues * Strengths; i++)
        {
            (Palette[3 * i + 3], Palette[3 * i + 4], Palette[3 * i + 5]) =
                ColorScale.Wheel(i / Strengths * (2 * Math.PI / Hues), (double)(i % Strengths) / (Strengths - 1));
        }

        for (int stored = 0; stored < 65536; stored++)
        {
            double pixels = (stored - 32768) / 64.0;
            _level[stored] = (byte)(Levels + Math.Sign(pixels) * (int)Math.Round(Levels * Math.Sqrt(Math.Min(1, Math.Abs(pixels) / FullLength))));
        }

        for (int i = 0; i < _entry.Length; i++)
        {
            _entry[i] = Entry(i & 255, i >> 8);
        }
    }

    /// <summary>RGB triples; entry 0 is for pixels without flow.</summary>
    public byte[] Palette { get; }

    /// <param name="flow">3 samples a pixel as stored.</param>
    public void Map(ReadOnlySpan<ushort> flow, Span<byte> indices)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            ReadOnlySpan<ushort> pixel = flow.Slice(3 * i, 3);
            indices[i] = pixel[2] == 0 ? (byte)0 : _entry[_level[pixel[0]] | (_level[pixel[1]] << 8)];
        }
    }

    private static byte Entry(int levelU, int levelV)
    {
        double u = Signed(levelU);
        double v = Signed(levelV);
        double strength = Math.Sqrt(Math.Min(1, Math.Sqrt(u * u + v * v)));
        int hue = (int)Math.Round(Math.Atan2(v, u) / (2 * Math.PI) * Hues);
        return (byte)(1 + (hue + Hues) % Hues * Strengths + (int)Math.Round(strength * (Strengths - 1)));
    }

    private static double Signed(int level)
    {
        double root = (double)(level - Levels) / Levels;
        return root * Math.Abs(root);
    }
}
