namespace SceneForge.Cli.Terminal;

/// <summary>One process at a time: held by an open file that the system lets go of when its process ends.</summary>
internal static class FolderLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    // What .NET gives for a file that another process holds: EWOULDBLOCK, and Windows' ERROR_SHARING_VIOLATION.
    private static readonly int[] Held = [11, unchecked((int)0x80070020)];

    /// <summary>Waits until no other process holds the folder's lock <c>checks/.lock</c>, and holds it until disposed of.</summary>
    public static async Task<IDisposable> AcquireAsync(string folder, CancellationToken cancellation)
    {
        string checks = Path.Combine(folder, "checks");
        Directory.CreateDirectory(checks);
        string path = Path.Combine(checks, ".lock");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (Held.Contains(e.HResult))
            {
                await Task.Delay(Pause, cancellation);
            }
        }
    }
}
