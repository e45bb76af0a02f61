using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;

namespace SixLabors.ImageSharp;

/// <summary>Writes pictures in a named format.</summary>
public static class ImageExtensions
{
    public static void SaveAsPng(this Image source, Stream stream) => source.Save(stream, new PngEncoder());

    public static void SaveAsPng(this Image source, string path)
    {
        using FileStream stream = File.Create(path);
        SaveAsPng(source, stream);
    }

    public static void SaveAsJpeg(this Image source, Stream stream) => SaveAsJpeg(source, stream, new JpegEncoder());

    public static void SaveAsJpeg(this Image source, Stream stream, JpegEncoder encoder) => source.Save(stream, encoder);

    public static void SaveAsJpeg(this Image source, string path)
    {
        using FileStream stream = File.Create(path);
        SaveAsJpeg(source, stream);
    }
}
