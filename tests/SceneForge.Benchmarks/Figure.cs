using System.Diagnostics;
using System.Globalization;

namespace SceneForge.Benchmarks;

/// <summary>Times work and prints figures.</summary>
internal static class Figure
{
    public static void Print(string name, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {value:0.00} {unit}"));

    /// <summary>Median milliseconds of one run, after a warm-up that lets the compiler settle.</summary>
    public static double Milliseconds(int runs, Action work)
    {
        long warmUp = Stopwatch.GetTimestamp();
        for (int i = 0; i < 3 || Stopwatch.GetElapsedTime(warmUp).TotalMilliseconds < 600; i++)
        {
            work();
        }

        double[] times = new double[runs];
        for (int i = 0; i < runs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[runs / 2];
    }
}
