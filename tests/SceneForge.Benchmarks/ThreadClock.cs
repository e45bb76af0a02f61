using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SceneForge.Benchmarks;

/// <summary>
/// Time that the calling thread has had a processor, which others' work does not lengthen as it does the clock's; the clock where the system
/// cannot tell.
/// </summary>
internal static class ThreadClock
{
    private const int ThreadCpuTime = 3;

    public static double Milliseconds()
    {
        if (OperatingSystem.IsLinux() && GetTime(ThreadCpuTime, out TimeSpec time) == 0)
        {
            return time.Seconds * 1e3 + time.Nanoseconds * 1e-6;
        }

        return Stopwatch.GetTimestamp() * 1e3 / Stopwatch.Frequency;
    }

    /// <summary>The least time of several runs of an action on this thread, milliseconds.</summary>
    public static double Best(int rounds, Action action)
    {
        double best = double.PositiveInfinity;
        for (int i = 0; i < rounds; i++)
        {
            double start = Milliseconds();
            action();
            best = Math.Min(best, Milliseconds() - start);
        }

        return best;
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int GetTime(int clock, out TimeSpec time);

    private readonly struct TimeSpec
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
