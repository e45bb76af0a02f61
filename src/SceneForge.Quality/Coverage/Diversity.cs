using System.Collections.Immutable;
using SceneForge.Base.Numerics;

namespace SceneForge.Quality.Coverage;

/// <summary>How evenly a dataset spreads over its bins.</summary>
/// <param name="Entropy">Bits by facet, of the sightings' classes, ranges, occlusions, of the sequences' weathers, lights, skies and looks, and
/// of all cells.</param>
/// <param name="FilledCells">Cells with a sighting.</param>
/// <param name="TailCells">Cells seen in one sequence only.</param>
public sealed record Diversity(ImmutableSortedDictionary<string, double> Entropy, int FilledCells, int TailCells)
{
    /// <summary>Each cell counts in how many sequences it is seen, not how often: frames of one sequence repeat each other.</summary>
    /// <param name="alike">Which of the sequences look alike; null where that is not known, and looks have no entropy then.</param>
    public static Diversity Of(IReadOnlyCollection<SequenceLook> sequences, NearDuplicates? alike)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        VisibleCell[] seen = [.. sequences.SelectMany(s => s.Sightings).Select(s => s.Cell)];
        int[] perCell = [.. seen.CountBy(c => c).Select(c => c.Value)];
        return new Diversity(
            ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
            [
                Facet("class", seen, c => c.Class),
                Facet("range", seen, c => c.Range),
                Facet("occlusion", seen, c => c.Occlusion),
                Facet("cell", seen, c => c),
                Facet("weather", sequences, s => s.Sky.Weather),
                Facet("light", sequences, s => s.Sky.Light),
                .. alike is null ? [] : (KeyValuePair<string, double>[])[Facet("look", sequences, s => alike.LookOf(s.Number))],
            ]),
            perCell.Length,
            perCell.Count(n => n == 1));
    }

    /// <summary>Shannon's entropy of counts, in bits.</summary>
    public static double EntropyOf(IReadOnlyCollection<int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        double total = counts.Sum();

        // Summed in one order, so that the last digit does not depend on that of the bins.
        return Math.Max(0, -counts.Where(n => n > 0).Order().Sum(n => n / total * (StrictMath.Log(n / total) / StrictMath.Log(2))));
    }

    private static KeyValuePair<string, double> Facet<TItem, TKey>(string name, IEnumerable<TItem> items, Func<TItem, TKey> key)
        where TKey : notnull => new(name, EntropyOf([.. items.CountBy(key).Select(c => c.Value)]));
}
