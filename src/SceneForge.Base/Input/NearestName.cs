namespace SceneForge.Base.Input;

/// <summary>Suggests what a misspelt name was meant to be.</summary>
public static class NearestName
{
    private const int LongestName = 80;

    /// <summary>Whether one is likely the other, misspelt: at most a third of its letters differ.</summary>
    public static bool IsNear(string name, string known)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(known);
        return name.Length <= LongestName && Distance(name, known) <= Math.Max(1, name.Length / 3);
    }

    /// <summary>At most 80 characters of a name, for messages.</summary>
    public static string Shorten(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length <= LongestName
            ? name
            : string.Concat(name.AsSpan(0, char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName), "...");
    }

    /// <summary>The nearest of <paramref name="known"/> by edit distance, else a list of all.</summary>
    public static string Among(string name, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] candidates = [.. known.Order(StringComparer.Ordinal)];
        string? nearest = name.Length > LongestName ? null : candidates.MinBy(candidate => Distance(name, candidate));
        return nearest is not null && IsNear(name, nearest)
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
