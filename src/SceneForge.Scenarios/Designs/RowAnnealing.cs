using SceneForge.Base.Numerics;
using SceneForge.Base.Random;

namespace SceneForge.Scenarios.Designs;

/// <summary>Takes a row away from a covering array and mends the rest by simulated annealing, as long as that succeeds.</summary>
internal sealed class RowAnnealing
{
    /// <summary>Tuples looked at in all: keeps the time to a fraction of a second.</summary>
    private const long Budget = 8_000_000;

    private const int MovesPerTry = 200_000;
    private const int TriesPerLength = 3;
    private const double Hot = 0.7;
    private const double Cold = 0.08;

    private readonly LevelSpace _space;
    private readonly TupleTable _tuples;
    private readonly int[][] _rows;
    private readonly int[] _shown;
    private int _missing;

    private RowAnnealing(LevelSpace space, TupleTable tuples, IEnumerable<int[]> rows)
    {
        _space = space;
        _tuples = tuples;
        _rows = [.. rows.Select(row => (int[])row.Clone())];
        _shown = new int[tuples.Wanted.Length];
        foreach (int[] row in _rows)
        {
            for (int subset = 0; subset < tuples.SubsetCount; subset++)
            {
                _shown[tuples.TupleAt(subset, row)]++;
            }
        }

        for (int tuple = 0; tuple < _shown.Length; tuple++)
        {
            _missing += tuples.Wanted[tuple] && _shown[tuple] == 0 ? 1 : 0;
        }
    }

    /// <returns>An array that covers as much as <paramref name="rows"/>, with as many rows or fewer.</returns>
    public static List<int[]> Shorten(LevelSpace space, TupleTable tuples, List<int[]> rows, RandomStream random)
    {
        long budget = Budget;
        int failures = 0;
        while (rows.Count > tuples.LowerBound && budget > 0 && failures < TriesPerLength)
        {
            int dropped = random.NextInt(rows.Count);
            RowAnnealing shorter = new(space, tuples, rows.Where((_, i) => i != dropped));
            if (shorter.Anneal(random, ref budget))
            {
                rows = [.. shorter._rows];
                failures = 0;
            }
            else
            {
                failures++;
            }
        }

        return rows;
    }

    private bool Anneal(RandomStream random, ref long budget)
    {
        double temperature = Hot;
        double cooling = StrictMath.Exp(StrictMath.Log(Cold / Hot) / MovesPerTry);
        for (int move = 0; move < MovesPerTry && _missing > 0 && budget > 0; move++, temperature *= cooling)
        {
            int[] row = _rows[random.NextInt(_rows.Length)];
            int factor = random.NextInt(row.Length);
            int old = row[factor];
            int level = random.NextInt(_space.Levels[factor]);
            if (level == old)
            {
                continue;
            }

            row[factor] = level;
            if (!_space.Allows(row))
            {
                row[factor] = old;
                continue;
            }

            budget -= 2 * _tuples.SubsetsOf(factor).Length;
            int before = _missing;
            row[factor] = old;
            Show(row, factor, -1);
            row[factor] = level;
            Show(row, factor, +1);
            int worse = _missing - before;
            if (worse > 0 && random.NextDouble() >= StrictMath.Exp(-worse / temperature))
            {
                Show(row, factor, -1);
                row[factor] = old;
                Show(row, factor, +1);
            }
        }

        return _missing == 0;
    }

    private void Show(int[] row, int factor, int change)
    {
        foreach (int subset in _tuples.SubsetsOf(factor))
        {
            int tuple = _tuples.TupleAt(subset, row);
            int was = _shown[tuple];
            _shown[tuple] = was + change;
            if (_tuples.Wanted[tuple])
            {
                _missing += (was == 0 ? -1 : 0) + (was + change == 0 ? 1 : 0);
            }
        }
    }
}
