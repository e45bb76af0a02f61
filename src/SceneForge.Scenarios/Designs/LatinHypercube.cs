using SceneForge.Base.Random;

namespace SceneForge.Scenarios.Designs;

/// <summary>Latin hypercubes (McKay, Beckman, Conover 1979): with n rows, each factor takes each of its n equally likely strata once.</summary>
internal static class LatinHypercube
{
    public const int MostRows = 100_000;

    private const int MostPasses = 50;

    /// <param name="allowed">Whether a row of strata leaves anything that the constraints allow.</param>
    /// <returns>Rows of stratum numbers, or null where exchanging strata between rows cannot satisfy the constraints.</returns>
    public static int[][]? Make(IReadOnlyList<Factor> factors, int rows, ulong seed, Func<int[], bool> allowed)
    {
        int[][] table = [.. Enumerable.Range(0, rows).Select(_ => new int[factors.Count])];
        int[] order = [.. Enumerable.Range(0, rows)];
        for (int f = 0; f < factors.Count; f++)
        {
            // A stream for each factor, so that adding one leaves the others' order alone.
            Shuffle.InPlace(order, new RandomStream(seed, 0, "latin hypercube " + factors[f].Variable.Pointer));
            for (int r = 0; r < rows; r++)
            {
                table[r][f] = order[r];
            }
        }

        for (int pass = 0; pass < MostPasses; pass++)
        {
            int[] broken = [.. Enumerable.Range(0, rows).Where(r => !allowed(table[r]))];
            if (broken.Length == 0)
            {
                return table;
            }

            foreach (int row in broken)
            {
                Mend(table, row, new RandomStream(seed, (ulong)pass, "mend"), allowed);
            }
        }

        return null;
    }

    // Exchanges one factor's strata with another row so that fewer of the two rows are forbidden.
    private static void Mend(int[][] table, int row, RandomStream random, Func<int[], bool> allowed)
    {
        int first = random.NextInt(table.Length);
        for (int i = 0; i < table.Length && !allowed(table[row]); i++)
        {
            int other = (first + i) % table.Length;
            for (int f = 0; f < table[row].Length; f++)
            {
                bool wasAllowed = allowed(table[other]);
                (table[row][f], table[other][f]) = (table[other][f], table[row][f]);
                if (allowed(table[row]) && (allowed(table[other]) || !wasAllowed))
                {
                    break;
                }

                (table[row][f], table[other][f]) = (table[other][f], table[row][f]);
            }
        }
    }
}
