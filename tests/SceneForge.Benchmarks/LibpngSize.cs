using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace SceneForge.Benchmarks;

/// <summary>Size of a picture as libpng's defaults write it, through Python's Pillow where that is installed.</summary>
internal static class LibpngSize
{
    private const string Script = """
        import io, sys
        from PIL import Image
        b = io.BytesIO()
        Image.frombytes('RGB', (int(sys.argv[2]), int(sys.argv[3])), open(sys.argv[1], 'rb').read()).save(b, 'PNG')
        print(len(b.getvalue()))
        """;

    /// <summary>Bytes, or null where Pillow is missing.</summary>
    public static long? Of(byte[] rgb, int width, int height)
    {
        string raw = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(raw, rgb);
            string[] arguments = ["-c", Script, raw, width.ToString(CultureInfo.InvariantCulture), height.ToString(CultureInfo.InvariantCulture)];
            using Process process = Process.Start(new ProcessStartInfo("/usr/bin/python3", arguments) { RedirectStandardOutput = true,
                RedirectStandardError = true })!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? long.Parse(output, CultureInfo.InvariantCulture) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
        finally
        {
            File.Delete(raw);
        }
    }
}
