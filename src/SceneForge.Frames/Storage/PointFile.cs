using System.Runtime.InteropServices;
using SceneForge.Base.Input;
using SceneForge.Sensors.Lidar;

namespace SceneForge.Frames.Storage;

/// <summary>A sweep's points as they are stored: one record of 32 bytes after the other, little-endian (docs/dataset.md).</summary>
public static class PointFile
{
    /// <exception cref="InputException">The file is missing or does not hold whole records.</exception>
    public static LidarPoint[] Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(new InputError(path, 0, 0, "", "The file is missing.", "Restore it from its source."));
        }

        return Parse(path, bytes);
    }

    /// <summary>The points of a file's bytes.</summary>
    /// <param name="path">The file, for errors.</param>
    /// <exception cref="InputException">The bytes do not hold whole records.</exception>
    public static LidarPoint[] Parse(string path, ReadOnlySpan<byte> bytes) =>
        bytes.Length % LidarPoint.Bytes == 0
            ? MemoryMarshal.Cast<byte, LidarPoint>(bytes).ToArray()
            : throw new InputException(new InputError(path, 0, 0, "",
                $"{bytes.Length} bytes are no whole number of points of {LidarPoint.Bytes} bytes.", "Restore it from its source."));

    /// <summary>The file's bytes.</summary>
    public static ReadOnlySpan<byte> Encode(LidarPoint[] points) => BitConverter.IsLittleEndian
        ? MemoryMarshal.AsBytes(points.AsSpan())
        : throw new PlatformNotSupportedException("Points are written on little-endian machines only.");
}
