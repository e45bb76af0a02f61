using SceneForge.Frames.Storage;
using SceneForge.Quality.Checks;
using SceneForge.Quality.Inspection;
using SceneForge.Sensors.Cameras;

namespace SceneForge.Quality.Report;

/// <summary>
/// Builds report.html from a dataset on disk: one page without a server or outside resources, with the pictures it lays over
/// the frames in report/. The page refers to the dataset's own RGB and normal files.
/// </summary>
internal sealed class ReportWriter
{
    public const string PageFile = "report.html";
    public const string PicturesFolder = "report";

    private readonly DatasetReader _dataset;

    /// <summary>Removes an earlier report's pictures.</summary>
    public ReportWriter(DatasetReader dataset)
    {
        _dataset = dataset;
        string pictures = Path.Combine(dataset.Folder, PicturesFolder);
        if (Directory.Exists(pictures))
        {
            Directory.Delete(pictures, recursive: true);
        }
    }

    /// <summary>Folder of a camera's previews relative to the dataset, with forward slashes.</summary>
    public static string PreviewPath(SequenceReader sequence, string camera) => $"{PicturesFolder}/{DatasetLayout.Number(sequence.Number)}/{camera}";

    /// <summary>Makes room for a sequence's pictures.</summary>
    public void Begin(SequenceReader sequence)
    {
        foreach (CameraSensor camera in sequence.Rig.Cameras)
        {
            Directory.CreateDirectory(PreviewFolder(sequence, camera.Name));
        }
    }

    /// <summary>Writes the pictures of one frame of a camera; frames may be written side by side.</summary>
    public void Preview(PreviewWriter writer, SequenceReader sequence, int frame, PictureData picture) =>
        writer.Write(picture, PreviewFolder(sequence, picture.Picture.Camera), frame);

    /// <summary>Replaces the page.</summary>
    /// <param name="sequences">Every sequence with its frames; null for one whose labels cannot be read.</param>
    public void Finish(IReadOnlyList<(SequenceReader Sequence, StoredFrame?[] Frames)> sequences, DatasetInspection inspection) =>
        StoredReport.Replace(_dataset.Folder, PageFile, ReportPage.Build(ReportData.Build(_dataset, sequences, inspection)));

    private string PreviewFolder(SequenceReader sequence, string camera) => Path.Combine(_dataset.Folder, PreviewPath(sequence, camera));
}
