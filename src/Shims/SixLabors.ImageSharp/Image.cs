using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp;

/// <summary>A picture in memory.</summary>
public abstract class Image : IDisposable
{
    private protected Image(int width, int height)
    {
        Width = width;
        Height = height;
    }

    public int Width { get; private protected set; }

    public int Height { get; private protected set; }

    /// <summary>Decodes a PNG or JPEG file.</summary>
    /// <exception cref="UnknownImageFormatException">The format is neither.</exception>
    /// <exception cref="InvalidImageContentException">The file is damaged.</exception>
    public static Image<TPixel> Load<TPixel>(ReadOnlySpan<byte> data)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        if (PngDecoderCore.Recognises(data))
        {
            return PngDecoderCore.Decode<TPixel>(data);
        }

        return JpegDecoderCore.Recognises(data)
            ? JpegDecoderCore.Decode<TPixel>(data)
            : throw new UnknownImageFormatException("Image cannot be loaded. Available decoders: PNG, JPEG.");
    }

    /// <inheritdoc cref="Load{TPixel}(ReadOnlySpan{byte})"/>
    public static Image<TPixel> Load<TPixel>(Stream stream)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return Load<TPixel>(copy.GetBuffer().AsSpan(0, (int)copy.Length));
    }

    /// <inheritdoc cref="Load{TPixel}(ReadOnlySpan{byte})"/>
    public static Image<TPixel> Load<TPixel>(string path)
        where TPixel : unmanaged, IPixel<TPixel> => Load<TPixel>(File.ReadAllBytes(path));

    /// <summary>Copies pixels, row by row from the top left.</summary>
    public static Image<TPixel> LoadPixelData<TPixel>(ReadOnlySpan<byte> data, int width, int height)
        where TPixel : unmanaged, IPixel<TPixel> => LoadPixelData(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, TPixel>(data), width, height);

    /// <inheritdoc cref="LoadPixelData{TPixel}(ReadOnlySpan{byte}, int, int)"/>
    public static Image<TPixel> LoadPixelData<TPixel>(ReadOnlySpan<TPixel> data, int width, int height)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        int count = checked(width * height);
        if (data.Length < count)
        {
            throw new ArgumentException("The data has fewer pixels than the image.", nameof(data));
        }

        Image<TPixel> image = new(width, height);
        data[..count].CopyTo(image.Pixels);
        return image;
    }

    public void Save(Stream stream, IImageEncoder encoder) => Encode(stream, encoder);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    private protected abstract void Encode(Stream stream, IImageEncoder encoder);

    internal abstract void Resize(int width, int height);
}
