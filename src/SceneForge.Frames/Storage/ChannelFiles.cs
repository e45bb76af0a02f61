using SceneForge.Base.Input;
using SceneForge.Frames.Pictures;

namespace SceneForge.Frames.Storage;

/// <summary>Decodes stored channels. Arrays hold pixels row by row from the top left.</summary>
public static class ChannelFiles
{
    /// <summary>8-bit RGB: pictures, normals (component n stored as 127.5 n + 127.5).</summary>
    /// <exception cref="InputException">The file is missing, damaged or no picture.</exception>
    public static byte[] ReadRgb(string path, out int width, out int height) => PictureFile.ReadRgb8(path, out width, out height);

    /// <inheritdoc cref="ReadRgb(string, out int, out int)"/>
    /// <param name="name">Of the file, for the error.</param>
    public static byte[] ReadRgb(ReadOnlySpan<byte> file, string name, out int width, out int height) =>
        PictureFile.ReadRgb8(file, name, out width, out height);

    /// <summary>8-bit grey: class ids.</summary>
    /// <inheritdoc cref="ReadRgb(string, out int, out int)" path="/exception"/>
    public static byte[] ReadGray8(string path, out int width, out int height) => PictureFile.ReadGray8(path, out width, out height);

    /// <inheritdoc cref="ReadGray8(string, out int, out int)"/>
    /// <param name="name">Of the file, for the error.</param>
    public static byte[] ReadGray8(ReadOnlySpan<byte> file, string name, out int width, out int height) =>
        PictureFile.ReadGray8(file, name, out width, out height);

    /// <summary>16-bit grey: segment ids, object ids, depth in 1/256 m.</summary>
    /// <inheritdoc cref="ReadRgb(string, out int, out int)" path="/exception"/>
    public static ushort[] ReadGray16(string path, out int width, out int height) => PictureFile.ReadGray16(path, out width, out height);

    /// <inheritdoc cref="ReadGray16(string, out int, out int)"/>
    /// <param name="name">Of the file, for the error.</param>
    public static ushort[] ReadGray16(ReadOnlySpan<byte> file, string name, out int width, out int height) =>
        PictureFile.ReadGray16(file, name, out width, out height);

    /// <summary>Flow as stored: 3 samples a pixel, (u 64 + 2^15, v 64 + 2^15, valid).</summary>
    /// <inheritdoc cref="ReadRgb(string, out int, out int)" path="/exception"/>
    public static ushort[] ReadFlow(string path, out int width, out int height) => PictureFile.ReadRgb16(path, out width, out height);
}
