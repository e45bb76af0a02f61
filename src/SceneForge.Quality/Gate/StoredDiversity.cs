using System.Collections.Immutable;
using SceneForge.Quality.Coverage;
using SceneForge.Scenarios.Input;

namespace SceneForge.Quality.Gate;

/// <summary>What <c>sceneforge check</c> counted of a dataset's diversity, as the gate needs it.</summary>
public static class StoredDiversity
{
    /// <summary>The figures; null where the dataset was not checked, was changed since, or was not compared with that version.</summary>
    /// <param name="against">Root hash of the version that it follows; null: none, and comparisons are left out.</param>
    /// <exception cref="InputException">The report is damaged.</exception>
    public static DiversityEvidence? TryRead(string dataset, Lot lot, string? against)
    {
        ArgumentNullException.ThrowIfNull(lot);
        string path = Path.Combine(dataset, CoverageReport.File);
        if (!File.Exists(path))
        {
            return null;
        }

        JsonNode root = JsonFile.Read(path, JsonLimits.Stored);
        _ = root.Get("schema").AsChoice(CoverageReport.Schema);
        if (root.Get("root").AsString() != lot.RootHash)
        {
            return null;
        }

        DiversityFigures now = Figures(root.Get("diversity"), root.Get("near_duplicates").Get("count"));
        if (against is null)
        {
            return new DiversityEvidence(lot.RootHash, now, null, null, []);
        }

        return root.Find("against") is not { } previous || previous.Get("root").AsString() != against ? null : new DiversityEvidence(
            lot.RootHash,
            now,
            against,
            Figures(previous.Get("diversity"), previous.Get("diversity").Get("near_duplicates")),
            [.. previous.Get("alarms").Items().Select(a => a.Get("sentence").AsString())]);
    }

    private static DiversityFigures Figures(JsonNode diversity, JsonNode duplicates)
    {
        JsonNode entropy = diversity.Get("entropy");
        return new DiversityFigures(
            entropy.MemberNames.ToImmutableSortedDictionary(n => n, n => entropy.Get(n).AsNumber(0), StringComparer.Ordinal),
            diversity.Get("filled_cells").AsInteger(0),
            diversity.Get("tail_cells").AsInteger(0),
            (long)duplicates.AsNumber(0));
    }
}
