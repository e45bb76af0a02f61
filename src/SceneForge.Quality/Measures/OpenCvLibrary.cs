using System.Runtime.InteropServices;
using OpenCvSharp;

namespace SceneForge.Quality.Measures;

/// <summary>
/// Whether OpenCV's native library can be loaded here. It comes with its package, but needs GTK 3 of the system, which a bare machine has not.
/// Tried once; whoever needs OpenCV asks first, and says what was not done where it is missing.
/// </summary>
public static class OpenCvLibrary
{
    private const string Name = "OpenCvSharpExtern";
    private const string Mend = "Install GTK 3 (Debian: apt-get install libgtk-3-0).";

    private static readonly Lazy<string?> Tried = new(Load);

    /// <summary>Why it cannot be loaded, with what mends it; null where it is there.</summary>
    public static string? Problem => Tried.Value;

    private static string? Load()
    {
        try
        {
            // Loaded here first: the package's own attempt writes to the console where it fails.
            NativeLibrary.Load(Name, typeof(Mat).Assembly, null);

            // Callers work on several pictures at once already.
            Cv2.SetNumThreads(1);
            return null;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException or TypeInitializationException
            or OpenCvSharpException)
        {
            return $"OpenCV's native library cannot be loaded{Missing(e.Message)}. {Mend}";
        }
    }

    // The loader names every place that it looked at, and the library that is missing in a line of its own.
    private static string Missing(string message) =>
        message.Split('\n').FirstOrDefault(l => l.Contains(".so", StringComparison.Ordinal) && !l.Contains(Name, StringComparison.Ordinal))
            is { } line
            ? $": {line.Trim().TrimEnd('.')}"
            : "";
}
