using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using SceneForge.Quality.Documents;
using SceneForge.Scenarios.Designs;

namespace SceneForge.Quality.Coverage;

/// <summary>Writes checks/coverage.json; docs/coverage.md describes each field.</summary>
internal static class CoverageDocument
{
    public static byte[] Write(CoverageReport report)
    {
        ArrayBufferWriter<byte> buffer = new(4096);
        using Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("schema", CoverageReport.Schema);
        json.WriteString("root", report.RootHash);
        json.WriteNumber("sequences", report.Sequences.Length);
        if (report.Design is { } design)
        {
            Design(json, design);
        }

        Visible(json, report.Visible);
        json.WriteStartObject("diversity");
        Diversity(json, report.Diversity);
        json.WriteEndObject();
        Duplicates(json, report);
        if (report.Against is { } against)
        {
            json.WriteStartObject("against");
            json.WriteString("root", against.RootHash);
            json.WriteStartObject("diversity");
            Diversity(json, against.Diversity);
            json.WriteNumber("near_duplicates", against.NearDuplicates);
            json.WriteEndObject();
            json.Rows("alarms", against.Alarms, alarm =>
            {
                json.WriteString("measure", alarm.Measure);
                json.WriteNumber("before", alarm.Before);
                json.WriteNumber("now", alarm.Now);
                json.WriteNumber("limit", alarm.Limit);
                json.WriteString("sentence", alarm.Sentence);
            });
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Design(Utf8JsonWriter json, DesignCoverage design)
    {
        json.WriteStartObject("design");
        json.Rows("factors", design.Space.Factors, factor =>
        {
            json.WriteString("name", factor.Name);
            json.WriteString("pointer", factor.Pointer);
            json.Words("levels", factor.Levels);
        });
        json.Rows("cells", design.Cells, cell =>
        {
            Levels(json, design, cell);
            json.WriteNumber("sequences", design.CountOf(cell));
        });
        json.Rows("empty", design.Empty, cell => Levels(json, design, cell));
        json.Rows("unreachable", design.Unreachable, cell =>
        {
            Levels(json, design, cell);
            json.WriteString("reason", "The constraints forbid it.");
        });
        json.WriteEndObject();
    }

    private static void Levels(Utf8JsonWriter json, DesignCoverage design, DesignCell cell)
    {
        ImmutableArray<DesignFactor> factors = design.Space.Factors;
        json.WriteString(factors[cell.First].Name, factors[cell.First].Levels[cell.FirstLevel]);
        if (cell.Second >= 0)
        {
            json.WriteString(factors[cell.Second].Name, factors[cell.Second].Levels[cell.SecondLevel]);
        }
    }

    private static void Visible(Utf8JsonWriter json, VisibleCoverage visible)
    {
        json.WriteStartObject("visible");
        json.Words("ranges", VisibleBins.Ranges);
        json.Words("occlusions", VisibleBins.Occlusions);
        json.Rows("skies", visible.Skies, sky =>
        {
            json.WriteString("weather", sky.Weather);
            json.WriteString("light", sky.Light);
        });
        json.Rows("cells", VisibleBins.Order(visible.Cells.Keys, cell => cell), cell =>
        {
            Cell(json, cell);
            json.WriteNumber("sightings", visible.Cells[cell].Sightings);
            json.WriteNumber("sequences", visible.Cells[cell].Sequences);
        });
        json.Rows("empty", visible.Empty, cell => Cell(json, cell));
        json.WriteEndObject();
    }

    private static void Cell(Utf8JsonWriter json, VisibleCell cell)
    {
        json.WriteString("class", cell.Class);
        json.WriteString("range", cell.Range);
        json.WriteString("occlusion", cell.Occlusion);
        json.WriteString("weather", cell.Weather);
        json.WriteString("light", cell.Light);
    }

    private static void Diversity(Utf8JsonWriter json, Diversity diversity)
    {
        json.WriteStartObject("entropy");
        foreach ((string facet, double bits) in diversity.Entropy)
        {
            json.WriteNumber(facet, Math.Round(bits, 6));
        }

        json.WriteEndObject();
        json.WriteNumber("filled_cells", diversity.FilledCells);
        json.WriteNumber("tail_cells", diversity.TailCells);
    }

    private static void Duplicates(Utf8JsonWriter json, CoverageReport report)
    {
        json.WriteStartObject("near_duplicates");
        json.WriteNumber("limit", NearDuplicates.Limit);
        if (report.Duplicates is not { } duplicates)
        {
            json.WriteString("not_run", report.NotCompared);
            json.WriteEndObject();
            return;
        }

        json.WriteNumber("count", duplicates.Count);
        json.Rows("pairs", duplicates.Pairs, pair =>
        {
            json.WriteString("camera", pair.Camera);
            json.WriteNumber("first_sequence", pair.FirstSequence);
            json.WriteNumber("first_frame", pair.FirstFrame);
            json.WriteNumber("second_sequence", pair.SecondSequence);
            json.WriteNumber("second_frame", pair.SecondFrame);
            json.WriteNumber("distance", pair.Distance);
        });
        json.WriteEndObject();
    }
}
