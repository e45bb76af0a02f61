using System.Globalization;

namespace SceneForge.Benchmarks;

/// <summary>Times work and prints figures.</summary>
internal static class Figure
{
    public static void Print(string name, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {value:0.00} {unit}"));

    /// <summary>
    /// Milliseconds that single-threaded work keeps one core busy: the best of several runs, after a warm-up that lets the compiler
    /// settle. Where the system counts a thread's own time, other load on the machine does not enter.
    /// </summary>
    public static double Milliseconds(int runs, Action work)
    {
        double warmUp = ThreadClock.Milliseconds();
        for (int i = 0; i < 3 || ThreadClock.Milliseconds() - warmUp < 600; i++)
        {
            work();
        }

        return ThreadClock.Best(runs, work);
    }

    /// <summary>Sorts the values; of an even number the upper of the two in the middle.</summary>
    public static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
