using SceneForge.Base.Storage;

namespace SceneForge.Frames.Storage;

/// <summary>
/// Work on a dataset's folder that one process does at a time, such as its report: the operating system holds the lock and lets go of it when the
/// process ends, however it ends.
/// </summary>
public sealed class FolderLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Waits until no other process has the lock of this name, and takes it.</summary>
    /// <param name="folder">Of the dataset.</param>
    /// <param name="waiting">Called once where another process has it.</param>
    public static FolderLock Take(string folder, string name, Action waiting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(waiting);
        string partial = Path.Combine(Path.GetFullPath(folder), DatasetLayout.PartialFolder);
        bool said = false;
        while (true)
        {
            try
            {
                Directory.CreateDirectory(partial);
                return new FolderLock(Disk.Real.OpenAlone(Path.Combine(partial, $"{name}.lock")));
            }
            catch (DirectoryNotFoundException)
            {
                // Another process that has ended took the empty folder away in between.
                cancellation.ThrowIfCancellationRequested();
            }
            catch (IOException e) when (SequenceJournal.IsHeld(e))
            {
                if (!said)
                {
                    said = true;
                    waiting();
                }

                cancellation.WaitHandle.WaitOne(Pause);
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Lets go, and leaves nothing behind.</summary>
    public void Dispose()
    {
        string path = _file.Name;
        if (OperatingSystem.IsWindows())
        {
            _file.Dispose();
        }

        try
        {
            // While it is still held: who opens it now finds that it has lost its name.
            File.Delete(path);
            DatasetWriter.DeleteIfEmpty(Path.GetDirectoryName(path)!);
        }
        catch (IOException)
        {
            // Another process has it already.
        }
        finally
        {
            _file.Dispose();
        }
    }
}
