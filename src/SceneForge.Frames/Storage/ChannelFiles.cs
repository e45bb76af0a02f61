using System.Runtime.InteropServices;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace SceneForge.Frames.Storage;

/// <summary>Decodes stored pictures. Arrays hold pixels row by row from the top left.</summary>
public static class ChannelFiles
{
    /// <summary>8-bit RGB: pictures, normals (component n stored as 127.5 n + 127.5).</summary>
    public static byte[] ReadRgb(string path, out int width, out int height) => Read<Rgb24, byte>(path, out width, out height);

    /// <summary>8-bit grey: class ids.</summary>
    public static byte[] ReadGray8(string path, out int width, out int height) => Read<L8, byte>(path, out width, out height);

    /// <summary>16-bit grey: segment ids, object ids, depth in 1/256 m.</summary>
    public static ushort[] ReadGray16(string path, out int width, out int height) => Read<L16, ushort>(path, out width, out height);

    /// <summary>Flow as stored: 3 samples a pixel, (u 64 + 2^15, v 64 + 2^15, valid).</summary>
    public static ushort[] ReadFlow(string path, out int width, out int height) => Read<Rgb48, ushort>(path, out width, out height);

    private static TSample[] Read<TPixel, TSample>(string path, out int width, out int height)
        where TPixel : unmanaged, IPixel<TPixel>
        where TSample : unmanaged
    {
        using Image<TPixel> image = Image.Load<TPixel>(path);
        (width, height) = (image.Width, image.Height);
        int samplesPerPixel = Marshal.SizeOf<TPixel>() / Marshal.SizeOf<TSample>();
        TSample[] samples = new TSample[width * height * samplesPerPixel];
        image.CopyPixelDataTo(MemoryMarshal.AsBytes(samples.AsSpan()));
        return samples;
    }
}
