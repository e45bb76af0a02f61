namespace SceneForge.Quality.Agreement;

/// <summary>
/// How two reviewers judged the same units: row is the first one's category, column the second one's. The figures are published
/// together, since kappa collapses where defects are rare.
/// </summary>
public sealed class AgreementTable
{
    private readonly int[,] _counts;

    /// <param name="counts">Square, with at least two categories and one unit.</param>
    public AgreementTable(int[,] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.GetLength(0) != counts.GetLength(1) || counts.GetLength(0) < 2 || counts.Cast<int>().Any(c => c < 0))
        {
            throw new ArgumentException("The table must be square, with two categories or more and no negative count.", nameof(counts));
        }

        _counts = (int[,])counts.Clone();
        Units = counts.Cast<int>().Sum();
        ArgumentOutOfRangeException.ThrowIfZero(Units, nameof(counts));
    }

    public int Categories => _counts.GetLength(0);

    public int Units { get; }

    /// <summary>Share of units with the same category.</summary>
    public double Observed => Enumerable.Range(0, Categories).Sum(i => (double)_counts[i, i]) / Units;

    /// <summary>Cohen 1960: (po - pe) / (1 - pe), pe from each one's own margins. Null where both used one and the same category only.</summary>
    public double? Kappa => Corrected(Enumerable.Range(0, Categories).Sum(i => Row(i) * Column(i)) / ((double)Units * Units));

    /// <summary>Gwet 2008: pe = sum q_i (1 - q_i) / (categories - 1), q_i the mean of both margins.</summary>
    public double? Ac1 => Corrected(Enumerable.Range(0, Categories).Select(i => (Row(i) + Column(i)) / (2.0 * Units))
        .Sum(q => q * (1 - q)) / (Categories - 1));

    /// <summary>Cicchetti and Feinstein 1990: 2 n_ii / (row + column), agreement on one category alone. Null where nobody used it.</summary>
    public double? Specific(int category)
    {
        double used = Row(category) + Column(category);
        return used == 0 ? null : 2 * _counts[category, category] / used;
    }

    private double? Corrected(double byChance) => byChance == 1 ? null : (Observed - byChance) / (1 - byChance);

    private double Row(int i) => Enumerable.Range(0, Categories).Sum(j => (double)_counts[i, j]);

    private double Column(int j) => Enumerable.Range(0, Categories).Sum(i => (double)_counts[i, j]);
}
