using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace SceneForge.Frames.Pictures;

/// <summary>
/// JPEG files for people to look at: previews and thumbnails. Their bytes may differ between processors, by the rounding of the encoder's cosine
/// transform; nothing of a dataset's own content is encoded so.
/// </summary>
public static class JpegPicture
{
    /// <summary>A file with chroma at full resolution.</summary>
    /// <param name="rgb">8-bit sRGB, 3 bytes a pixel.</param>
    /// <param name="quality">1 to 100.</param>
    public static byte[] Encode(byte[] rgb, int width, int height, int quality)
    {
        using Image<Rgb24> image = Image.LoadPixelData<Rgb24>(rgb, width, height);
        return Encode(image, quality);
    }

    /// <summary>A file of the picture scaled to a height, its sides' ratio kept to a pixel.</summary>
    /// <inheritdoc cref="Encode(byte[], int, int, int)"/>
    /// <param name="newHeight">Pixels.</param>
    public static byte[] EncodeScaled(byte[] rgb, int width, int height, int newHeight, int quality)
    {
        using Image<Rgb24> image = Image.LoadPixelData<Rgb24>(rgb, width, height);
        image.Mutate(x => x.Resize(Math.Max(1, width * newHeight / height), newHeight));
        return Encode(image, quality);
    }

    private static byte[] Encode(Image<Rgb24> image, int quality)
    {
        using MemoryStream stream = new();
        image.SaveAsJpeg(stream, new JpegEncoder { Quality = quality, ColorType = JpegColorType.YCbCrRatio444 });
        return stream.ToArray();
    }
}
