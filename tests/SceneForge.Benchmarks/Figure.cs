using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace SceneForge.Benchmarks;

/// <summary>Times work and prints figures.</summary>
internal static class Figure
{
    private const int ThreadCpuTime = 3;

    public static void Print(string name, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {value:0.00} {unit}"));

    /// <summary>
    /// Milliseconds that single-threaded work keeps one core busy: the best of several runs, after a warm-up that lets the compiler
    /// settle. Where the system counts a thread's own time, other load on the machine does not enter.
    /// </summary>
    public static double Milliseconds(int runs, Action work)
    {
        double warmUp = Now();
        for (int i = 0; i < 3 || Now() - warmUp < 600; i++)
        {
            work();
        }

        double best = double.PositiveInfinity;
        for (int i = 0; i < runs; i++)
        {
            double start = Now();
            work();
            best = Math.Min(best, Now() - start);
        }

        return best;
    }

    private static double Now() =>
        OperatingSystem.IsLinux() && ClockGetTime(ThreadCpuTime, out TimeSpecification time) == 0
            ? time.Seconds * 1e3 + time.Nanoseconds / 1e6
            : Stopwatch.GetTimestamp() * 1e3 / Stopwatch.Frequency;

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int ClockGetTime(int clock, out TimeSpecification time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpecification
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
