namespace SceneForge.Quality;

/// <summary>Files that a check leaves beside the data.</summary>
internal static class StoredReport
{
    /// <summary>Replaces a file at once: readers see the one before or this one.</summary>
    /// <param name="file">Path within the folder.</param>
    public static void Replace(string folder, string file, ReadOnlySpan<byte> content)
    {
        string path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string temporary = path + ".tmp";
        File.WriteAllBytes(temporary, content);
        File.Move(temporary, path, overwrite: true);
    }
}
