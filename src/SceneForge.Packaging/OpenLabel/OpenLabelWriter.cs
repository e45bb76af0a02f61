using SceneForge.Frames.Storage;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Output;
using SceneForge.Packaging.Source;

namespace SceneForge.Packaging.OpenLabel;

/// <summary>
/// ASAM OpenLABEL 1.0.0: <c>train/000017/openlabel.json</c> for each sequence, with its pictures and sweeps beside it under their names in the
/// dataset.
/// </summary>
public sealed class OpenLabelWriter(PackagePlan plan) : IDatasetWriter
{
    public const string FormatName = "openlabel";

    public string Name => FormatName;

    public string Carries => "pictures, sweeps, 2D and 3D boxes, keypoints, poses, intrinsics, events";

    public IReadOnlyList<FileKind> Kinds =>
        [new("documents", "*/*/openlabel.json", "application/json", "A document a sequence, ASAM OpenLABEL 1.0.0")];

    public void Write(SourceSequence sequence, PackageOutput output)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        ArgumentNullException.ThrowIfNull(output);
        string folder = $"{plan.Splits.Of(sequence.Number)}/{DatasetLayout.Number(sequence.Number)}";
        using Stream stream = output.Create($"{folder}/openlabel.json");
        using OpenLabelDocument document = new(stream, sequence.Tables, id => plan.Source.ClassById[id], Metadata(sequence));
        for (int i = 0; i < sequence.FrameCount; i++)
        {
            StoredFrame frame = sequence.ReadFrame(i);
            document.Add(frame, file => file);
            foreach (StoredPicture picture in frame.Cameras)
            {
                output.CopyImage($"{folder}/{picture.Files["rgb"]}", sequence, picture.Files["rgb"]);
                output.Dropped.Add("pictures of depth, normals, flow, segments, classes and objects: OpenLABEL has no place for them",
                    picture.Files.Count - 1);
            }

            foreach (StoredSweep sweep in frame.Lidars)
            {
                output.Copy($"{folder}/{sweep.File}", sequence, sweep.File);
            }
        }

        document.Finish();
    }

    public void Finish(PackageOutput output)
    {
    }

    private IEnumerable<KeyValuePair<string, string>> Metadata(SourceSequence sequence) =>
    [
        new("name", $"{plan.Source.Dataset.Scenario} {DatasetLayout.Number(sequence.Number)}"),
        new("annotator", $"SceneForge {plan.ToolVersion}"),
        new("comment", $"Synthetic; {plan.Review.Summary}"),
        new("origin", "synthetic"),
        new("dataset_sha256", plan.Source.RootHash),
        new("spec_sha256", plan.Source.Dataset.SpecHash),
    ];
}
