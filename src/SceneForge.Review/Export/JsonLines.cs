using System.Text.Json.Nodes;
using SceneForge.Frames.Storage;
using SceneForge.Review.Storage;

namespace SceneForge.Review.Export;

/// <summary>
/// The log as one JSON object a line. The chain's fields are all there: whoever reads the file can check every hash and replay the state
/// (docs/review.md).
/// </summary>
public static class JsonLines
{
    /// <param name="marks">Words for what a subject is by now: gold, gold_changed, quarantined.</param>
    public static IEnumerable<string> Write(DatasetReader dataset, IEnumerable<ReviewEvent> events, Func<string, IEnumerable<string>> marks)
    {
        // The spec is the input whose hash the dataset names as the spec's.
        string spec = dataset.Inputs.FirstOrDefault(i => i.Value == dataset.SpecHash).Key ?? "";
        foreach (ReviewEvent e in events)
        {
            yield return new JsonObject
            {
                ["number"] = e.Number,
                ["subject"] = e.Subject,
                ["subject_sha256"] = e.SubjectHash,
                ["kind"] = e.Kind,
                ["person"] = e.Person,
                ["time"] = e.Time,
                ["act"] = JsonNode.Parse(e.Body),
                ["body"] = e.Body,
                ["previous_hash"] = e.PreviousHash,
                ["hash"] = e.Hash,
                ["scenario"] = dataset.Scenario,
                ["spec"] = spec,
                ["spec_sha256"] = dataset.SpecHash,
                ["marks"] = new JsonArray([.. marks(e.Subject).Select(m => (JsonNode)m)]),
                ["origin"] = e.Kind == "correction" ? "corrected by a person" : "synthetic",
            }.ToJsonString();
        }
    }
}
