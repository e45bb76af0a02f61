using System.Globalization;
using System.Security.Cryptography;

namespace SceneForge.Frames.Storage;

/// <summary>A file of a sequence as its manifest names it.</summary>
/// <param name="Path">Relative to the sequence's folder, with forward slashes.</param>
/// <param name="Bytes">Length.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record FileRecord(string Path, long Bytes, string Sha256)
{
    public static FileRecord Of(string path, ReadOnlySpan<byte> bytes) => new(path, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>What is wrong with the file that lies at a path, in words that follow its name; null where it is this one.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public string? DiffersFrom(string path)
    {
        FileInfo info = new(path);
        if (!info.Exists)
        {
            return "is missing";
        }

        if (info.Length != Bytes)
        {
            return string.Create(CultureInfo.InvariantCulture, $"has {info.Length} bytes instead of {Bytes}");
        }

        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(stream)) == Sha256 ? null : "has other bytes than its list says";
    }
}
