using System.Text.Json.Nodes;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Checks.Data;
using SceneForge.Review.Acts;
using SceneForge.Review.Data;
using SceneForge.Review.Queues;
using SceneForge.Review.State;
using SceneForge.Base.Geometry;

namespace SceneForge.Review.Server;

/// <summary>A frame as the page gets it: where its files are, and what was done to it as far as the viewer may see.</summary>
internal static class FrameDocument
{
    /// <returns>The document and the frame's ETag; null where there is no such frame.</returns>
    public static (JsonObject Document, string ETag)? Build(ReviewService service, DatasetInsight insight, Person viewer, FrameKey key)
    {
        int index = service.Dataset.IndexOf(key);
        if (index < 0 || service.Dataset.Digest(key) is not { } digest)
        {
            return null;
        }

        SequenceFiles files = service.Dataset.Open(key.Sequence).Files;
        JsonObject channels = [];
        foreach ((string channel, FileRecord file) in files.Channels(key.Camera, key.Frame))
        {
            channels[channel] = Url(key.Sequence, key.Camera, key.Frame, channel, file);
        }

        JsonObject sweeps = [];
        foreach (string sensor in files.Sensors.Where(s => !service.Dataset.Cameras.Contains(s)))
        {
            if (files.Find(sensor, key.Frame, "points") is { } points)
            {
                sweeps[sensor] = Url(key.Sequence, sensor, key.Frame, "points", points);
            }
        }

        // The frames of a gate's queue come without them: they would tell planted frames from drawn ones.
        bool isOpen = service.Dataset.Queue is null;
        JsonArray findings = [.. (isOpen ? insight.Checks.Results.Of(index) : []).Select(FindingDocument)];
        JsonArray reasons = [.. (isOpen ? insight.Attention.Reasons(index) : []).Select(r => (JsonNode)r)];
        (JsonObject Document, string ETag, FileIntegrity Integrity) built = service.Read((state, statuses) =>
        {
            string etag = Visibility.ETag(state, viewer, key, digest);
            JsonObject document = new()
            {
                ["index"] = index,
                ["sequence"] = key.Sequence,
                ["camera"] = key.Camera,
                ["frame"] = key.Frame,
                ["sha256"] = digest,
                ["etag"] = etag,
                ["status"] = Visibility.Status(state, viewer, key, digest),
                ["marks"] = Visibility.Marks(state, statuses.Marks, viewer, key),
                ["origin"] = Visibility.Acts(state, viewer, key, digest)
                    .Any(d => d.Act is CorrectionAct && d.Event.SubjectHash == digest) ? "corrected by a person" : "synthetic",
                ["double"] = state.IsDouble(key, digest),
                ["labels"] = Url(key.Sequence, DatasetLayout.LabelsFolder, key.Frame, "json", files.Labels(key.Frame)!),
                ["channels"] = channels,
                ["sweeps"] = sweeps,
                ["findings"] = findings,
                ["reasons"] = reasons,
                ["acts"] = new JsonArray([.. Visibility.Acts(state, viewer, key, digest).Select(d => ActDocument(d, digest))]),
            };
            if (service.Dataset.Queue is { } queue)
            {
                Double3 velocity = queue.Items[key.Sequence].Velocity;
                document["ego_velocity"] = new JsonArray(velocity.X, velocity.Y, velocity.Z);
            }

            return (document, etag, statuses.Marks.Integrity);
        });
        // A gold frame's files are looked at themselves, not only their manifest: whoever vouched for it saw these bytes.
        string marks = (string)built.Document["marks"]!;
        if (marks.Split(' ').Contains("gold") && !built.Integrity.Holds(key))
        {
            built.Document["marks"] = marks.Replace("gold", "gold_changed", StringComparison.Ordinal);
        }

        return (built.Document, built.ETag);
    }

    private static JsonNode FindingDocument(Finding finding) => new JsonObject
    {
        ["check"] = finding.Check,
        ["severity"] = finding.Severity == Severity.Critical ? "critical" : "warning",
        ["sensor"] = finding.Sensor,
        ["measured"] = finding.Measured,
        ["limit"] = finding.Limit,
        ["sentence"] = finding.Sentence,
    };

    /// <param name="digest">The frame's digest today; acts on other bytes are marked as outdated.</param>
    public static JsonNode ActDocument(DoneAct done, string digest) => new JsonObject
    {
        ["number"] = done.Event.Number,
        ["kind"] = done.Event.Kind,
        ["person"] = done.Event.Person,
        ["time"] = done.Event.Time,
        ["outdated"] = done.Event.SubjectHash != digest,
        ["act"] = JsonNode.Parse(done.Event.Body),
    };

    public static string Url(int sequence, string sensor, int frame, string channel, FileRecord file) =>
        FormattableString.Invariant($"/api/files/{sequence}/{Uri.EscapeDataString(sensor)}/{frame}/{channel}?h={file.Sha256[..16]}");
}
