using System.Text.Json;
using SceneForge.Packaging.Source;
using SceneForge.Quality.Checks;
using SceneForge.Quality.Coverage;
using SceneForge.Base.Input;

namespace SceneForge.Packaging.Cards;

/// <summary>
/// What <c>sceneforge check</c> left beside the dataset, as long as it speaks of these frames: reports of another root hash count for nothing.
/// The reports grow with what was found, so no more is kept of them than a card shows.
/// </summary>
internal static class StoredFindings
{
    /// <summary>
    /// Every check with the number of its findings, null of one that could not run; null where the frames were not checked.
    /// </summary>
    public static IReadOnlyList<(string Check, long? Findings)>? Checks(DatasetSource source) =>
        Read(source, CheckReport.File, CheckReport.Schema, root =>
        (IReadOnlyList<(string, long?)>)[.. root.GetProperty("checks").EnumerateArray()
            .Select(c => (
                c.GetProperty("name").GetString()!,
                c.TryGetProperty("not_run", out _) ? (long?)null : c.GetProperty("findings").GetInt64()))]);

    /// <summary>What the coverage report says of all frames, in words and numbers; null where there is none.</summary>
    public static IReadOnlyList<(string What, string Value)>? Coverage(DatasetSource source) =>
        Read(source, CoverageReport.File, CoverageReport.Schema, root =>
    {
        JsonElement diversity = root.GetProperty("diversity");
        List<(string, string)> rows =
        [
            ("Cells of class, range, occlusion, weather and light that were seen", diversity.GetProperty("filled_cells").GetRawText()),
            ("Such cells seen in one sequence only", diversity.GetProperty("tail_cells").GetRawText()),
            ("Empty cells although reachable", $"{root.GetProperty("visible").GetProperty("empty").GetArrayLength()}"),
            ("Near-duplicate pairs of pictures of two sequences",
                root.GetProperty("near_duplicates").TryGetProperty("count", out JsonElement pairs) ? pairs.GetRawText() : "not counted"),
        ];
        rows.AddRange(diversity.GetProperty("entropy").EnumerateObject()
            .Select(e => ($"Entropy over sequences by {e.Name}, bits", FormattableString.Invariant($"{e.Value.GetDouble():0.00}"))));
        return (IReadOnlyList<(string, string)>)rows;
    });

    private static T? Read<T>(DatasetSource source, string file, string schema, Func<JsonElement, T> read)
        where T : class
    {
        string path = Path.Combine(source.Dataset.Folder, file);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement;
            return root.GetProperty("schema").GetString() == schema && root.GetProperty("root").GetString() == source.RootHash ? read(root) : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InputException(new InputError(path, 0, 0, "", $"The report is damaged: {e.Message}",
                "Check the dataset again (sceneforge check DIR)."));
        }
    }
}
