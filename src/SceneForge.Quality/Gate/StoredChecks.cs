using SceneForge.Quality.Checks;
using SceneForge.Base.Input;
using SceneForge.Quality.Documents;
using SceneForge.Quality.Lots;

namespace SceneForge.Quality.Gate;

/// <summary>What <c>sceneforge check</c> left beside a dataset, as the gate counts it.</summary>
public static class StoredChecks
{
    /// <summary>The evidence, without the checks that could not run; null where the dataset was not checked, or was changed since.</summary>
    /// <exception cref="InputException">The report is damaged.</exception>
    public static CheckEvidence? TryRead(string dataset, Lot lot)
    {
        ArgumentNullException.ThrowIfNull(lot);
        if (StoredReport.TryRead(dataset, CheckReport.File, CheckReport.Schema, lot.RootHash) is not { } root)
        {
            return null;
        }

        // A frame with several findings of a check is one failure; warnings are none.
        ILookup<string, (int, int)> failures = root.Get("findings").Items()
            .Where(f => f.Get("severity").AsString() == "critical")
            .Select(f => (Check: f.Get("check").AsString(), Frame: (f.Get("sequence").AsInteger(0), f.Get("frame").AsInteger(0))))
            .Distinct()
            .ToLookup(f => f.Check, f => f.Frame, StringComparer.Ordinal);
        long frames = root.Get("frames").AsInteger(0);
        return new CheckEvidence(
            lot.RootHash,
            lot.Units.Sum(u => (long)u.Frames),
            [.. root.Get("checks").Items().Where(c => c.Find("not_run") is null).Select(c => c.Get("name").AsString())
                .Select(name => new CheckRun(name, frames, failures[name].Count()))]);
    }
}
