using System.Security.Cryptography;

namespace SceneForge.Frames.Storage;

/// <summary>A file of a sequence as its manifest names it.</summary>
/// <param name="Path">Relative to the sequence's folder, with forward slashes.</param>
/// <param name="Bytes">Length.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record FileRecord(string Path, long Bytes, string Sha256)
{
    public static FileRecord Of(string path, ReadOnlySpan<byte> bytes) => new(path, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
}
