namespace SceneForge.Cli.Terminal;

/// <summary>Programs that are used where they are installed.</summary>
internal static class Programs
{
    /// <summary>Full path of a program in the folders that PATH names, or null.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))
        .FirstOrDefault(File.Exists);
}
