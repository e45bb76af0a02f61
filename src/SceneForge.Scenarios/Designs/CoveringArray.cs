using SceneForge.Base.Random;

namespace SceneForge.Scenarios.Designs;

/// <summary>
/// Covering arrays: every combination of levels of every t factors that the constraints allow stands in some row. An
/// orthogonal array (<see cref="OrthogonalArray"/>) and a greedy search in the way of AETG (Cohen, Dalal, Fredman, Patton
/// 1997) compete; simulated annealing (Cohen, Gibbons, Mugridge, Colbourn 2003) then takes rows away from the better one.
/// </summary>
/// <remarks>A pure function of levels, constraints and strength: the seed of the spec does not enter, so it cannot change the count.</remarks>
internal static class CoveringArray
{
    private const int Candidates = 24;

    public static int[][] Make(LevelSpace space, int strength)
    {
        TupleTable tuples = new(space, strength);
        RandomStream random = new(0, 0, "covering array");
        List<int[]> best = Greedy(space, tuples, [], random.Child("greedy"));
        if (OrthogonalArray.Make(space.Levels, strength) is { Length: <= 10_000 } orthogonal)
        {
            List<int[]> algebraic = Greedy(space, tuples, orthogonal.Where(row => space.Allows(row)), random.Child("algebraic"));
            best = algebraic.Count <= best.Count ? algebraic : best;
        }

        best = RowAnnealing.Shorten(space, tuples, best, random.Child("annealing"));
        return MostCoverageFirst(tuples, best);
    }

    /// <summary>Takes those of the given rows that show anything new, and adds rows until all is covered.</summary>
    private static List<int[]> Greedy(LevelSpace space, TupleTable tuples, IEnumerable<int[]> given, RandomStream random)
    {
        bool[] missing = [.. tuples.Wanted];
        int left = missing.AsSpan().Count(true);
        List<int[]> rows = [];
        foreach (int[] row in given)
        {
            int gain = Gain(tuples, missing, row);
            if (gain > 0)
            {
                Take(row, gain);
            }
        }

        while (left > 0)
        {
            int[]? best = null;
            int bestGain = 0;
            for (int i = 0; i < Candidates; i++)
            {
                int[] candidate = Candidate(space, tuples, missing, random);
                int gain = Gain(tuples, missing, candidate);
                (best, bestGain) = gain > bestGain ? (candidate, gain) : (best, bestGain);
            }

            Take(best!, bestGain);
        }

        return rows;

        void Take(int[] row, int gain)
        {
            rows.Add(row);
            left -= gain;
            for (int subset = 0; subset < tuples.SubsetCount; subset++)
            {
                missing[tuples.TupleAt(subset, row)] = false;
            }
        }
    }

    // Starts from a tuple that is still missing and adds, factor by factor in random order, the level that covers most.
    private static int[] Candidate(LevelSpace space, TupleTable tuples, bool[] missing, RandomStream random)
    {
        int tuple = Array.IndexOf(missing, true, random.NextInt(missing.Length));
        int[] row = tuples.RowOf(tuple < 0 ? Array.IndexOf(missing, true) : tuple);
        int[] open = [.. Enumerable.Range(0, row.Length).Where(f => row[f] == LevelSpace.Open)];
        Shuffle.InPlace(open, random);
        foreach (int factor in open)
        {
            int best = -1;
            int bestGain = -1;
            int first = random.NextInt(space.Levels[factor]);
            for (int i = 0; i < space.Levels[factor]; i++)
            {
                row[factor] = (first + i) % space.Levels[factor];
                int gain = 0;
                foreach (int subset in tuples.SubsetsOf(factor))
                {
                    int at = tuples.TupleAt(subset, row);
                    gain += at >= 0 && missing[at] ? 1 : 0;
                }

                if (gain > bestGain && space.CanComplete(row))
                {
                    (best, bestGain) = (row[factor], gain);
                }
            }

            row[factor] = best;
        }

        return row;
    }

    // A run that is cut short has then seen as much as it could.
    private static int[][] MostCoverageFirst(TupleTable tuples, List<int[]> rows)
    {
        bool[] missing = [.. tuples.Wanted];
        List<int[]> rest = [.. rows];
        List<int[]> ordered = [];
        while (rest.Count > 0)
        {
            int[] next = rest.MaxBy(row => Gain(tuples, missing, row))!;
            rest.Remove(next);
            ordered.Add(next);
            for (int subset = 0; subset < tuples.SubsetCount; subset++)
            {
                missing[tuples.TupleAt(subset, next)] = false;
            }
        }

        return [.. ordered];
    }

    private static int Gain(TupleTable tuples, bool[] missing, int[] row)
    {
        int gain = 0;
        for (int subset = 0; subset < tuples.SubsetCount; subset++)
        {
            gain += missing[tuples.TupleAt(subset, row)] ? 1 : 0;
        }

        return gain;
    }
}
