using System.Text.Json;
using SceneForge.Quality.Checks;
using SceneForge.Quality.Checks.Data;
using SceneForge.Quality.Coverage;
using SceneForge.Quality.Documents;

namespace SceneForge.Quality.Report;

/// <summary>Checks, coverage and near-duplicates for the page; long lists are cut, the JSON reports have them whole.</summary>
internal static class QualityData
{
    private const int MostFindings = 400;
    private const int MostCells = 400;
    private const int MostPairs = 60;

    public static void Write(Utf8JsonWriter json, DatasetInspection inspection)
    {
        json.WriteStartObject("quality");
        json.WriteNumber("frames", inspection.Checks.Frames);
        json.Rows("checks", DatasetChecks.All, check =>
        {
            json.WriteString("name", check.Name);
            json.WriteString("severity", Word(check.Severity));
            if (inspection.Checks.NotRun.TryGetValue(check.Name, out string? reason))
            {
                json.WriteString("notRun", reason);
            }
            else
            {
                json.WriteNumber("findings", inspection.Checks.Findings.Count(f => f.Check == check.Name));
            }
        });

        // The worst first: critical ones, then by how far they are beyond their limit.
        IEnumerable<Finding> worst = inspection.Checks.Findings.OrderByDescending(f => f.Severity)
            .ThenByDescending(f => f.Measured / Math.Max(f.Limit, 1e-3)).Take(MostFindings);
        json.Rows("findings", worst, finding =>
        {
            json.WriteString("check", finding.Check);
            json.WriteString("severity", Word(finding.Severity));
            json.WriteNumber("sequence", finding.Sequence);
            json.WriteNumber("frame", finding.Frame);
            json.WriteString("sensor", finding.Sensor);
            json.WriteString("sentence", finding.Sentence);
        });
        Visible(json, inspection.Coverage.Visible);
        if (inspection.Coverage.Design is { } design)
        {
            Design(json, design);
        }

        json.Rows("duplicates", inspection.Coverage.Duplicates?.Pairs.Take(MostPairs) ?? [], pair =>
        {
            json.WriteString("camera", pair.Camera);
            json.WriteNumber("a", pair.FirstSequence);
            json.WriteNumber("aFrame", pair.FirstFrame);
            json.WriteNumber("b", pair.SecondSequence);
            json.WriteNumber("bFrame", pair.SecondFrame);
            json.WriteNumber("distance", pair.Distance);
        });
        if (inspection.Coverage.Duplicates is { } duplicates)
        {
            json.WriteNumber("duplicateCount", duplicates.Count);
        }
        else
        {
            json.WriteString("notCompared", inspection.Coverage.NotCompared);
        }

        json.Rows("alarms", inspection.Coverage.Against?.Alarms ?? [], alarm => json.WriteString("sentence", alarm.Sentence));
        json.WriteEndObject();
    }

    private static void Visible(Utf8JsonWriter json, VisibleCoverage visible)
    {
        json.WriteStartObject("visible");
        json.Words("ranges", VisibleBins.Ranges);
        json.Words("occlusions", VisibleBins.Occlusions);
        json.Words("skies", visible.Skies.Select(s => $"{s.Weather}, {s.Light}"));
        json.Rows("cells", visible.Cells, cell => Cell(json, visible, cell.Key, cell.Value.Sightings, cell.Value.Sequences));
        json.Rows("empty", visible.Empty.Take(MostCells), cell => Cell(json, visible, cell, 0, 0));
        json.WriteNumber("emptyCount", visible.Empty.Length);
        json.WriteEndObject();
    }

    private static void Cell(Utf8JsonWriter json, VisibleCoverage visible, VisibleCell cell, int sightings, int sequences)
    {
        json.WriteString("class", cell.Class);
        json.WriteNumber("range", VisibleBins.Ranges.IndexOf(cell.Range));
        json.WriteNumber("occlusion", VisibleBins.Occlusions.IndexOf(cell.Occlusion));
        json.WriteNumber("sky", visible.Skies.IndexOf(cell.Sky));
        json.WriteNumber("sightings", sightings);
        json.WriteNumber("sequences", sequences);
    }

    private static void Design(Utf8JsonWriter json, DesignCoverage design)
    {
        json.WriteStartObject("design");
        json.Rows("factors", design.Space.Factors, factor =>
        {
            json.WriteString("name", factor.Name);
            json.Words("levels", factor.Levels);
        });
        HashSet<DesignCell> unreachable = [.. design.Unreachable];
        json.Rows("cells", design.Cells, cell =>
        {
            json.WriteNumber("a", cell.First);
            json.WriteNumber("aLevel", cell.FirstLevel);
            json.WriteNumber("b", cell.Second);
            json.WriteNumber("bLevel", cell.SecondLevel);
            json.WriteNumber("sequences", design.CountOf(cell));
            json.WriteBoolean("reachable", !unreachable.Contains(cell));
        });
        json.Words("empty", design.Empty.Select(design.NameOf).Take(MostCells));
        json.WriteNumber("emptyCount", design.Empty.Length);
        json.WriteEndObject();
    }

    private static string Word(Severity severity) => severity == Severity.Critical ? "critical" : "warning";
}
