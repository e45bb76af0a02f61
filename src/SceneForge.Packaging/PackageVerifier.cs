using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Output;
using SceneForge.Quality.Gate;
using SceneForge.Base.Input;

namespace SceneForge.Packaging;

/// <summary>
/// Compares every file of a package with its lists, the lists with package.json, and the certificate with itself; finds what no list names.
/// </summary>
public static class PackageVerifier
{
    /// <summary>Whether a folder is a package, or was to become one.</summary>
    public static bool Recognises(string folder) =>
        File.Exists(Path.Combine(folder, PackageLayout.PackageFile))
        || (!File.Exists(Path.Combine(folder, DatasetLayout.DatasetFile))
            && PackageFormats.All.Keys.Any(f =>
            Directory.Exists(Path.Combine(folder, f)) || Directory.Exists(Path.Combine(folder, PackageLayout.PartialFolder, f))));

    /// <param name="jobs">Files read at once.</param>
    /// <returns>In the order of the paths; empty where all is whole.</returns>
    /// <exception cref="InputException">package.json cannot be read.</exception>
    public static IReadOnlyList<Damage> Verify(string folder, int jobs, CancellationToken cancellation)
    {
        string package = Path.Combine(folder, PackageLayout.PackageFile);
        if (!File.Exists(package))
        {
            return [new Damage(PackageLayout.PackageFile, "is missing: the package was not finished, or is no longer whole")];
        }

        JsonNode root = JsonFile.Read(package, JsonLimits.Stored);
        root.Get("schema").AsChoice(PackageLayout.PackageSchema);
        if (!PackageSeal.Holds(File.ReadAllBytes(package)))
        {
            // Whatever it says of the other files may be wrong.
            return [new Damage(PackageLayout.PackageFile, "has other bytes than its seal says")];
        }

        FileRecord[] listed = [.. root.Get("files").Items().Select((f, i) =>
            FileList.ParseFile(package, i, f.Token.ToString(Newtonsoft.Json.Formatting.None)))];
        ConcurrentBag<Damage> found = [];
        ConcurrentDictionary<UInt128, bool> known = [];
        known[Key(PackageLayout.PackageFile)] = true;
        foreach (FileRecord file in listed)
        {
            known[Key(file.Path)] = true;
            if (file.DiffersFrom(PackageLayout.Full(folder, file.Path)) is { } what)
            {
                found.Add(new Damage(file.Path, what));
            }
            else if (file.Path == PackageLayout.CertificateFile)
            {
                Certificate(folder, root.Get("dataset").Get("root").AsString(), found);
            }
        }

        foreach (string list in listed.Select(f => f.Path).Where(p => p.EndsWith("/" + PackageLayout.FilesFile, StringComparison.Ordinal)))
        {
            try
            {
                VerifyFormat(folder, list, known, found, jobs, cancellation);
            }
            catch (AggregateException e) when (e.InnerExceptions.All(i => i is InputException))
            {
                found.Add(new Damage(list, ((InputException)e.InnerExceptions[0]).Errors[0].Message));
            }
        }

        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (!known.ContainsKey(Key(relative)))
            {
                found.Add(new Damage(relative, "is not in the package's lists"));
            }
        }

        return [.. found.OrderBy(d => d.Path, StringComparer.Ordinal)];
    }

    private static void VerifyFormat(string folder, string list, ConcurrentDictionary<UInt128, bool> known, ConcurrentBag<Damage> found, int jobs,
        CancellationToken cancellation)
    {
        string format = Path.GetDirectoryName(list)!;
        IEnumerable<FileRecord> files = File.Exists(PackageLayout.Full(folder, list)) ? FileList.ReadFiles(PackageLayout.Full(folder, list)) : [];
        Parallel.ForEach(files, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation }, file =>
        {
            string path = $"{format}/{file.Path}";
            if (!known.TryAdd(Key(path), true))
            {
                found.Add(new Damage(path, "is listed twice"));
            }
            else if (file.DiffersFrom(PackageLayout.Full(folder, path)) is { } what)
            {
                found.Add(new Damage(path, what));
            }
        });
    }

    private static void Certificate(string folder, string rootHash, ConcurrentBag<Damage> found)
    {
        string path = Path.Combine(folder, PackageLayout.CertificateFile);
        foreach (InputError finding in CertificateVerifier.Verify(path, File.ReadAllBytes(path), null, rootHash).Findings)
        {
            found.Add(new Damage(PackageLayout.CertificateFile,
                FormattableString.Invariant($"line {finding.Line}, column {finding.Column}: {finding.Pointer}: {finding.Message}")));
        }
    }

    // 16 bytes for each path: packages may hold millions of files.
    private static UInt128 Key(string path)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(path), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
