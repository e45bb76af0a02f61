using SceneForge.Scenarios.Input;

namespace SceneForge.Frames.Storage;

/// <summary>Reads a sequence's manifest.json.</summary>
internal static class ManifestReader
{
    /// <summary>The manifest; its paths stay within the sequence's folder.</summary>
    /// <exception cref="InputException">The manifest is missing, damaged, or of another sequence.</exception>
    public static SequenceManifest Read(string folder)
    {
        JsonNode manifest = DatasetReader.RequireSchema(JsonFile.Read(Path.Combine(folder, DatasetLayout.ManifestFile), JsonLimits.Stored), DatasetLayout.ManifestSchema);
        JsonNode number = manifest.Get("sequence");
        if (DatasetLayout.Number(number.AsInteger(0)) != Path.GetFileName(Path.GetFullPath(folder)))
        {
            throw number.Fail("The manifest is another sequence's.", "Restore the file from its source.");
        }

        List<FileRecord> files = [];
        HashSet<string> paths = new(StringComparer.Ordinal);
        foreach (JsonNode file in manifest.Get("files").Items())
        {
            JsonNode path = file.Get("path");
            string name = path.AsString();
            bool stays = !Path.IsPathRooted(name) && !name.Contains('\\', StringComparison.Ordinal) && name.Split('/').All(part => part is not ("" or "." or ".."));
            if (!stays || !paths.Add(name))
            {
                throw path.Fail($"\"{NearestName.Shorten(name)}\" is listed twice or lies outside of the sequence.", "Restore the file from its source.");
            }

            files.Add(new FileRecord(name, StoredFrameReader.Integer64(file.Get("bytes")), file.Get("sha256").AsString()));
        }

        return new SequenceManifest(manifest.Find("dataset")?.AsString(), files);
    }
}

/// <summary>What a sequence's manifest says.</summary>
/// <param name="DatasetSha256">Of the dataset.json that the sequence was made with; null where the manifest does not say.</param>
/// <param name="Files">By path.</param>
internal sealed record SequenceManifest(string? DatasetSha256, IReadOnlyList<FileRecord> Files);
