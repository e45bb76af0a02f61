using System.Globalization;

namespace SceneForge.Cli.Terminal;

/// <summary>Numbers from the command line: <c>N</c> alone, or <c>A..B</c> with both ends.</summary>
internal readonly record struct NumberRange(int First, int Last)
{
    public static NumberRange All(int count) => new(0, count - 1);

    public IEnumerable<int> Numbers => Enumerable.Range(First, Last - First + 1);

    /// <param name="option">For the error.</param>
    /// <exception cref="UsageException">The text is not a range from 0 to count, exclusive.</exception>
    public static NumberRange Parse(string option, string text, int count)
    {
        string[] ends = text.Split("..");
        bool read = ends.Length is 1 or 2
            & int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
            & int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int last);
        return read && first <= last && last < count
            ? new NumberRange(first, last)
            : throw new UsageException($"{option} {text}: give one number N or a range A..B between 0 and {count - 1}.");
    }
}
