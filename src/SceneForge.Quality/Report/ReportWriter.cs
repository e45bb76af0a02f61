using SceneForge.Frames.Storage;
using SceneForge.Sensors.Cameras;

namespace SceneForge.Quality.Report;

/// <summary>
/// Builds report.html from a dataset on disk: one page without a server or outside resources, with the pictures it lays over
/// the frames in report/. The page refers to the dataset's own RGB and normal files.
/// </summary>
public static class ReportWriter
{
    public const string PageFile = "report.html";
    public const string PicturesFolder = "report";

    /// <summary>Writes the report into the dataset's folder; replaces an earlier one.</summary>
    /// <param name="parallelism">Frames worked on at a time.</param>
    /// <returns>Full path of the page.</returns>
    public static string Write(string folder, int parallelism = 1)
    {
        DatasetReader dataset = DatasetReader.Open(folder);
        string pictures = Path.Combine(dataset.Folder, PicturesFolder);
        if (Directory.Exists(pictures))
        {
            Directory.Delete(pictures, recursive: true);
        }

        List<SequenceReader> sequences = [.. dataset.Sequences.Select(dataset.OpenSequence)];
        StoredFrame[][] frames = [.. sequences.Select(s => new StoredFrame[s.FrameTimes.Length])];
        List<(int Sequence, int Frame)> work = [];
        for (int s = 0; s < sequences.Count; s++)
        {
            foreach (CameraSensor camera in sequences[s].Rig.Cameras)
            {
                Directory.CreateDirectory(PreviewFolder(dataset.Folder, sequences[s], camera.Name));
            }

            work.AddRange(Enumerable.Range(0, frames[s].Length).Select(f => (s, f)));
        }

        Parallel.ForEach(work, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, parallelism) }, item =>
        {
            SequenceReader sequence = sequences[item.Sequence];
            StoredFrame frame = sequence.ReadFrame(item.Frame);
            PreviewWriter writer = new(dataset, sequence);
            foreach (StoredPicture picture in frame.Cameras)
            {
                writer.Write(sequence, picture, PreviewFolder(dataset.Folder, sequence, picture.Camera), item.Frame);
            }

            frames[item.Sequence][item.Frame] = frame;
        });

        byte[] page = ReportPage.Build(ReportData.Build(dataset, sequences, frames));
        string path = Path.Combine(dataset.Folder, PageFile);
        string temporary = path + ".tmp";
        File.WriteAllBytes(temporary, page);
        File.Move(temporary, path, overwrite: true);
        return path;
    }

    /// <summary>Folder of a camera's previews relative to the dataset, with forward slashes.</summary>
    internal static string PreviewPath(SequenceReader sequence, string camera) => $"{PicturesFolder}/{DatasetLayout.Number(sequence.Number)}/{camera}";

    private static string PreviewFolder(string folder, SequenceReader sequence, string camera) => Path.Combine(folder, PreviewPath(sequence, camera));
}
