using System.Runtime.InteropServices;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace SceneForge.Frames.Storage;

/// <summary>Decodes stored pictures. Arrays hold pixels row by row from the top left.</summary>
public static class ChannelFiles
{
    /// <summary>8-bit RGB: pictures, normals (component n stored as 127.5 n + 127.5).</summary>
    public static byte[] ReadRgb(string path, out int width, out int height) => Read<Rgb24, byte>(path, out width, out height);

    /// <inheritdoc cref="ReadRgb(string, out int, out int)"/>
    public static byte[] ReadRgb(ReadOnlySpan<byte> file, out int width, out int height) =>
        Samples<Rgb24, byte>(Image.Load<Rgb24>(file), out width, out height);

    /// <summary>8-bit grey: class ids.</summary>
    public static byte[] ReadGray8(string path, out int width, out int height) => Read<L8, byte>(path, out width, out height);

    /// <inheritdoc cref="ReadGray8(string, out int, out int)"/>
    public static byte[] ReadGray8(ReadOnlySpan<byte> file, out int width, out int height) =>
        Samples<L8, byte>(Image.Load<L8>(file), out width, out height);

    /// <summary>16-bit grey: segment ids, object ids, depth in 1/256 m.</summary>
    public static ushort[] ReadGray16(string path, out int width, out int height) => Read<L16, ushort>(path, out width, out height);

    /// <inheritdoc cref="ReadGray16(string, out int, out int)"/>
    public static ushort[] ReadGray16(ReadOnlySpan<byte> file, out int width, out int height) =>
        Samples<L16, ushort>(Image.Load<L16>(file), out width, out height);

    /// <summary>Flow as stored: 3 samples a pixel, (u 64 + 2^15, v 64 + 2^15, valid).</summary>
    public static ushort[] ReadFlow(string path, out int width, out int height) => Read<Rgb48, ushort>(path, out width, out height);

    private static TSample[] Read<TPixel, TSample>(string path, out int width, out int height)
        where TPixel : unmanaged, IPixel<TPixel>
        where TSample : unmanaged => Samples<TPixel, TSample>(Image.Load<TPixel>(path), out width, out height);

    private static TSample[] Samples<TPixel, TSample>(Image<TPixel> loaded, out int width, out int height)
        where TPixel : unmanaged, IPixel<TPixel>
        where TSample : unmanaged
    {
        using Image<TPixel> image = loaded;
        (width, height) = (image.Width, image.Height);
        int samplesPerPixel = Marshal.SizeOf<TPixel>() / Marshal.SizeOf<TSample>();
        TSample[] samples = new TSample[width * height * samplesPerPixel];
        image.CopyPixelDataTo(MemoryMarshal.AsBytes(samples.AsSpan()));
        return samples;
    }
}
