namespace SceneForge.Scenarios.Designs;

/// <summary>Numbers every combination of levels of every <c>strength</c> factors, and knows which of them the constraints allow.</summary>
internal sealed class TupleTable
{
    /// <summary>Above this many tuples a covering array is refused.</summary>
    public const long Limit = 200_000;

    private readonly int[][] _subsets;
    private readonly int[] _offsets;
    private readonly int[] _levels;
    private readonly int[][] _subsetsOf;

    public TupleTable(LevelSpace space, int strength)
    {
        _levels = space.Levels;
        _subsets = [.. Subsets(_levels.Length, strength)];
        _offsets = new int[_subsets.Length + 1];
        for (int i = 0; i < _subsets.Length; i++)
        {
            _offsets[i + 1] = _offsets[i] + _subsets[i].Aggregate(1, (product, factor) => product * _levels[factor]);
        }

        _subsetsOf = [.. Enumerable.Range(0, _levels.Length).Select(f => Enumerable.Range(0, _subsets.Length).Where(i => _subsets[i].Contains(f))
            .ToArray())];
        Wanted = new bool[_offsets[^1]];
        for (int tuple = 0; tuple < Wanted.Length; tuple++)
        {
            Wanted[tuple] = space.CanComplete(RowOf(tuple));
        }

        LowerBound = Enumerable.Range(0, _subsets.Length).Max(i => Wanted.AsSpan(_offsets[i].._offsets[i + 1]).Count(true));
    }

    /// <summary>Whether some allowed row holds the tuple.</summary>
    public bool[] Wanted { get; }

    /// <summary>No array has fewer rows: the most tuples that one subset of factors asks for.</summary>
    public int LowerBound { get; }

    public int SubsetCount => _subsets.Length;

    /// <summary>Number of tuples, or a number above <see cref="Limit"/>.</summary>
    public static long Count(IReadOnlyList<int> levels, int strength)
    {
        // Elementary symmetric polynomial of the level counts.
        double[] sums = new double[strength + 1];
        sums[0] = 1;
        foreach (int level in levels)
        {
            for (int k = strength; k >= 1; k--)
            {
                sums[k] += sums[k - 1] * level;
            }
        }

        return (long)Math.Min(sums[strength], Limit + 1);
    }

    /// <summary>Subsets that hold a factor.</summary>
    public ReadOnlySpan<int> SubsetsOf(int factor) => _subsetsOf[factor];

    /// <summary>Number of the tuple that a row shows in a subset; -1 while one of its factors is open.</summary>
    public int TupleAt(int subset, ReadOnlySpan<int> row)
    {
        int index = 0;
        foreach (int factor in _subsets[subset])
        {
            if (row[factor] < 0)
            {
                return -1;
            }

            index = index * _levels[factor] + row[factor];
        }

        return _offsets[subset] + index;
    }

    /// <summary>A row with the tuple's levels and all others open.</summary>
    public int[] RowOf(int tuple)
    {
        int found = Array.BinarySearch(_offsets, tuple);
        int subset = found >= 0 ? found : ~found - 1;
        int rest = tuple - _offsets[subset];
        int[] row = new int[_levels.Length];
        Array.Fill(row, LevelSpace.Open);
        for (int i = _subsets[subset].Length - 1; i >= 0; i--)
        {
            int factor = _subsets[subset][i];
            row[factor] = rest % _levels[factor];
            rest /= _levels[factor];
        }

        return row;
    }

    private static IEnumerable<int[]> Subsets(int count, int size)
    {
        int[] subset = [.. Enumerable.Range(0, size)];
        while (true)
        {
            yield return [.. subset];
            int i = size - 1;
            while (i >= 0 && subset[i] == count - size + i)
            {
                i--;
            }

            if (i < 0)
            {
                yield break;
            }

            subset[i]++;
            for (int j = i + 1; j < size; j++)
            {
                subset[j] = subset[j - 1] + 1;
            }
        }
    }
}
