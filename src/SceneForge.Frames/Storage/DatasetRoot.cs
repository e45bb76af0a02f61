using System.Security.Cryptography;
using System.Text;

namespace SceneForge.Frames.Storage;

/// <summary>
/// One hash for all of a dataset's frames: SHA-256 over the lines "hash, two spaces, path" of every complete sequence's manifest in the order of
/// their paths, which is what <c>sha256sum sequences/*/manifest.json | sha256sum</c> prints within the dataset's folder.
/// </summary>
public static class DatasetRoot
{
    /// <returns>Lower-case hexadecimal; of the empty text where no sequence is complete.</returns>
    public static string HashOf(string folder) => HashOf(Manifests(folder));

    /// <summary>The same from the manifests' hashes.</summary>
    public static string HashOf(IEnumerable<(string Sequence, string Sha256)> manifests)
    {
        StringBuilder lines = new();
        foreach ((string name, string hash) in manifests)
        {
            lines.Append(hash).Append("  ").Append(DatasetLayout.SequencesFolder).Append('/').Append(name).Append('/')
                .Append(DatasetLayout.ManifestFile).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines.ToString())));
    }

    /// <summary>Name of every complete sequence's folder and SHA-256 of its manifest, in ordinal order of the names.</summary>
    public static IEnumerable<(string Sequence, string Sha256)> Manifests(string folder)
    {
        string sequences = Path.Combine(folder, DatasetLayout.SequencesFolder);
        string[] names = Directory.Exists(sequences) ? [.. Directory.GetDirectories(sequences).Select(d => Path.GetFileName(d))
            .Order(StringComparer.Ordinal)] : [];
        foreach (string name in names)
        {
            string manifest = Path.Combine(sequences, name, DatasetLayout.ManifestFile);
            if (File.Exists(manifest))
            {
                yield return (name, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(manifest))));
            }
        }
    }
}
