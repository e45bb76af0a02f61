using System.Globalization;

namespace SceneForge.Cli.Running;

/// <summary>Which variations of a spec are meant: <c>N</c> alone, or <c>A..B</c> with both ends.</summary>
internal readonly record struct VariationRange(int First, int Last)
{
    public static VariationRange All(int count) => new(0, count - 1);

    /// <exception cref="UsageException">The text is not a range within the spec's variations.</exception>
    public static VariationRange Parse(string text, int count)
    {
        string[] ends = text.Split("..");
        bool read = ends.Length is 1 or 2
            & int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
            & int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int last);
        return read && first <= last && last < count
            ? new VariationRange(first, last)
            : throw new UsageException($"--variations {text}: give one number N or a range A..B between 0 and {count - 1}.");
    }

    public IEnumerable<int> Numbers => Enumerable.Range(First, Last - First + 1);
}
