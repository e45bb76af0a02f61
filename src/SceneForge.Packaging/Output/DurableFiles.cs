using SceneForge.Base.Storage;
using SceneForge.Frames.Storage;

namespace SceneForge.Packaging.Output;

/// <summary>Brings written files to the disk on a thread of its own, so that the disk works while the next files are made.</summary>
internal sealed class DurableFiles : IDisposable
{
    private Task _syncing = Task.CompletedTask;

    /// <summary>Adds files, by their full paths, behind those that were added before.</summary>
    public void Add(IReadOnlyList<string> files) => _syncing = _syncing.ContinueWith(
        before =>
        {
            before.GetAwaiter().GetResult();
            foreach (string file in files)
            {
                Disk.Real.Sync(file);
            }
        },
        CancellationToken.None, TaskContinuationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Waits until all files that were added would outlast a loss of power, under their names in a folder and those below it.</summary>
    /// <exception cref="IOException">One could not be brought to the disk.</exception>
    public void Wait(string folder)
    {
        _syncing.GetAwaiter().GetResult();
        foreach (string below in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Append(folder))
        {
            Disk.Real.SyncFolder(below);
        }
    }

    public void Dispose() => _syncing.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
}
