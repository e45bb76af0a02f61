using System.Security.Cryptography;
using SceneForge.Base.Storage;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Cards;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Output;
using SceneForge.Packaging.Review;
using SceneForge.Packaging.Splits;
using SceneForge.Quality.Lineage;
using SceneForge.Base.Input;

namespace SceneForge.Packaging;

/// <summary>
/// package.json and the files beside it: what the package was made from and under which verdict, and a hash over every format's list of files.
/// </summary>
internal static class PackageManifest
{
    /// <summary>Refuses a folder that holds something else than a package of this plan.</summary>
    /// <exception cref="InputException">It does.</exception>
    public static void RequireRoom(string folder, PackagePlan plan)
    {
        string inDataset = Path.GetRelativePath(plan.Source.Dataset.Folder, Path.GetFullPath(folder));
        if (inDataset.Split(Path.DirectorySeparatorChar)[0] != ".." && !Path.IsPathRooted(inDataset))
        {
            throw new InputException(new InputError(folder, 0, 0, "", "The folder lies within the dataset, of which a package is no part.",
                "Choose a folder beside it."));
        }

        for (string? part = Path.GetFullPath(folder); part is not null; part = Path.GetDirectoryName(part))
        {
            if (File.Exists(part))
            {
                throw new InputException(new InputError(part, 0, 0, "", "This is a file, no folder.",
                    "Choose a folder that is empty or not there yet."));
            }
        }

        string path = Path.Combine(folder, PackageLayout.PackageFile);
        if (File.Exists(path))
        {
            JsonNode stated = JsonFile.Read(path, JsonLimits.Stored).Get("plan");
            if (stated.AsString() != plan.Sha256)
            {
                throw stated.Fail("The folder holds a package of other frames, another verdict or other splits.",
                    "Choose another folder, or remove this one.");
            }
        }
        else if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any(e => !IsOfPackage(Path.GetFileName(e), plan)))
        {
            throw new InputException(new InputError(folder, 0, 0, "", "The folder holds something else.",
                "Choose a folder that is empty or not there yet."));
        }
    }

    /// <summary>Writes the files of the package's root, package.json last, and removes the folder of what was under way.</summary>
    public static void Write(string folder, PackagePlan plan, DatasetCensus census, IEnumerable<VariationLineage> variations)
    {
        WrittenFormat[] formats = [.. PackageFormats.All.Keys.Select(f => (Name: f, List: Path.Combine(folder, f, PackageLayout.FilesFile)))
            .Where(f => File.Exists(f.List)).Select(f => new WrittenFormat(PackageFormats.All[f.Name](plan), FileList.ReadHead(f.List)))];
        File.WriteAllBytes(Path.Combine(folder, PackageLayout.SplitsFile), Splits(plan.Splits));
        File.WriteAllText(Path.Combine(folder, DatasetLineage.File),
            new DatasetLineage(plan.Source.RootHash, plan.Source.Dataset.Seed, plan.Source.Dataset.SceneSeed, [.. variations]).ToJson());
        if (!plan.Review.IsUnreviewed)
        {
            File.WriteAllBytes(Path.Combine(folder, PackageLayout.CertificateFile), plan.Review.Certificate.ToArray());
        }

        PackageCards.Write(folder, plan, census, formats);
        Parallel.ForEach(RootFiles(plan), f => Disk.Real.Sync(Path.Combine(folder, f)));
        string unfinished = Path.Combine(folder, PackageLayout.UnfinishedPackageFile);
        File.WriteAllBytes(unfinished, Package(folder, plan, [.. formats.Select(f => f.Head)]));
        Disk.Real.Sync(unfinished);
        File.Move(unfinished, Path.Combine(folder, PackageLayout.PackageFile), overwrite: true);
        Disk.Real.SyncFolder(folder);
        string partial = Path.Combine(folder, PackageLayout.PartialFolder);
        if (Directory.Exists(partial) && !Directory.EnumerateFileSystemEntries(partial).Any())
        {
            Directory.Delete(partial);
        }
    }

    private static bool IsOfPackage(string name, PackagePlan plan) =>
        name is PackageLayout.PartialFolder or PackageLayout.UnfinishedPackageFile || PackageFormats.All.ContainsKey(name)
            || RootFiles(plan).Contains(name);

    private static IEnumerable<string> RootFiles(PackagePlan plan) =>
        [PackageLayout.SplitsFile, DatasetLineage.File, .. PackageCards.Files, .. plan.Review.IsUnreviewed
            ? Array.Empty<string>()
            : [PackageLayout.CertificateFile]];

    private static byte[] Package(string folder, PackagePlan plan, FileListHead[] formats)
    {
        using JsonDocumentWriter w = new(PackageLayout.PackageSchema);
        w.Text("origin", "synthetic");
        w.Json.WriteStartObject("tool");
        w.Text("name", "SceneForge");
        w.Text("version", plan.ToolVersion);
        w.Json.WriteEndObject();
        w.Text("plan", plan.Sha256);
        w.Json.WriteStartObject("dataset");
        w.Text("root", plan.Source.RootHash);
        w.Text("document", plan.Source.DocumentHash);
        w.Text("scenario", plan.Source.Dataset.Scenario);
        w.Text("spec_sha256", plan.Source.Dataset.SpecHash);
        w.Json.WriteNumber("seed", plan.Source.Dataset.Seed);
        w.Number("sequences", plan.Source.Sequences.Length);
        w.Number("variations", plan.Source.Dataset.Variations);
        w.Json.WriteEndObject();
        w.Json.WriteStartObject("review");
        w.Text("status", plan.Review.IsUnreviewed ? ReviewStatus.UnreviewedName : "accepted");
        w.Text("summary", plan.Review.Summary);
        if (plan.Review.CertificateHash is { } certificate)
        {
            w.Text("certificate_sha256", certificate);
        }

        w.Json.WriteEndObject();
        w.Json.WriteStartArray("formats");
        foreach (FileListHead head in formats)
        {
            w.Json.WriteStartObject();
            w.Text("name", head.Format);
            w.Number("files", head.Files);
            w.Number("bytes", head.Bytes);
            w.Json.WriteStartObject("dropped");
            foreach ((string what, long count) in head.Dropped)
            {
                w.Number(what, count);
            }

            w.Json.WriteEndObject();
            w.Json.WriteEndObject();
        }

        w.Json.WriteEndArray();
        IEnumerable<string> files = [.. RootFiles(plan), .. formats.Select(f => $"{f.Format}/{PackageLayout.FilesFile}")];
        w.Rows("files", files.Order(StringComparer.Ordinal).Select(f => FileList.Line(RecordOf(folder, f))));
        return PackageSeal.Finish(w);
    }

    private static byte[] Splits(SplitPlan splits)
    {
        using JsonDocumentWriter w = new(PackageLayout.SplitsSchema);
        w.Text("ratios", splits.Ratios.ToString());
        w.Json.WriteNumber("seed", splits.Seed);
        w.Number("groups", splits.Groups);
        foreach (string split in SplitRatios.Names)
        {
            w.Integers(split, splits.Sequences(split).Select(n => (long)n));
        }

        return w.Finish();
    }

    private static FileRecord RecordOf(string folder, string relative)
    {
        using FileStream stream = File.OpenRead(PackageLayout.Full(folder, relative));
        return new FileRecord(relative, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }
}
