using System.Globalization;

namespace SceneForge.Cli.Terminal;

/// <summary>Numbers from the command line: <c>N</c> alone, or <c>A..B</c> with both ends.</summary>
internal readonly record struct NumberRange(int First, int Last)
{
    public static NumberRange All(int count) => new(0, count - 1);

    public IEnumerable<int> Numbers => Enumerable.Range(First, Last - First + 1);

    /// <summary>Numbers as schedulers read them, runs of them as ranges: <c>0,3-7,9</c>.</summary>
    /// <param name="ascending">Each once, in their order.</param>
    public static string Join(IEnumerable<int> ascending)
    {
        List<NumberRange> ranges = [];
        foreach (int number in ascending)
        {
            if (ranges.Count > 0 && ranges[^1].Last == number - 1)
            {
                ranges[^1] = ranges[^1] with { Last = number };
            }
            else
            {
                ranges.Add(new NumberRange(number, number));
            }
        }

        return string.Join(',', ranges.Select(r => r.First == r.Last
            ? r.First.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{r.First}-{r.Last}")));
    }

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
