namespace SceneForge.Tests;

/// <summary>Finds the repository's files from a test.</summary>
internal static class Repository
{
    /// <summary>The folder that holds SceneForge.sln.</summary>
    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SceneForge.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("SceneForge.sln stands in no folder above the tests.");
    }
}
