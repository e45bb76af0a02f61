using SceneForge.Base.Storage;
using SceneForge.Frames.Storage;

namespace SceneForge.ReliabilityTests.Store;

/// <summary>A disk on which one step fails, or every one from there on. A write that fails has written a part.</summary>
/// <param name="step">Number of the step that fails first, from 0.</param>
/// <param name="error">What the operating system says: EIO 5, EMFILE 24, ENOSPC 28, EROFS 30.</param>
internal sealed class FailingDisk(int step, bool forever, int error) : Disk
{
    private int _next = -1;

    /// <summary>Whether the step was reached.</summary>
    public bool HasFailed { get; private set; }

    public override void Write(string path, ReadOnlySpan<byte> bytes)
    {
        bool fails = Fails();
        base.Write(path, fails ? bytes[..(bytes.Length / 2)] : bytes);
        Throw(fails);
    }

    public override void Append(FileStream file, ReadOnlySpan<byte> bytes)
    {
        bool fails = Fails();
        base.Append(file, fails ? bytes[..(bytes.Length / 2)] : bytes);
        Throw(fails);
    }

    public override void Sync(string path)
    {
        Throw(Fails());
        base.Sync(path);
    }

    public override void SyncFolder(string path)
    {
        Throw(Fails());
        base.SyncFolder(path);
    }

    public override FileStream OpenAlone(string path)
    {
        Throw(Fails());
        return base.OpenAlone(path);
    }

    public override void Truncate(FileStream file, long length)
    {
        Throw(Fails());
        base.Truncate(file, length);
    }

    public override void Move(string path, string target)
    {
        Throw(Fails());
        base.Move(path, target);
    }

    public override void MoveFolder(string path, string target)
    {
        Throw(Fails());
        base.MoveFolder(path, target);
    }

    public override void Delete(string path)
    {
        Throw(Fails());
        base.Delete(path);
    }

    public override void CreateFolder(string path)
    {
        Throw(Fails());
        base.CreateFolder(path);
    }

    private bool Fails()
    {
        int now = Interlocked.Increment(ref _next);
        return now == step || (forever && now > step);
    }

    private void Throw(bool fails)
    {
        if (fails)
        {
            HasFailed = true;
            throw new IOException($"Input/output error {error}.", error);
        }
    }
}
