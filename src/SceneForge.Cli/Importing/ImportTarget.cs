using SceneForge.Base.Input;
using SceneForge.Cli.Terminal;
using SceneForge.World.Timeline;

namespace SceneForge.Cli.Importing;

/// <summary>Where an import goes: a folder that appears under its name only when it is complete.</summary>
internal sealed class ImportTarget
{
    private const string TaxonomyFile = "taxonomy.json";

    private ImportTarget(string folder, string taxonomy)
    {
        Folder = folder;
        Staging = folder + ".part";
        Taxonomy = Taxonomy.Read(taxonomy);
        SchemaFolder = Path.GetDirectoryName(taxonomy)!;
    }

    public string Folder { get; }

    public string Staging { get; }

    public string Name => Path.GetFileName(Folder);

    public Taxonomy Taxonomy { get; }

    private string SchemaFolder { get; }

    /// <exception cref="UsageException">The folder is there already, or no taxonomy belongs to it.</exception>
    public static ImportTarget Open(string path)
    {
        string folder = OutputFolder.Check("--as", path);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new UsageException($"--as {path}: the folder is there already. Remove it, or name another: what you changed in it is yours.");
        }

        return TaxonomyAbove(folder) is { } taxonomy
            ? new ImportTarget(folder, taxonomy)
            : throw new UsageException($"--as {path}: no scenes/{TaxonomyFile} stands in a folder above, which names the classes. Name assets/NAME "
                + "beside your specs.");
    }

    /// <summary>The nearest file of classes in the folders above a path, or in their <c>scenes</c>; null where there is none.</summary>
    public static string? TaxonomyAbove(string path)
    {
        for (string? above = Path.GetDirectoryName(Path.GetFullPath(path)); above is not null; above = Path.GetDirectoryName(above))
        {
            foreach (string taxonomy in (string[])[Path.Combine(above, TaxonomyFile), Path.Combine(above, "scenes", TaxonomyFile)])
            {
                if (File.Exists(taxonomy))
                {
                    return taxonomy;
                }
            }
        }

        return null;
    }

    /// <summary>A schema's path as a file in a folder of the target names it.</summary>
    public string SchemaFor(string folder, string schema) =>
        Path.GetRelativePath(folder.Replace(Staging, Folder, StringComparison.Ordinal), Path.Combine(SchemaFolder, schema)).Replace('\\', '/');

    /// <summary>Copies a model's files below a folder, as they lie to each other.</summary>
    public static void Copy(IEnumerable<string> files, string from, string to)
    {
        foreach (string file in files)
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
            File.SetAttributes(copy, FileAttributes.Normal);
        }
    }

    /// <summary>Does the work in the staging folder, and gives it its name at the end; where it fails, nothing is left.</summary>
    public async Task Fill(Func<string, Task> work)
    {
        if (Directory.Exists(Staging))
        {
            Directory.Delete(Staging, recursive: true);
        }

        OutputFolder.Make("--as", Staging);
        try
        {
            await work(Staging);
            if (Directory.Exists(Folder))
            {
                Directory.Delete(Folder);
            }

            Directory.Move(Staging, Folder);
        }
        catch (Exception)
        {
            if (Directory.Exists(Staging))
            {
                Directory.Delete(Staging, recursive: true);
            }

            throw;
        }
    }

    /// <summary>Errors of files in the staging folder speak of the folder that they would be in.</summary>
    public InputException Named(InputException e) =>
        new([.. e.Errors.Select(error => error with { File = error.File.Replace(Staging, Folder, StringComparison.Ordinal) })]);
}
