using System.Security.Cryptography;
using System.Text;
using SceneForge.Frames.Storage;

namespace SceneForge.Packaging.Output;

/// <summary>
/// package.json names every other file's hash, and its last member, <c>seal</c>, is its own: SHA-256 of all bytes before the seal's digits. It
/// finds damage; it is no signature.
/// </summary>
internal static class PackageSeal
{
    private const int Digits = 2 * SHA256.HashSizeInBytes;

    // What stands behind the digits.
    private static ReadOnlySpan<byte> Tail => "\"\n}\n"u8;

    /// <summary>Ends a document with its seal.</summary>
    public static byte[] Finish(JsonDocumentWriter document)
    {
        document.Text("seal", new string('0', Digits));
        byte[] file = document.Finish();
        Of(file).CopyTo(file, file.Length - Tail.Length - Digits);
        return file;
    }

    /// <summary>Whether a file has every byte that it was sealed with.</summary>
    public static bool Holds(ReadOnlySpan<byte> file) =>
        file.Length > Digits + Tail.Length && file.EndsWith(Tail) && file[^(Digits + Tail.Length)..^Tail.Length].SequenceEqual(Of(file));

    private static byte[] Of(ReadOnlySpan<byte> file) =>
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(file[..^(Digits + Tail.Length)])));
}
