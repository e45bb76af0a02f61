using SceneForge.Base.Storage;
using SceneForge.Frames.Storage;

namespace SceneForge.ReliabilityTests.Store;

/// <summary>One step that a disk was asked for. What a caller waits for comes after what it waits on.</summary>
internal abstract record DiskStep
{
    /// <summary>A file's bytes from an offset on; -1: at its end. The file is made if it is not there.</summary>
    public sealed record Write(string Path, byte[] Bytes, bool Append) : DiskStep;

    public sealed record Truncate(string Path, long Length) : DiskStep;

    public sealed record Create(string Path) : DiskStep;

    public sealed record CreateFolder(string Path) : DiskStep;

    public sealed record Move(string Path, string Target) : DiskStep;

    public sealed record Delete(string Path) : DiskStep;

    public sealed record Sync(string Path) : DiskStep;

    public sealed record SyncFolder(string Path) : DiskStep;

    /// <summary>Not the disk's: the writer told somebody that a frame is safe.</summary>
    public sealed record Acknowledge(string Frame) : DiskStep;
}

/// <summary>A disk that does what it is asked for and writes it down, one step at a time.</summary>
internal sealed class RecordingDisk : Disk
{
    private readonly Lock _lock = new();

    public List<DiskStep> Steps { get; } = [];

    public void Acknowledge(string frame) => Do(new DiskStep.Acknowledge(frame), static () => { });

    public override void Write(string path, ReadOnlySpan<byte> bytes)
    {
        byte[] copy = bytes.ToArray();
        Do(new DiskStep.Write(path, copy, false), () => base.Write(path, copy));
    }

    public override void Sync(string path) => Do(new DiskStep.Sync(path), () => base.Sync(path));

    public override void SyncFolder(string path) => Do(new DiskStep.SyncFolder(path), () => base.SyncFolder(path));

    public override FileStream OpenAlone(string path)
    {
        FileStream? file = null;
        bool isThere = File.Exists(path);
        if (isThere)
        {
            return base.OpenAlone(path);
        }

        Do(new DiskStep.Create(path), () => file = base.OpenAlone(path));
        return file!;
    }

    public override void Append(FileStream file, ReadOnlySpan<byte> bytes)
    {
        byte[] copy = bytes.ToArray();
        Do(new DiskStep.Write(file.Name, copy, true), () => base.Append(file, copy));
        Do(new DiskStep.Sync(file.Name), static () => { });
    }

    public override void Truncate(FileStream file, long length) => Do(new DiskStep.Truncate(file.Name, length), () => base.Truncate(file, length));

    public override void Move(string path, string target) => Do(new DiskStep.Move(path, target), () => base.Move(path, target));

    public override void MoveFolder(string path, string target) => Do(new DiskStep.Move(path, target), () => base.MoveFolder(path, target));

    public override void Delete(string path) => Do(new DiskStep.Delete(path), () => base.Delete(path));

    public override void DeleteFolder(string path)
    {
        foreach (string file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
        {
            Delete(file);
        }

        Do(new DiskStep.Delete(path), () => base.DeleteFolder(path));
    }

    public override void CreateFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            Do(new DiskStep.CreateFolder(path), () => base.CreateFolder(path));
        }
    }

    private void Do(DiskStep step, Action work)
    {
        lock (_lock)
        {
            work();
            Steps.Add(step);
        }
    }
}
