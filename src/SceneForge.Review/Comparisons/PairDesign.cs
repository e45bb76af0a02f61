using System.Security.Cryptography;
using System.Text;

namespace SceneForge.Review.Comparisons;

/// <summary>Two variations and in how many drawn values they differ.</summary>
internal readonly record struct VariationPair(int First, int Second, int Differing);

/// <summary>
/// Finds the pairs of variations that differ in exactly one drawn value; where the design has none, those that differ in the fewest, the fewest
/// first.
/// </summary>
internal static class PairDesign
{
    // People judge some hundred pairs; more would only take memory.
    private const int MaxPairs = 20_000;

    // All pairs of so many variations are compared where none differ in one value only.
    private const int MaxCompared = 1_000;

    /// <param name="variations">Numbers of sequences with their drawn values by JSON pointer.</param>
    /// <param name="seed">Chooses where there are too many.</param>
    public static VariationPair[] Find(IReadOnlyList<(int Sequence, IReadOnlyDictionary<string, object> Drawn)> variations, string seed)
    {
        int[] order = [.. Enumerable.Range(0, variations.Count).OrderBy(i => Mix(seed, variations[i].Sequence))];
        int[][] codes = Code(variations);
        VariationPair Pair(int i, int j, int differing) => variations[i].Sequence < variations[j].Sequence
            ? new VariationPair(variations[i].Sequence, variations[j].Sequence, differing)
            : new VariationPair(variations[j].Sequence, variations[i].Sequence, differing);

        VariationPair[] one = [.. AlikeButForOne(codes, order).Select(p => Pair(p.I, p.J, 1))];
        return one.Length > 0 ? one : [.. Fewest(codes, order).Select(p => Pair(p.I, p.J, p.Differing))];
    }

    /// <summary>JSON pointers of the drawn values that two variations do not share, in order.</summary>
    public static IEnumerable<string> Differing(IReadOnlyDictionary<string, object> a, IReadOnlyDictionary<string, object> b) => a.Keys.Union(b.Keys)
        .Where(k => !Equals(a.GetValueOrDefault(k), b.GetValueOrDefault(k)))
        .Order(StringComparer.Ordinal);

    /// <summary>A number that depends on every bit of seed and place, the same everywhere.</summary>
    public static ulong Mix(string seed, params ReadOnlySpan<int> place)
    {
        StringBuilder text = new(seed);
        foreach (int part in place)
        {
            text.Append('/').Append(part.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    // Each drawn value as a small number, 0 where a variation has none under that pointer: a row a variation, a column a pointer.
    private static int[][] Code(IReadOnlyList<(int Sequence, IReadOnlyDictionary<string, object> Drawn)> variations)
    {
        string[] names = [.. variations.SelectMany(v => v.Drawn.Keys).Distinct()];
        Dictionary<object, int>[] known = [.. names.Select(_ => new Dictionary<object, int>())];
        return [.. variations.Select(v => (int[])[.. names.Select((name, column) =>
        {
            if (!v.Drawn.TryGetValue(name, out object? value))
            {
                return 0;
            }

            if (!known[column].TryGetValue(value, out int code))
            {
                known[column][value] = code = known[column].Count + 1;
            }

            return code;
        })])];
    }

    // Variations that agree once a column is left out meet in one bucket.
    private static IEnumerable<(int I, int J)> AlikeButForOne(int[][] codes, int[] order)
    {
        int columns = codes.Length == 0 ? 0 : codes[0].Length;
        for (int column = 0; column < columns; column++)
        {
            Dictionary<int, List<int>> buckets = [];
            foreach (int i in order)
            {
                HashCode hash = default;
                for (int c = 0; c < columns; c++)
                {
                    hash.Add(c == column ? 0 : codes[i][c]);
                }

                int key = hash.ToHashCode();
                if (!buckets.TryGetValue(key, out List<int>? bucket))
                {
                    buckets[key] = bucket = [];
                }

                bucket.Add(i);
            }

            // Each value gets its share of the pairs.
            foreach ((int I, int J) pair in buckets.Values.SelectMany(PairsOf).Where(p => Difference(codes[p.I], codes[p.J]) == 1)
                .Take(MaxPairs / columns))
            {
                yield return pair;
            }
        }
    }

    // Every member meets its neighbours first, so that a large bucket that is cut short still shows all its members.
    private static IEnumerable<(int I, int J)> PairsOf(List<int> bucket)
    {
        for (int step = 1; step < bucket.Count; step++)
        {
            for (int i = 0; i + step < bucket.Count; i++)
            {
                yield return (bucket[i], bucket[i + step]);
            }
        }
    }

    private static IEnumerable<(int I, int J, int Differing)> Fewest(int[][] codes, int[] order)
    {
        int count = Math.Min(order.Length, MaxCompared);
        List<(int I, int J, int Differing)> pairs = [];
        for (int i = 0; i < count; i++)
        {
            for (int j = i + 1; j < count; j++)
            {
                if (Difference(codes[order[i]], codes[order[j]]) is > 0 and int differing)
                {
                    pairs.Add((order[i], order[j], differing));
                }
            }
        }

        return pairs.OrderBy(p => p.Differing).Take(MaxPairs);
    }

    private static int Difference(int[] a, int[] b)
    {
        int count = 0;
        for (int i = 0; i < a.Length; i++)
        {
            count += a[i] == b[i] ? 0 : 1;
        }

        return count;
    }
}
