using System.Globalization;
using System.Text;
using SceneForge.Base.Input;

namespace SceneForge.Quality.Planning;

/// <summary>Reads from exported review decisions (docs/review.md) which sequences people turned down.</summary>
public static class RejectedSequences
{
    /// <summary>
    /// Sequences with a frame whose verdict, as it holds at the end of the log, is a rejection, and those in quarantine. The last verdict of each
    /// person holds; one that settles a dispute holds for all; undone acts and lifted quarantines do not count.
    /// </summary>
    /// <exception cref="InputException">The file is missing or a line is no exported event.</exception>
    public static IReadOnlySet<int> Read(string file)
    {
        List<JsonNode> events = [.. Lines(file)];
        HashSet<int> undone = [.. events.Where(e => e.Get("kind").AsString() == "undo").Select(e => e.Get("act").Get("of").AsInteger())];
        Dictionary<(string Subject, string Person), bool> rejects = [];
        Dictionary<string, bool> settled = [];
        Dictionary<string, int> sequenceOf = [];
        SortedSet<int> found = [];
        Dictionary<int, IEnumerable<int>> quarantines = [];
        foreach (JsonNode e in events.Where(e => !undone.Contains(e.Get("number").AsInteger())))
        {
            JsonNode act = e.Get("act");
            switch (e.Get("kind").AsString())
            {
                case "verdict":
                    bool reject = act.Get("verdict").AsString() == "reject";
                    JsonNode frame = e.Get("subject");
                    string subject = frame.AsString();
                    sequenceOf[subject] = SequenceOf(frame);
                    rejects[(subject, e.Get("person").AsString())] = reject;
                    if (act.Find("settles") is { } settles && settles.AsBoolean())
                    {
                        settled[subject] = reject;
                    }

                    break;
                case "quarantine":
                    quarantines[e.Get("number").AsInteger()] = [.. act.Get("sequences").Items()
                        .Select(s => s.AsInteger(0)), .. act.Find("frames")?.Items().Select(SequenceOf) ?? []];
                    break;
                case "lift":
                    quarantines.Remove(act.Get("of").AsInteger());
                    break;
            }
        }

        foreach ((string subject, int sequence) in sequenceOf)
        {
            if (settled.TryGetValue(subject, out bool last) ? last : rejects.Any(r => r.Key.Subject == subject && r.Value))
            {
                found.Add(sequence);
            }
        }

        found.UnionWith(quarantines.Values.SelectMany(s => s));
        return found;
    }

    private static int SequenceOf(JsonNode frame) =>
        int.TryParse(frame.AsString().Split('/')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        ? number
        : throw frame.Fail("A frame's name begins with its sequence's number.", "Export the decisions again.");

    private static IEnumerable<JsonNode> Lines(string file)
    {
        if (!File.Exists(file))
        {
            throw new InputException(new InputError(file, 0, 0, "", "The file does not exist.",
                "Export the decisions from the review page, under Findings."));
        }

        int number = 0;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            if (line.Length > 0)
            {
                yield return JsonFile.Parse(file, Encoding.UTF8.GetBytes(line), firstLine: number);
            }
        }
    }
}
