using System.Collections.Immutable;
using SceneForge.Quality.Lots;

namespace SceneForge.Quality.Sampling;

/// <summary>Variations that are sampled on their own.</summary>
/// <param name="Name">Values of its facets; of the first cell where cells were joined.</param>
/// <param name="Cells">The combinations of facet values that it holds, by name.</param>
/// <param name="Units">Ascending by variation.</param>
public sealed record Stratum(string Name, ImmutableArray<string> Cells, ImmutableArray<LotUnit> Units);

/// <summary>Divides a lot into few strata. The same lot gives the same strata, whatever the order of its units.</summary>
public static class Strata
{
    /// <summary>
    /// One stratum for each combination of facet values. While there are more than <paramref name="most"/>, or one is too small to be
    /// sampled on its own, the smallest (ties: first by name) is joined to the most similar one (ties: fewest units, then first by
    /// name). Similar: the sum over the facets of common values over all values of the two. A stricter limit only joins further.
    /// </summary>
    /// <param name="by">Facets that tell strata apart.</param>
    /// <param name="isLargeEnough">Whether a stratum with that many units can be judged on its own.</param>
    public static ImmutableArray<Stratum> Of(IEnumerable<LotUnit> units, ImmutableArray<string> by, int most, Func<int, bool> isLargeEnough)
    {
        List<Group> groups = [.. units
            .GroupBy(u => CellOf(u, by), StringComparer.Ordinal)
            .Select(g => new Group(new(StringComparer.Ordinal) { g.Key }, [.. g],
                [.. by.Select(f => new SortedSet<string>(StringComparer.Ordinal) { g.First().FacetOf(f) })]))];
        while (groups.Count > 1 && Smallest(groups) is var smallest && (groups.Count > most || !isLargeEnough(smallest.Units.Count)))
        {
            groups.Remove(smallest);
            Group nearest = groups.OrderByDescending(smallest.Similarity).ThenBy(g => g.Units.Count).ThenBy(g => g.Cells.Min, StringComparer.Ordinal)
                .First();
            nearest.Join(smallest);
        }

        return [.. groups
            .OrderBy(g => g.Cells.Min, StringComparer.Ordinal)
            .Select(g => new Stratum(Named(g.Cells), [.. g.Cells], [.. g.Units.OrderBy(u => u.Variation)]))];
    }

    /// <summary>Name of the combination of facet values that a unit has.</summary>
    public static string CellOf(LotUnit unit, ImmutableArray<string> by) => string.Join(", ", by.Select(unit.FacetOf));

    private static Group Smallest(List<Group> groups) => groups.OrderBy(g => g.Units.Count).ThenBy(g => g.Cells.Min, StringComparer.Ordinal).First();

    private static string Named(SortedSet<string> cells) => cells.Count == 1 ? cells.Min! : $"{cells.Min} and {cells.Count - 1} more";

    private sealed record Group(SortedSet<string> Cells, List<LotUnit> Units, SortedSet<string>[] Values)
    {
        public double Similarity(Group other) =>
            Values.Zip(other.Values).Sum(pair => (double)pair.First.Intersect(pair.Second).Count() / pair.First.Union(pair.Second).Count());

        public void Join(Group other)
        {
            Cells.UnionWith(other.Cells);
            Units.AddRange(other.Units);
            for (int i = 0; i < Values.Length; i++)
            {
                Values[i].UnionWith(other.Values[i]);
            }
        }
    }
}
