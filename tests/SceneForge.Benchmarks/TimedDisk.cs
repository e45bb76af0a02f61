using System.Diagnostics;
using SceneForge.Base.Storage;
using SceneForge.Frames.Storage;

namespace SceneForge.Benchmarks;

/// <summary>The machine's disk, with the time that callers wait for it, over all threads.</summary>
internal sealed class TimedDisk : Disk
{
    private long _ticks;
    private long _bytes;

    public double Milliseconds => Interlocked.Read(ref _ticks) * 1e3 / Stopwatch.Frequency;

    /// <summary>Bytes written.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public override void Write(string path, ReadOnlySpan<byte> bytes)
    {
        long start = Stopwatch.GetTimestamp();
        base.Write(path, bytes);
        Interlocked.Add(ref _bytes, bytes.Length);
        Count(start);
    }

    public override void Sync(string path)
    {
        long start = Stopwatch.GetTimestamp();
        base.Sync(path);
        Count(start);
    }

    public override void SyncFolder(string path)
    {
        long start = Stopwatch.GetTimestamp();
        base.SyncFolder(path);
        Count(start);
    }

    public override void Append(FileStream file, ReadOnlySpan<byte> bytes)
    {
        long start = Stopwatch.GetTimestamp();
        base.Append(file, bytes);
        Count(start);
    }

    public override void Move(string path, string target)
    {
        long start = Stopwatch.GetTimestamp();
        base.Move(path, target);
        Count(start);
    }

    private void Count(long start) => Interlocked.Add(ref _ticks, Stopwatch.GetTimestamp() - start);
}
