namespace SceneForge.Packaging.Output;

/// <summary>Names of a package's files and folders.</summary>
public static class PackageLayout
{
    /// <summary>The package's manifest, written last.</summary>
    public const string PackageFile = "package.json";

    public const string SplitsFile = "splits.json";

    /// <summary>The certificate that the package was made under.</summary>
    public const string CertificateFile = "certificate.json";

    /// <summary>In every format's folder: a line of JSON for each other file of it.</summary>
    public const string FilesFile = "files.jsonl";

    public const string PackageSchema = "sceneforge.package/1";
    public const string SplitsSchema = "sceneforge.splits/1";
    public const string FilesSchema = "sceneforge.files/1";

    /// <summary>Holds formats under way; gone when nothing is.</summary>
    internal const string PartialFolder = ".partial";

    /// <summary>package.json while it is written.</summary>
    internal const string UnfinishedPackageFile = PackageFile + ".partial";

    internal static string Full(string folder, string relative) => Path.Combine(folder, relative.Replace('/', Path.DirectorySeparatorChar));
}
