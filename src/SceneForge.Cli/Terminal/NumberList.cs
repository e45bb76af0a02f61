using System.Globalization;

namespace SceneForge.Cli.Terminal;

/// <summary>Numbers as schedulers take them: those that follow one another as ranges, such as <c>1-4999,5003</c>.</summary>
internal static class NumberList
{
    /// <param name="numbers">Ascending, each once.</param>
    public static string Of(IEnumerable<int> numbers)
    {
        List<(int First, int Last)> ranges = [];
        foreach (int number in numbers)
        {
            if (ranges is [.., var last] && last.Last + 1 == number)
            {
                ranges[^1] = (last.First, number);
            }
            else
            {
                ranges.Add((number, number));
            }
        }

        return string.Join(',', ranges.Select(r => r.First == r.Last
            ? r.First.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{r.First}-{r.Last}")));
    }
}
