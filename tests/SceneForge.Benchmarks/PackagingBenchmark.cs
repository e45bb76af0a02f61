using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using SceneForge.Packaging;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Review;
using SceneForge.Packaging.Source;
using SceneForge.Packaging.Splits;

namespace SceneForge.Benchmarks;

/// <summary>
/// Writing of packages against its bound: the disk's time for the same files, synced, or the encoders' (see <see cref="PackagingEncoders"/>),
/// whichever is longer. Nobody writes faster than that. All three take turns, so that whatever else the machine does meets all; ratios are
/// medians over the turns. A package is synced before its clock stops.
/// </summary>
internal static class PackagingBenchmark
{
    private const int Turns = 5;

    private static readonly ParallelOptions Threads = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    /// <param name="dataset">Folder of a dataset.</param>
    /// <param name="formats">All if none is given.</param>
    public static void Run(string dataset, IEnumerable<string> formats)
    {
        string root = Directory.CreateTempSubdirectory("sceneforge-packaging-").FullName;
        try
        {
            DatasetSource source = DatasetSource.Open(dataset);
            PackagePlan plan = new() { Source = source, Review = ReviewStatus.Unreviewed, Splits = SplitPlanner.Plan(source, SplitRatios.Default),
                ToolVersion = "benchmark" };
            foreach (string format in formats.DefaultIfEmpty().SelectMany(f => f is null ? PackageFormats.All.Keys : [f]))
            {
                Run(plan, format, root);
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void Run(PackagePlan plan, string format, string root)
    {
        string package = Path.Combine(root, "package");
        string copy = Path.Combine(root, "copy");
        List<Turn> turns = [];
        double megabytes = 0;
        for (int i = 0; i <= Turns; i++)
        {
            Cost writing = Cost.Of(() =>
            {
                new PackageJob(plan, [format], package, Environment.ProcessorCount).Run(() => { }, CancellationToken.None);
                Sync(package);
            });
            (string Path, byte[] Bytes)[] files = [.. Directory.GetFiles(package, "*", SearchOption.AllDirectories)
                .Select(f => (Path.GetRelativePath(package, f), File.ReadAllBytes(f)))];
            megabytes = files.Sum(f => (long)f.Bytes.Length) / 1e6;
            Directory.Delete(package, recursive: true);
            Cost disk = Cost.Of(() => Write(files, copy));
            Directory.Delete(copy, recursive: true);
            PackagingEncoders encoders = new(plan);
            Cost encoding = Cost.Of(() => encoders.Run(format));

            // The first turn is the compiler's.
            turns.AddRange(i == 0 ? [] : [new Turn(writing, disk, encoding)]);
        }

        Figure.Print($"packaging.{format}.mb_per_s", Median(t => megabytes / t.Writing.Seconds), "MB/s");
        Figure.Print($"packaging.{format}.bound_mb_per_s", Median(t => megabytes / t.Bound),
            $"MB/s ({(Median(t => t.Encoders - t.Disk.Seconds) > 0 ? "encoders" : "disk")})");
        Figure.Print($"packaging.{format}.of_bound", Median(t => t.Bound / t.Writing.Seconds), "ratio");
        Figure.Print($"packaging.{format}.disk_mb_per_s", Median(t => megabytes / t.Disk.Seconds), "MB/s");
        Figure.Print($"packaging.{format}.cpu", Median(t => 1000 * t.Writing.Processor / megabytes), "ms/MB");
        Figure.Print($"packaging.{format}.encoders_cpu", Median(t => 1000 * t.Encoding.Processor / megabytes), "ms/MB");

        double Median(Func<Turn, double> value) => turns.Select(value).Order().ElementAt(Turns / 2);
    }

    private static void Write((string Path, byte[] Bytes)[] files, string folder) => Parallel.ForEach(files, Threads, file =>
    {
        string path = Path.Combine(folder, file.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using SafeFileHandle handle = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.None, FileOptions.None, file.Bytes.Length);
        RandomAccess.Write(handle, file.Bytes, 0);
        RandomAccess.FlushToDisk(handle);
    });

    private static void Sync(string folder) => Parallel.ForEach(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories), Threads, file =>
    {
        using SafeFileHandle handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    });

    private sealed record Turn(Cost Writing, Cost Disk, Cost Encoding)
    {
        /// <summary>
        /// Seconds that nothing gets around: the disk's; or the encoders' with what handing the bytes to the disk takes of the same processors.
        /// </summary>
        public double Bound => Math.Max(Disk.Seconds, Encoders);

        public double Encoders => Encoding.Seconds + Disk.Processor / Environment.ProcessorCount;
    }

    /// <summary>What a piece of work takes of the clock and of the processors.</summary>
    private sealed record Cost(double Seconds, double Processor)
    {
        public static Cost Of(Action work)
        {
            GC.Collect();
            long start = Stopwatch.GetTimestamp();
            TimeSpan processor = Environment.CpuUsage.TotalTime;
            work();
            return new Cost(Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
        }
    }
}
