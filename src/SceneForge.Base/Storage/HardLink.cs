using System.Runtime.InteropServices;

namespace SceneForge.Base.Storage;

/// <summary>A second name for a file's bytes.</summary>
public static class HardLink
{
    /// <summary>False where the platform or the file system cannot.</summary>
    public static bool TryCreate(string source, string target) => !OperatingSystem.IsWindows() && Link(source, target) == 0;

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string source, [MarshalAs(UnmanagedType.LPUTF8Str)] string target);
}
