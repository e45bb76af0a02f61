namespace SceneForge.Quality.Agreement;

/// <summary>What the values of a scale mean to each other.</summary>
public enum ScaleLevel
{
    /// <summary>Names: equal or not.</summary>
    Nominal,

    /// <summary>Ranks: how many values lie between.</summary>
    Ordinal,

    /// <summary>Numbers with a unit: the square of the difference.</summary>
    Interval,
}

/// <summary>
/// Krippendorff's alpha: agreement of any number of observers, with values missing (Computing Krippendorff's Alpha-Reliability, 2011).
/// </summary>
public static class KrippendorffAlpha
{
    /// <summary>alpha = 1 - observed over expected disagreement. Null where no unit has two values, or all values are the same.</summary>
    /// <param name="ratings">One row for each observer, one column for each unit; null where missing.</param>
    public static double? Of(IReadOnlyList<IReadOnlyList<double?>> ratings, ScaleLevel level)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        int units = ratings.Count == 0 ? 0 : ratings[0].Count;
        if (ratings.Any(r => r.Count != units))
        {
            throw new ArgumentException("Every observer has one place for each unit.", nameof(ratings));
        }

        double[][] pairable = [.. Enumerable.Range(0, units)
            .Select(u => ratings.Where(r => r[u] is not null).Select(r => r[u]!.Value).ToArray())
            .Where(values => values.Length >= 2)];
        double[] scale = [.. pairable.SelectMany(v => v).Distinct().Order()];
        double[,] coincidences = new double[scale.Length, scale.Length];
        foreach (double[] values in pairable)
        {
            int[] places = [.. values.Select(v => Array.BinarySearch(scale, v))];
            for (int i = 0; i < places.Length; i++)
            {
                for (int j = 0; j < places.Length; j++)
                {
                    coincidences[places[i], places[j]] += i == j ? 0 : 1.0 / (places.Length - 1);
                }
            }
        }

        return FromCoincidences(scale, coincidences, level);
    }

    private static double? FromCoincidences(double[] scale, double[,] coincidences, ScaleLevel level)
    {
        double[] margins = [.. Enumerable.Range(0, scale.Length).Select(c => Enumerable.Range(0, scale.Length).Sum(k => coincidences[c, k]))];
        double total = margins.Sum();
        double observed = 0;
        double expected = 0;
        for (int c = 0; c < scale.Length; c++)
        {
            for (int k = c + 1; k < scale.Length; k++)
            {
                double distance = level switch
                {
                    ScaleLevel.Nominal => 1,
                    ScaleLevel.Ordinal => margins[c..(k + 1)].Sum() - (margins[c] + margins[k]) / 2,
                    _ => scale[k] - scale[c],
                };
                observed += coincidences[c, k] * distance * distance;
                expected += margins[c] * margins[k] * distance * distance;
            }
        }

        return expected == 0 ? null : 1 - (total - 1) * observed / expected;
    }
}
