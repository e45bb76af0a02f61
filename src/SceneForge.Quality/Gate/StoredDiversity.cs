using SceneForge.Quality.Coverage;
using SceneForge.Base.Input;
using SceneForge.Quality.Documents;
using SceneForge.Quality.Lots;

namespace SceneForge.Quality.Gate;

/// <summary>What <c>sceneforge check</c> counted of a dataset's diversity, as the gate needs it.</summary>
public static class StoredDiversity
{
    /// <summary>
    /// The figures; null where the dataset was not checked, or without OpenCV, was changed since, or was not compared with that version.
    /// </summary>
    /// <param name="against">Root hash of the version that it follows; null: none, and comparisons are left out.</param>
    /// <exception cref="InputException">The report is damaged.</exception>
    public static DiversityEvidence? TryRead(string dataset, Lot lot, string? against)
    {
        ArgumentNullException.ThrowIfNull(lot);
        if (StoredReport.TryRead(dataset, CoverageReport.File, CoverageReport.Schema, lot.RootHash) is not { } root
            || root.Get("near_duplicates").Find("not_run") is not null)
        {
            return null;
        }

        DiversityFigures now = GateDocuments.Figures(root.Get("diversity"), root.Get("near_duplicates").Get("count"));
        if (against is null)
        {
            return new DiversityEvidence(lot.RootHash, now, null, null, []);
        }

        return root.Find("against") is not { } previous || previous.Get("root").AsString() != against ? null : new DiversityEvidence(
            lot.RootHash,
            now,
            against,
            GateDocuments.Figures(previous.Get("diversity"), previous.Get("diversity").Get("near_duplicates")),
            [.. previous.Get("alarms").Items().Select(a => a.Get("sentence").AsString())]);
    }
}
