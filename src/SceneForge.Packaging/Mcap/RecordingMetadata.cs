using SceneForge.Frames.Storage;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Source;

namespace SceneForge.Packaging.Mcap;

/// <summary>What a recording says of where it comes from, as a metadata record.</summary>
internal static class RecordingMetadata
{
    public const string Name = "sceneforge";

    public static IEnumerable<KeyValuePair<string, string>> Of(PackagePlan plan, SourceSequence sequence) =>
    [
        new("dataset_sha256", plan.Source.RootHash),
        new("origin", "synthetic"),
        new("review", plan.Review.Summary),
        new("scenario", plan.Source.Dataset.Scenario),
        new("sequence", DatasetLayout.Number(sequence.Number)),
        new("spec_sha256", plan.Source.Dataset.SpecHash),
    ];
}
