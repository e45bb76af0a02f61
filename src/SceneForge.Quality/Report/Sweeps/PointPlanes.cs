namespace SceneForge.Quality.Report.Sweeps;

/// <summary>
/// Columns of numbers as planes of bytes that pack well: steps from one row to the next, folded so that small ones of both signs are small, low
/// bytes apart from high ones.
/// </summary>
internal sealed class PointPlanes
{
    private readonly List<byte[]> _planes = [];

    public IReadOnlyList<byte[]> All => _planes;

    /// <summary>Adds 16-bit numbers: two planes.</summary>
    public void AddSteps(ReadOnlySpan<int> values)
    {
        byte[] low = new byte[values.Length];
        byte[] high = new byte[values.Length];
        short previous = 0;
        for (int i = 0; i < values.Length; i++)
        {
            short value = unchecked((short)values[i]);
            short step = unchecked((short)(value - previous));
            int folded = unchecked((ushort)((step << 1) ^ (step >> 15)));
            (low[i], high[i]) = ((byte)folded, (byte)(folded >> 8));
            previous = value;
        }

        _planes.Add(low);
        _planes.Add(high);
    }

    /// <summary>Adds bytes as differences modulo 256: one plane.</summary>
    public void AddDifferences(ReadOnlySpan<byte> values)
    {
        byte[] plane = new byte[values.Length];
        byte previous = 0;
        for (int i = 0; i < values.Length; i++)
        {
            plane[i] = unchecked((byte)(values[i] - previous));
            previous = values[i];
        }

        _planes.Add(plane);
    }

    /// <summary>The nearest whole number of steps that 16 bits hold.</summary>
    public static int Quantise(double value, double step) => (int)Math.Clamp(Math.Round(value / step), short.MinValue, short.MaxValue);
}
