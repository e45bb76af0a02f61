using SceneForge.Base.Input;

namespace SceneForge.Quality.Documents;

/// <summary>Files that a check leaves beside the data.</summary>
internal static class StoredReport
{
    /// <summary>A report as it stands there; null where there is none, or where it speaks of other frames.</summary>
    /// <param name="file">Path within the folder.</param>
    /// <param name="rootHash">Of the frames.</param>
    /// <exception cref="InputException">The report is damaged.</exception>
    public static JsonNode? TryRead(string folder, string file, string schema, string rootHash)
    {
        string path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            return null;
        }

        JsonNode root = JsonFile.Read(path, JsonLimits.Stored);
        _ = root.Get("schema").AsChoice(schema);
        return root.Get("root").AsString() == rootHash ? root : null;
    }

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
