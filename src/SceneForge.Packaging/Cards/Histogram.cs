namespace SceneForge.Packaging.Cards;

/// <summary>Counts of values between fixed edges: the first bin lies below the first edge, the last from the last edge on.</summary>
internal sealed class Histogram(params double[] edges)
{
    private readonly long[] _counts = new long[edges.Length + 1];

    public IReadOnlyList<double> Edges => edges;

    public IReadOnlyList<long> Counts => _counts;

    public void Add(double value)
    {
        int bin = 0;
        while (bin < edges.Length && value >= edges[bin])
        {
            bin++;
        }

        _counts[bin]++;
    }

    public void Add(Histogram other)
    {
        for (int i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }
    }
}
