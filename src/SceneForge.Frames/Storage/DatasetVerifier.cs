using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using SceneForge.Base.Input;

namespace SceneForge.Frames.Storage;

/// <summary>A file that is not what it should be.</summary>
/// <param name="Path">Relative to the dataset's folder, with forward slashes.</param>
public sealed record Damage(string Path, string What)
{
    public override string ToString() => $"{Path}: {What}";
}

/// <summary>Compares every file of a dataset with its manifests, and finds what no manifest names.</summary>
public static class DatasetVerifier
{
    // What other commands put beside the sequences.
    private static readonly string[] KnownNames =
        [DatasetLayout.DatasetFile, DatasetLayout.SequencesFolder, DatasetLayout.PartialFolder, DatasetLayout.ExcerptsFolder, "report", "report.html",
            "failures.json", "checks", "gate", "review.db", "review.db-wal", "review.db-shm"];

    /// <param name="jobs">Files read at once.</param>
    /// <param name="sequenceDone">Called for each sequence when it has been compared.</param>
    /// <returns>In the order of the paths; empty where all is whole.</returns>
    /// <exception cref="InputException">The folder holds no dataset.</exception>
    public static IReadOnlyList<Damage> Verify(string folder, int jobs, Action sequenceDone, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sequenceDone);
        ConcurrentBag<Damage> found = [];
        try
        {
            DatasetReader.Open(folder);
        }
        catch (InputException e) when (Directory.Exists(Path.Combine(folder, DatasetLayout.SequencesFolder)))
        {
            found.Add(new Damage(DatasetLayout.DatasetFile, e.Errors[0].Message));
        }

        foreach (string path in Directory.EnumerateFileSystemEntries(folder).Where(p => !KnownNames.Contains(Path.GetFileName(p))))
        {
            found.Add(new Damage(Path.GetFileName(path), "is no part of a dataset"));
        }

        string document = Path.Combine(folder, DatasetLayout.DatasetFile);
        string? documentHash = File.Exists(document) ? FileRecord.Of(DatasetLayout.DatasetFile, File.ReadAllBytes(document)).Sha256 : null;
        int same = 0;
        List<string> others = [];
        string sequences = Path.Combine(folder, DatasetLayout.SequencesFolder);
        foreach (string path in Directory.Exists(sequences) ? Directory.EnumerateFileSystemEntries(sequences) : [])
        {
            if (IsSequence(path))
            {
                string? expected = VerifySequence(path, jobs, found, cancellation);
                same += expected == documentHash ? 1 : 0;
                if (expected is not null && expected != documentHash)
                {
                    others.Add(Path.GetFileName(path));
                }

                sequenceDone();
            }
            else
            {
                found.Add(new Damage($"{DatasetLayout.SequencesFolder}/{Path.GetFileName(path)}", "is no sequence"));
            }
        }

        if (others.Count > 0 && same == 0 && documentHash is not null)
        {
            found.Add(new Damage(DatasetLayout.DatasetFile, "has other bytes than the sequences were made with"));
        }
        else if (documentHash is not null)
        {
            others.ForEach(name => found.Add(new Damage($"{DatasetLayout.SequencesFolder}/{name}", "was made for another dataset.json")));
        }

        return [.. found.DistinctBy(d => d.Path).OrderBy(d => d.Path, StringComparer.Ordinal)];
    }

    private static bool IsSequence(string path) =>
        Directory.Exists(path) && int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && DatasetLayout.Number(number) == Path.GetFileName(path);

    // Returns the SHA-256 that dataset.json should have, where the manifest says.
    private static string? VerifySequence(string sequence, int jobs, ConcurrentBag<Damage> found, CancellationToken cancellation)
    {
        string name = $"{DatasetLayout.SequencesFolder}/{Path.GetFileName(sequence)}";
        SequenceManifest manifest;
        try
        {
            manifest = ManifestReader.Read(sequence);
        }
        catch (InputException e)
        {
            found.Add(new Damage($"{name}/{DatasetLayout.ManifestFile}", e.Errors[0].Message));
            return null;
        }

        Dictionary<string, FileRecord> listed = manifest.Files.ToDictionary(f => f.Path, StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(sequence, "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(sequence, path).Replace('\\', '/');
            if (relative != DatasetLayout.ManifestFile && !listed.ContainsKey(relative))
            {
                found.Add(new Damage($"{name}/{relative}", "is not in the manifest"));
            }
        }

        Parallel.ForEach(manifest.Files, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation }, file =>
        {
            if (file.DiffersFrom(Path.Combine(sequence, file.Path.Replace('/', Path.DirectorySeparatorChar))) is { } what)
            {
                found.Add(new Damage($"{name}/{file.Path}", what));
            }
        });
        return manifest.DatasetSha256;
    }
}
