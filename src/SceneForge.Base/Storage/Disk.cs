using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SceneForge.Base.Storage;

/// <summary>
/// Everything that writing a dataset does to the disk. What was written survives a loss of power once <c>Sync</c> has returned; what was named,
/// once <c>SyncFolder</c> has. Tests put recording and failing disks in its place.
/// </summary>
public class Disk
{
    /// <summary>The machine's own.</summary>
    public static Disk Real { get; } = new();

    /// <summary>Writes a file, over one that an interrupted run left.</summary>
    public virtual void Write(string path, ReadOnlySpan<byte> bytes)
    {
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.None, FileOptions.None, bytes.Length);
        RandomAccess.Write(file, bytes, 0);
    }

    /// <summary>Waits until the file's bytes are on the disk.</summary>
    public virtual void Sync(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>
    /// Waits until the folder's names are on the disk. .NET opens no folders, so this goes to the C library; where there is none, nothing is
    /// done.
    /// </summary>
    public virtual void SyncFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int descriptor = Open(path, 0);
        if (descriptor < 0)
        {
            throw new IOException($"Cannot open the folder {path}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
        }

        int result = FSync(descriptor);
        int error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (result != 0)
        {
            throw new IOException($"Cannot sync the folder {path}: {new Win32Exception(error).Message}");
        }
    }

    /// <summary>Opens a file, new or not, that nobody else may open meanwhile.</summary>
    /// <exception cref="IOException">Another process has it open.</exception>
    public virtual FileStream OpenAlone(string path)
    {
        while (true)
        {
            FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            if (!HasLostItsName(file))
            {
                return file;
            }

            file.Dispose();
        }
    }

    /// <summary>Adds to the end of an open file, and waits until it is on the disk.</summary>
    public virtual void Append(FileStream file, ReadOnlySpan<byte> bytes)
    {
        file.Seek(0, SeekOrigin.End);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Cuts an open file off.</summary>
    public virtual void Truncate(FileStream file, long length) => file.SetLength(length);

    /// <summary>Gives a file another name, in place of one that has it.</summary>
    public virtual void Move(string path, string target) => File.Move(path, target, overwrite: true);

    /// <summary>Gives a folder another name.</summary>
    public virtual void MoveFolder(string path, string target) => Directory.Move(path, target);

    public virtual void Delete(string path) => File.Delete(path);

    /// <summary>Removes a folder with all that is in it.</summary>
    public virtual void DeleteFolder(string path) => Directory.Delete(path, recursive: true);

    /// <summary>Makes a folder in one that is there.</summary>
    public virtual void CreateFolder(string path) => Directory.CreateDirectory(path);

    /// <summary>
    /// Makes a folder and those above it that are not there, so that they outlast a loss of power; their names, not what comes into them.
    /// </summary>
    public void CreateDurableFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            string parent = Path.GetDirectoryName(path)!;
            CreateDurableFolder(parent);
            CreateFolder(path);
            SyncFolder(parent);
        }
    }

    // Who held the file before may have removed it after it was opened here: the lock would hold nobody off. Linux tells.
    private static bool HasLostItsName(FileStream file) =>
        OperatingSystem.IsLinux() && new FileInfo($"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}").LinkTarget?.EndsWith(" (deleted)",
            StringComparison.Ordinal) == true;

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int FSync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int descriptor);
}
