using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using SceneForge.Quality.Checks.Data;
using SceneForge.Quality.Documents;

namespace SceneForge.Quality.Checks;

/// <summary>What the checks found in a dataset of a given content.</summary>
/// <param name="RootHash">Hash over the manifests of the dataset that was checked.</param>
/// <param name="Frames">Frames checked: all of them.</param>
/// <param name="Findings">In the order of sequences, frames and sensors.</param>
/// <param name="NotRun">Checks that could not run, with the reason and what mends it: of these nothing is known.</param>
public sealed record CheckReport(string RootHash, int Frames, ImmutableArray<Finding> Findings, ImmutableSortedDictionary<string, string> NotRun)
{
    /// <summary>Path of the stored report within the dataset.</summary>
    public const string File = "checks/checks.json";

    public const string Schema = "sceneforge.checks/1";

    /// <summary>Whether data is wrong somewhere.</summary>
    public bool IsCritical => CriticalFindings > 0;

    /// <summary>Findings that say that data is wrong.</summary>
    public int CriticalFindings => Findings.Count(f => f.Severity == Severity.Critical);

    /// <summary>Replaces the dataset's stored report. The same findings give the same bytes.</summary>
    public void Write(string folder) => StoredReport.Replace(folder, File, ToJson());

    private byte[] ToJson()
    {
        ArrayBufferWriter<byte> buffer = new(4096);
        using Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("root", RootHash);
        json.WriteNumber("frames", Frames);
        json.WriteStartArray("checks");
        foreach (string name in DatasetChecks.Names)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            if (NotRun.TryGetValue(name, out string? reason))
            {
                json.WriteString("not_run", reason);
            }
            else
            {
                json.WriteNumber("findings", Findings.Count(f => f.Check == name));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (Finding finding in Findings)
        {
            json.WriteStartObject();
            json.WriteString("check", finding.Check);
            json.WriteString("severity", finding.Severity == Severity.Critical ? "critical" : "warning");
            json.WriteNumber("sequence", finding.Sequence);
            json.WriteNumber("frame", finding.Frame);
            json.WriteString("sensor", finding.Sensor);
            json.WriteNumber("measured", finding.Measured);
            json.WriteNumber("limit", finding.Limit);
            json.WriteString("sentence", finding.Sentence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
