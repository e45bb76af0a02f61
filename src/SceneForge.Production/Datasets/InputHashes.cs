using System.Collections.Immutable;
using System.Security.Cryptography;
using SceneForge.Base.Input;

namespace SceneForge.Production.Datasets;

/// <summary>Content hashes of the files that a dataset is made from.</summary>
public static class InputHashes
{
    /// <summary>SHA-256 of a file, lower-case hexadecimal.</summary>
    /// <exception cref="InputException">The file is missing.</exception>
    public static string Of(string file) => Convert.ToHexStringLower(SHA256.HashData(JsonFile.ReadBytes(file, JsonLimits.Stored)));

    /// <summary>SHA-256 of each file, by its path relative to the spec's folder with forward slashes.</summary>
    public static ImmutableSortedDictionary<string, string> Of(string specFile, IEnumerable<string> files)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(specFile))!;
        return files.Select(Path.GetFullPath).Distinct(StringComparer.Ordinal).ToImmutableSortedDictionary(
            file => Path.GetRelativePath(folder, file).Replace('\\', '/'),
            Of,
            StringComparer.Ordinal);
    }
}
