using System.Runtime.InteropServices;
using SceneForge.Base.Input;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Memory;
using SixLabors.ImageSharp.PixelFormats;

namespace SceneForge.Frames.Pictures;

/// <summary>
/// The one place where picture files are decoded, PNG, JPEG and WebP. What a file asks for is known from its head before anything is decoded, and a
/// file that is not whole is refused, so that a decoder's leniency never turns into black pixels. Samples lie row by row from the top left.
/// </summary>
public static class PictureFile
{
    /// <summary>Most pixels a side.</summary>
    public const int MostSide = 65_535;

    /// <summary>Most pixels in all.</summary>
    public const int MostPixels = 1 << 27;

    // Three samples of 16 bits a pixel that do not compress, and the file around them.
    private const long MostBytes = MostPixels * 6L + (1 << 20);

    private static readonly Configuration Decoders = new(new PngConfigurationModule(), new JpegConfigurationModule(), new WebpConfigurationModule())
    {
        // Callers work on several pictures at once already.
        MaxDegreeOfParallelism = 1,
        MemoryAllocator = MemoryAllocator.Create(new MemoryAllocatorOptions { AllocationLimitMegabytes = 1024 }),
    };

    /// <summary>8-bit RGB, 3 samples a pixel.</summary>
    /// <exception cref="InputException">The file is missing, damaged, cut off, too large, or no PNG, JPEG or WebP.</exception>
    public static byte[] ReadRgb8(string path, out int width, out int height) => Decode<Rgb24, byte>(Load(path), path, out width, out height);

    /// <inheritdoc cref="ReadRgb8(string, out int, out int)"/>
    /// <param name="name">Of the file, for the error.</param>
    public static byte[] ReadRgb8(ReadOnlySpan<byte> file, string name, out int width, out int height) =>
        Decode<Rgb24, byte>(file, name, out width, out height);

    /// <summary>8-bit grey.</summary>
    /// <inheritdoc cref="ReadRgb8(string, out int, out int)" path="/exception"/>
    public static byte[] ReadGray8(string path, out int width, out int height) => Decode<L8, byte>(Load(path), path, out width, out height);

    /// <inheritdoc cref="ReadGray8(string, out int, out int)"/>
    /// <param name="name">Of the file, for the error.</param>
    public static byte[] ReadGray8(ReadOnlySpan<byte> file, string name, out int width, out int height) =>
        Decode<L8, byte>(file, name, out width, out height);

    /// <summary>16-bit grey.</summary>
    /// <inheritdoc cref="ReadRgb8(string, out int, out int)" path="/exception"/>
    public static ushort[] ReadGray16(string path, out int width, out int height) => Decode<L16, ushort>(Load(path), path, out width, out height);

    /// <inheritdoc cref="ReadGray16(string, out int, out int)"/>
    /// <param name="name">Of the file, for the error.</param>
    public static ushort[] ReadGray16(ReadOnlySpan<byte> file, string name, out int width, out int height) =>
        Decode<L16, ushort>(file, name, out width, out height);

    /// <summary>16-bit RGB, 3 samples a pixel.</summary>
    /// <inheritdoc cref="ReadRgb8(string, out int, out int)" path="/exception"/>
    public static ushort[] ReadRgb16(string path, out int width, out int height) => Decode<Rgb48, ushort>(Load(path), path, out width, out height);

    /// <summary>8-bit RGB with opacity, 4 samples a pixel.</summary>
    /// <inheritdoc cref="ReadRgb8(string, out int, out int)" path="/exception"/>
    /// <param name="name">Of the file, for the error.</param>
    public static byte[] ReadRgba8(ReadOnlySpan<byte> file, string name, out int width, out int height) =>
        Decode<Rgba32, byte>(file, name, out width, out height);

    private static byte[] Load(string path)
    {
        FileInfo info = new(path);
        if (!info.Exists)
        {
            throw Fail(path, "The file is missing.");
        }

        if (info.Length > MostBytes)
        {
            throw Fail(path, $"The file has {info.Length} bytes; pictures of at most {MostBytes} are read.");
        }

        try
        {
            return File.ReadAllBytes(path);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new InputException(new InputError(path, 0, 0, "", e.Message, "Give read permission."));
        }
    }

    private static TSample[] Decode<TPixel, TSample>(ReadOnlySpan<byte> file, string name, out int width, out int height)
        where TPixel : unmanaged, IPixel<TPixel>
        where TSample : unmanaged
    {
        if (Problem(file) is { } problem)
        {
            throw Fail(name, problem);
        }

        try
        {
            using Image<TPixel> image = Image.Load<TPixel>(Decoders, file);
            (width, height) = (image.Width, image.Height);
            int samplesPerPixel = Marshal.SizeOf<TPixel>() / Marshal.SizeOf<TSample>();
            TSample[] samples = GC.AllocateUninitializedArray<TSample>(width * height * samplesPerPixel);
            image.CopyPixelDataTo(MemoryMarshal.AsBytes(samples.AsSpan()));
            return samples;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Damage shows as all kinds of exceptions in a decoder, not as those alone that it documents.
            throw Fail(name, $"The picture cannot be decoded: {e.Message}");
        }
    }

    // Why a file is not to be decoded; null where it is whole and of a size that is read.
    private static string? Problem(ReadOnlySpan<byte> file)
    {
        if (PictureHead.Read(file) is not { } head)
        {
            return "The file cannot be decoded: it is no PNG, JPEG or WebP picture.";
        }

        if (head.Width > MostSide || head.Height > MostSide || (long)head.Width * head.Height > MostPixels)
        {
            return $"The picture's head asks for {head.Width} x {head.Height} pixels; {MostSide} a side and {MostPixels} in all are read.";
        }

        return head.IsPng ? PngStructure.Problem(file) : head.IsWebp ? WebpStructure.Problem(file) : JpegStructure.Problem(file);
    }

    private static InputException Fail(string name, string message) =>
        new(new InputError(name, 0, 0, "", message, "Restore the file from its source."));
}
