namespace SceneForge.Scenarios.Input;

/// <summary>Suggests what a misspelt name was meant to be.</summary>
public static class NearestName
{
    /// <summary>The nearest of <paramref name="known"/> by edit distance, else a list of all.</summary>
    public static string Among(string name, IEnumerable<string> known)
    {
        string[] candidates = [.. known.Order(StringComparer.Ordinal)];
        string? nearest = candidates.MinBy(candidate => Distance(name, candidate));
        return nearest is not null && Distance(name, nearest) <= Math.Max(1, name.Length / 3)
            ? $"\"{nearest}\""
            : $"one of: {string.Join(", ", candidates)}";
    }

    // Levenshtein 1966, two rows.
    private static int Distance(string a, string b)
    {
        int[] previous = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int[] current = new int[b.Length + 1];
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[b.Length];
    }
}
