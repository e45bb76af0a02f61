using System.Collections.Immutable;
using System.Text;
using Newtonsoft.Json.Linq;
using SceneForge.Quality.Documents;
using SceneForge.Base.Input;

namespace SceneForge.Quality.Decisions;

/// <summary>
/// The acts of one review, oldest first, as JSON Lines. Each line carries its number, the hash of the line before it and its own hash
/// (SHA-256 over its canonical form without "hash"), so a changed, dropped, added or moved line breaks the chain at its place.
/// The first line names the draw that is reviewed.
/// </summary>
public sealed class DecisionLog
{
    public const string Schema = "sceneforge.decisions/1";

    private static readonly string NoHash = new('0', 64);

    private DecisionLog(string drawSha256, ImmutableArray<LogRecord> records, ImmutableArray<string> lines, LogHead head)
    {
        DrawSha256 = drawSha256;
        Records = records;
        Lines = lines;
        Head = head;
    }

    /// <summary>SHA-256 of the draw that the decisions are about.</summary>
    public string DrawSha256 { get; }

    /// <summary>Record k stands on the line with sequence number k + 1; number 0 opens the log.</summary>
    public ImmutableArray<LogRecord> Records { get; }

    /// <summary>Every line in canonical form, without line feeds.</summary>
    public ImmutableArray<string> Lines { get; }

    public LogHead Head { get; }

    /// <summary>A log without decisions.</summary>
    public static DecisionLog Open(string drawSha256)
    {
        (string line, string hash) = Seal(new JObject { ["schema"] = Schema, ["type"] = "opened", ["draw"] = drawSha256 }, 0, NoHash);
        return new DecisionLog(drawSha256, [], [line], new LogHead(1, hash));
    }

    /// <summary>The log with one more record; its last line is what a store has to append.</summary>
    public DecisionLog With(LogRecord record)
    {
        (string line, string hash) = Seal(LogLine.Write(record), Head.Count, Head.Hash);
        return new DecisionLog(DrawSha256, Records.Add(record), Lines.Add(line), new LogHead(Head.Count + 1, hash));
    }

    /// <summary>The log with more records.</summary>
    public DecisionLog With(IEnumerable<LogRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        ImmutableArray<LogRecord>.Builder all = Records.ToBuilder();
        ImmutableArray<string>.Builder lines = Lines.ToBuilder();
        LogHead head = Head;
        foreach (LogRecord record in records)
        {
            (string line, string hash) = Seal(LogLine.Write(record), head.Count, head.Hash);
            all.Add(record);
            lines.Add(line);
            head = new LogHead(head.Count + 1, hash);
        }

        return new DecisionLog(DrawSha256, all.ToImmutable(), lines.ToImmutable(), head);
    }

    /// <summary>The whole log as a file.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(string.Concat(Lines.Select(l => l + "\n")));

    /// <summary>Reads a log and checks its chain.</summary>
    /// <param name="file">Path, for errors.</param>
    /// <exception cref="InputException">The first line that is not what was written there.</exception>
    public static DecisionLog Parse(string file, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0 || bytes[^1] != (byte)'\n')
        {
            throw new InputException(new InputError(file, bytes.Count((byte)'\n') + 1, 1, "", "The last line is not complete.",
                "Export the log again."));
        }

        string draw = "";
        LogHead head = new(0, NoHash);
        List<LogRecord> records = [];
        List<string> lines = [];
        foreach (Range range in bytes[..^1].Split((byte)'\n'))
        {
            JsonNode line = JsonFile.Parse(file, bytes[range].ToArray(), firstLine: head.Count + 1);
            string hash = Check(line, head);
            if (head.Count == 0)
            {
                _ = line.Get("schema").AsChoice(Schema);
                _ = line.Get("type").AsChoice("opened");
                draw = line.Get("draw").AsString();
            }
            else
            {
                records.Add(LogLine.Read(line));
            }

            line.Finish();
            head = new LogHead(head.Count + 1, hash);
            lines.Add(CanonicalJson.Write(line.Token));
        }

        return new DecisionLog(draw, [.. records], [.. lines], head);
    }

    private static string Check(JsonNode line, LogHead before)
    {
        JsonNode hash = line.Get("hash");
        JObject content = (JObject)line.Token.DeepClone();
        content.Remove("hash");
        if (hash.AsString() != CanonicalJson.Sha256(content))
        {
            throw hash.Fail("This line was altered after it was written.", "Restore the log from its store.");
        }

        return line.Get("sequence").AsInteger(0) != before.Count || line.Get("previous").AsString() != before.Hash
            ? throw line.Get("previous").Fail("A line before this one was dropped, added or moved.", "Restore the log from its store.")
            : hash.AsString();
    }

    private static (string Line, string Hash) Seal(JObject content, int sequence, string previous)
    {
        content["sequence"] = sequence;
        content["previous"] = previous;
        string hash = CanonicalJson.Sha256(content);
        content["hash"] = hash;
        return (CanonicalJson.Write(content), hash);
    }
}
