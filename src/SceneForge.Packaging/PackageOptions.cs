using System.Collections.Immutable;

namespace SceneForge.Packaging;

/// <summary>Settings of single formats: <c>--option NAME=VALUE</c>.</summary>
public static class PackageOptions
{
    /// <summary>Names that writers read, with their format before the point.</summary>
    public static ImmutableArray<string> Known { get; } = [];

    /// <summary>Reads NAME=VALUE texts; null where one is no such thing, unknown, or given twice.</summary>
    public static ImmutableSortedDictionary<string, string>? Read(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ImmutableSortedDictionary<string, string>.Builder options = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            string[] parts = text.Split('=', 2);
            if (parts.Length != 2 || !Known.Contains(parts[0]) || !options.TryAdd(parts[0], parts[1]))
            {
                return null;
            }
        }

        return options.ToImmutable();
    }
}
