using System.Collections.Immutable;
using System.Globalization;
using Newtonsoft.Json.Linq;
using SceneForge.Base.Input;

namespace SceneForge.Quality.Decisions;

/// <summary>Log records as JSON.</summary>
internal static class LogLine
{
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly string[] Verdicts = ["accept", "reject", "cannot_judge"];
    private static readonly string[] Roles = ["review", "adjudication"];

    public static JObject Write(LogRecord record)
    {
        JObject line = new()
        {
            ["reviewer"] = record.Reviewer,
            ["time"] = record.Time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture),
        };
        if (record is Retraction retraction)
        {
            line["type"] = "retraction";
            line["retracts"] = retraction.Retracts;
            return line;
        }

        Decision decision = (Decision)record;
        line["type"] = "decision";
        line["item"] = decision.Item;
        line["sha256"] = decision.FrameSha256;
        line["role"] = Roles[(int)decision.Role];
        line["verdict"] = Verdicts[(int)decision.Verdict];
        line["defects"] = new JArray(decision.Defects.Select(d => new JObject
        {
            ["kind"] = d.Kind,
            ["severity"] = SeverityNames.Of(d.Severity),
            ["place"] = Write(d.Place),
        }));
        return line;
    }

    public static LogRecord Read(JsonNode line)
    {
        string reviewer = line.Get("reviewer").AsString();
        JsonNode time = line.Get("time");
        if (!DateTimeOffset.TryParseExact(time.AsString(), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
            out DateTimeOffset when))
        {
            throw time.Fail("This is no time.", "Write UTC as 2026-01-31T12:00:00.000Z.");
        }

        if (line.Get("type").AsChoice("decision", "retraction") == "retraction")
        {
            return new Retraction(reviewer, when, line.Get("retracts").AsInteger(0));
        }

        ReviewVerdict verdict = (ReviewVerdict)Array.IndexOf(Verdicts, line.Get("verdict").AsChoice(Verdicts));
        JsonNode defects = line.Get("defects");
        Decision decision = new(
            reviewer,
            when,
            line.Get("item").AsString(),
            line.Get("sha256").AsString(),
            (ReviewRole)Array.IndexOf(Roles, line.Get("role").AsChoice(Roles)),
            verdict,
            [.. defects.Items().Select(Defect)]);
        return decision.Defects.IsEmpty == (verdict != ReviewVerdict.Reject)
            ? decision
            : throw defects.Fail("A rejection names its defects, and nothing else does.", "Name at least one defect, or change the verdict.");
    }

    public static JObject Write(DefectPlace place)
    {
        JObject written = [];
        if (place.Sensor is not null)
        {
            written["sensor"] = place.Sensor;
        }

        if (place.Object is { } id)
        {
            written["object"] = id;
        }

        if (place.Box is { } box)
        {
            written["box"] = new JArray(box.XMin, box.YMin, box.XMax, box.YMax);
        }

        return written;
    }

    public static DefectPlace ReadPlace(JsonNode node)
    {
        PixelBox? box = null;
        if (node.Find("box") is { } corners)
        {
            double[] c = [.. corners.Items().Select(n => n.AsNumber())];
            box = c.Length == 4 && c[0] < c[2] && c[1] < c[3]
                ? new PixelBox(c[0], c[1], c[2], c[3])
                : throw corners.Fail("This is no box.", "Write [xmin, ymin, xmax, ymax].");
        }

        DefectPlace place = new(node.Find("sensor")?.AsString(), node.Find("object")?.AsInteger(0), box);
        node.Finish();
        return place;
    }

    private static Defect Defect(JsonNode node)
    {
        Defect defect = new(node.Get("kind").AsString(), SeverityNames.Read(node.Get("severity")), ReadPlace(node.Get("place")));
        node.Finish();
        return defect;
    }
}
