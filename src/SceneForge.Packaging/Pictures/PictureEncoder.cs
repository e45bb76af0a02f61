using System.Collections.Concurrent;
using SceneForge.Frames.Encoders;
using SceneForge.Frames.Png;

namespace SceneForge.Packaging.Pictures;

/// <summary>Encodes PNG files from any thread; encoders and their buffers are used again.</summary>
public static class PictureEncoder
{
    private static readonly ConcurrentBag<PngWriter> Writers = [];

    /// <summary>8-bit grey, one sample a pixel.</summary>
    public static byte[] Gray8(byte[] pixels, int width, int height, PngContent content) =>
        Encode(width, height, PngLayout.Gray8, content, new ByteRows(pixels, width));

    /// <summary>The same from rows that are made one after the other.</summary>
    public static byte[] Gray8<TRows>(TRows rows, int width, int height, PngContent content)
        where TRows : struct, IPngRows => Encode(width, height, PngLayout.Gray8, content, rows);

    /// <summary>16-bit grey, one sample a pixel.</summary>
    public static byte[] Gray16(ushort[] pixels, int width, int height, PngContent content) =>
        Encode(width, height, PngLayout.Gray16, content, new UInt16Rows(pixels, width));

    /// <summary>8-bit RGB, three bytes a pixel.</summary>
    public static byte[] Rgb8(byte[] pixels, int width, int height, PngContent content) =>
        Encode(width, height, PngLayout.Rgb8, content, new ByteRows(pixels, 3 * width));

    /// <summary>The same from rows that are made one after the other.</summary>
    public static byte[] Rgb8<TRows>(TRows rows, int width, int height, PngContent content)
        where TRows : struct, IPngRows => Encode(width, height, PngLayout.Rgb8, content, rows);

    private static byte[] Encode<TRows>(int width, int height, PngLayout layout, PngContent content, TRows rows)
        where TRows : struct, IPngRows
    {
        PngWriter writer = Writers.TryTake(out PngWriter? free) ? free : new PngWriter();
        byte[] file = writer.Encode(width, height, layout, content, ref rows).ToArray();
        Writers.Add(writer);
        return file;
    }
}
