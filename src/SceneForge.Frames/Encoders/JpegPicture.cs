using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;

namespace SceneForge.Frames.Encoders;

/// <summary>JPEG files of RGB pictures.</summary>
public static class JpegPicture
{
    /// <param name="rgb">8-bit sRGB, 3 bytes a pixel.</param>
    /// <param name="quality">1 to 100.</param>
    public static byte[] Encode(byte[] rgb, int width, int height, int quality)
    {
        using Image<Rgb24> image = Image.LoadPixelData<Rgb24>(rgb, width, height);
        using MemoryStream stream = new();
        image.SaveAsJpeg(stream, new JpegEncoder { Quality = quality, ColorType = JpegEncodingColor.YCbCrRatio444 });
        return stream.ToArray();
    }
}
