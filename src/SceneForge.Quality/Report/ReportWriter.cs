using SceneForge.Frames.Storage;
using SceneForge.Quality.Checks.Data;
using SceneForge.Quality.Documents;
using SceneForge.Quality.Report.Previews;
using SceneForge.Quality.Report.Sweeps;
using SceneForge.Base.Input;

namespace SceneForge.Quality.Report;

/// <summary>
/// Builds report.html from a dataset on disk: one page without a server or outside resources, with the pictures it lays over
/// the frames and the sweeps it shows in report/. The page refers to the dataset's own RGB and normal files.
/// </summary>
internal sealed class ReportWriter
{
    public const string PageFile = "report.html";

    private readonly DatasetReader _dataset;

    /// <summary>Removes an earlier report's pictures.</summary>
    public ReportWriter(DatasetReader dataset)
    {
        _dataset = dataset;
        string pictures = Path.Combine(dataset.Folder, PreviewPaths.Folder);
        if (Directory.Exists(pictures))
        {
            Directory.Delete(pictures, recursive: true);
        }
    }

    /// <summary>Makes room for a sequence's pictures.</summary>
    public void Begin(SequenceReader sequence)
    {
        foreach (string sensor in (string[])[.. sequence.Rig.Cameras.Select(c => c.Name), .. sequence.Lidars.Select(l => l.Name)])
        {
            Directory.CreateDirectory(PreviewFolder(sequence, sensor));
        }
    }

    /// <summary>Writes the pictures of one frame of a camera; frames may be written side by side.</summary>
    public void Preview(PreviewWriter writer, SequenceReader sequence, int frame, PictureData picture) =>
        writer.Write(picture, PreviewFolder(sequence, picture.Picture.Camera), frame);

    /// <summary>Writes a sequence's sweeps; those that cannot be read are left out, the checks name them.</summary>
    /// <param name="frames">Null for one whose labels cannot be read.</param>
    public void Sweeps(SequenceReader sequence, IReadOnlyList<StoredFrame?> frames, ParallelOptions parallel)
    {
        if (sequence.Lidars.IsEmpty || frames.All(f => f is null))
        {
            return;
        }

        CarrierPath path = new(frames);
        Parallel.For(0, frames.Count, parallel, () => new SweepPreview(sequence, path), (number, _, preview) =>
        {
            foreach (StoredSweep sweep in frames[number]?.Lidars ?? [])
            {
                string key = PreviewPaths.Sweep(sequence, sweep.Lidar, number);
                try
                {
                    File.WriteAllBytes(Path.Combine(_dataset.Folder, key), preview.Script(key, frames[number]!, sweep));
                }
                catch (InputException)
                {
                }
            }

            return preview;
        }, _ => { });
    }

    /// <summary>Replaces the page.</summary>
    /// <param name="sequences">Every sequence with its frames; null for one whose labels cannot be read.</param>
    public void Finish(IReadOnlyList<(SequenceReader Sequence, StoredFrame?[] Frames)> sequences, DatasetInspection inspection) =>
        StoredReport.Replace(_dataset.Folder, PageFile, ReportPage.Build(ReportData.Build(_dataset, sequences, inspection)));

    private string PreviewFolder(SequenceReader sequence, string sensor) => Path.Combine(_dataset.Folder, PreviewPaths.Of(sequence, sensor));
}
