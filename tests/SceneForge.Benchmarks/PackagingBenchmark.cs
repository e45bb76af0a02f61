using System.Diagnostics;
using System.Security.Cryptography;
using SceneForge.Packaging;
using SceneForge.Packaging.Review;
using SceneForge.Packaging.Source;
using SceneForge.Packaging.Splits;

namespace SceneForge.Benchmarks;

/// <summary>
/// Writing of packages against plain copies of the same bytes, and against copies that compare and list each file's SHA-256 as packages do, by as many threads. All bring their files to the disk, one after the other in turns, so that whatever else
/// the machine does meets all; each figure is the best of a few turns.
/// </summary>
internal static class PackagingBenchmark
{
    private const int Turns = 3;

    /// <param name="dataset">Folder of a dataset.</param>
    /// <param name="formats">All if none is given.</param>
    public static void Run(string dataset, IEnumerable<string> formats)
    {
        string root = Directory.CreateTempSubdirectory("sceneforge-packaging-").FullName;
        try
        {
            DatasetSource source = DatasetSource.Open(dataset);
            PackagePlan plan = new() { Source = source, Review = ReviewStatus.Unreviewed, Splits = SplitPlanner.Plan(source, SplitRatios.Default), ToolVersion = "benchmark" };
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
        Cost writing = Cost.Endless;
        Cost copying = Cost.Endless;
        Cost hashing = Cost.Endless;
        double megabytes = 0;
        for (int turn = 0; turn < Turns; turn++)
        {
            writing = writing.Least(Cost.Of(package, () => new PackageJob(plan, [format], package, Environment.ProcessorCount).Run(() => { }, CancellationToken.None)));
            megabytes = Directory.GetFiles(package, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length) / 1e6;
            copying = copying.Least(Cost.Of(copy, () => Copy(package, copy, File.Copy)));
            Directory.Delete(copy, recursive: true);
            hashing = hashing.Least(Cost.Of(copy, () => Copy(package, copy, HashAndCopy)));
            Directory.Delete(copy, recursive: true);
            Directory.Delete(package, recursive: true);
        }

        Figure.Print($"packaging.{format}_written", megabytes / writing.Seconds, "MB/s");
        Figure.Print($"packaging.{format}_copied", megabytes / copying.Seconds, "MB/s");
        Figure.Print($"packaging.{format}_hashed_and_copied", megabytes / hashing.Seconds, "MB/s");
        Figure.Print($"packaging.{format}_written_vs_copied", copying.Seconds / writing.Seconds, "ratio");
        Figure.Print($"packaging.{format}_written_vs_hashed_and_copied", hashing.Seconds / writing.Seconds, "ratio");
        Figure.Print($"packaging.{format}_cpu", 1000 * writing.Processor / megabytes, "ms/MB");
        Figure.Print($"packaging.{format}_cpu_hashed_and_copied", 1000 * hashing.Processor / megabytes, "ms/MB");
    }

    private static void Copy(string from, string to, Action<string, string> copy) => Parallel.ForEach(
        Directory.GetFiles(from, "*", SearchOption.AllDirectories),
        new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
        file =>
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            copy(file, target);
        });

    // A package compares what it reads and lists what it writes: twice where a picture gets its mark.
    private static void HashAndCopy(string from, string to)
    {
        byte[] bytes = File.ReadAllBytes(from);
        SHA256.HashData(bytes);
        SHA256.HashData(bytes);
        File.WriteAllBytes(to, bytes);
    }

    /// <summary>What a piece of work takes of the clock and of the processors.</summary>
    private sealed record Cost(double Seconds, double Processor)
    {
        public static Cost Endless { get; } = new(double.PositiveInfinity, double.PositiveInfinity);

        // The disk's part of the work belongs to it: the files are synced before the clock stops.
        public static Cost Of(string folder, Action work)
        {
            long start = Stopwatch.GetTimestamp();
            TimeSpan processor = Environment.CpuUsage.TotalTime;
            work();
            foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                using Microsoft.Win32.SafeHandles.SafeFileHandle handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
                RandomAccess.FlushToDisk(handle);
            }

            return new Cost(Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
        }

        public Cost Least(Cost other) => new(Math.Min(Seconds, other.Seconds), Math.Min(Processor, other.Processor));
    }
}
