using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;
using SceneForge.Packaging.Output;
using SceneForge.Packaging.Source;
using SceneForge.Quality.Lots;
using SceneForge.Quality.Sampling;

namespace SceneForge.Packaging.Splits;

/// <summary>
/// Divides sequences into splits: stratified by light, weather and the words of the spec's parameters (its presets among them), in an order that seed
/// and number alone give. Sequences in which the same things move alike, mirrored or not, go together whatever their weather.
/// </summary>
public static class SplitPlanner
{
    // Opened while the one before is looked at, on as many threads as there are.
    private const int SequencesAhead = 16;

    /// <summary>A sequence as the planner sees it.</summary>
    internal sealed record Candidate(int Number, string Stratum, MotionKey Motion);

    public static SplitPlan Plan(DatasetSource source, SplitRatios ratios)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(ratios);
        return Plan([.. WorkQueue.Ahead(source.Sequences.Select(n => (Func<Candidate>)(() => CandidateOf(source.OpenSequence(n)))), SequencesAhead)],
            ratios, source.Dataset.Seed);
    }

    internal static SplitPlan Plan(IReadOnlyList<Candidate> candidates, SplitRatios ratios, ulong seed)
    {
        List<Candidate[]> groups = Groups(candidates);
        (string Stratum, Candidate[][] Groups)[] strata = [.. groups
            .GroupBy(g => g[0].Stratum, StringComparer.Ordinal)
            .OrderBy(s => s.Key, StringComparer.Ordinal)
            .Select(s => (s.Key, s.OrderByDescending(g => g.Length).ThenBy(g => Rank(seed, g[0].Number), StringComparer.Ordinal).ToArray()))];
        Dictionary<int, string> bySequence = [];
        int[] taken = new int[SplitRatios.Names.Length];
        int[] groupsTaken = new int[SplitRatios.Names.Length];
        int dealt = 0;
        int open = groups.Count;
        foreach ((_, Candidate[][] inStratum) in strata)
        {
            int[] takenHere = new int[SplitRatios.Names.Length];
            int dealtHere = 0;
            foreach (Candidate[] group in inStratum)
            {
                dealt += group.Length;
                dealtHere += group.Length;
                int split = Neediest(ratios, taken, dealt, takenHere, dealtHere, groupsTaken, open--);
                taken[split] += group.Length;
                takenHere[split] += group.Length;
                groupsTaken[split]++;
                foreach (Candidate candidate in group)
                {
                    bySequence[candidate.Number] = SplitRatios.Names[split];
                }
            }
        }

        return new SplitPlan(bySequence.ToImmutableSortedDictionary(), ratios, seed, groups.Count);
    }

    /// <summary>
    /// The split that is farthest behind its share, over all and within the stratum; one that would stay empty goes before the others when groups
    /// run out.
    /// </summary>
    private static int Neediest(SplitRatios ratios, int[] taken, int dealt, int[] takenHere, int dealtHere, int[] groupsTaken, int open)
    {
        ImmutableArray<double> shares = ratios.Shares;
        int[] wanted = [.. Enumerable.Range(0, shares.Length).Where(s => shares[s] > 0)];
        int[] empty = [.. wanted.Where(s => groupsTaken[s] == 0)];
        return (open <= empty.Length ? empty : wanted).MaxBy(s => shares[s] * dealt - taken[s] + (shares[s] * dealtHere - takenHere[s]));
    }

    private static Candidate CandidateOf(SourceSequence sequence)
    {
        LotUnit unit = DatasetLot.Unit(sequence.Source.Dataset, sequence.Tables);
        IEnumerable<string> words = ((sequence.Scenario.Token as JObject)?["drawn"] as JObject)?.Properties()
            .Where(p => p.Name.StartsWith("/parameters/", StringComparison.Ordinal) && p.Value.Type == JTokenType.String)
            .Select(p => (string)p.Value!) ?? [];
        return new Candidate(sequence.Number, string.Join('/', [unit.FacetOf(Facet.Light), unit.FacetOf(Facet.Weather), .. words]),
            MotionKey.Of(sequence.Scenario));
    }

    /// <summary>Joins what is alike, directly or through others; each group by number, groups by their first.</summary>
    private static List<Candidate[]> Groups(IReadOnlyList<Candidate> candidates)
    {
        int[] parent = [.. Enumerable.Range(0, candidates.Count)];
        foreach (int[] shape in Enumerable.Range(0, candidates.Count).GroupBy(i => candidates[i].Motion.Shape, StringComparer.Ordinal)
            .Select(g => g.ToArray()))
        {
            // Alike in all numbers means alike in the one that spreads most, so only neighbours there are compared.
            int widest = Widest(shape.Select(i => candidates[i].Motion.Magnitudes));
            int[] sorted = widest < 0 ? shape : [.. shape.OrderBy(i => candidates[i].Motion.Magnitudes[widest]).ThenBy(i => i)];
            for (int a = 0; a < sorted.Length; a++)
            {
                MotionKey key = candidates[sorted[a]].Motion;
                for (int b = a + 1; b < sorted.Length && (widest < 0
                    || MotionKey.AreAlike(key.Magnitudes[widest], candidates[sorted[b]].Motion.Magnitudes[widest])); b++)
                {
                    if (key.IsLike(candidates[sorted[b]].Motion))
                    {
                        parent[Root(parent, sorted[b])] = Root(parent, sorted[a]);
                    }
                }
            }
        }

        return [.. Enumerable.Range(0, candidates.Count).GroupBy(i => Root(parent, i))
            .Select(g => g.Select(i => candidates[i]).OrderBy(c => c.Number).ToArray()).OrderBy(g => g[0].Number)];
    }

    private static int Widest(IEnumerable<float[]> rows)
    {
        float[][] all = [.. rows];
        return all[0].Length == 0
            ? -1
            : Enumerable.Range(0, all[0].Length).MaxBy(i => (all.Max(r => r[i]) - all.Min(r => r[i])) / Math.Max(1, all.Max(r => r[i])));
    }

    private static int Root(int[] parent, int i)
    {
        while (parent[i] != i)
        {
            parent[i] = parent[parent[i]];
            i = parent[i];
        }

        return i;
    }

    private static string Rank(ulong seed, int number) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"split/{seed}/{number}"))));
}
