using SceneForge.Frames.Storage;

namespace SceneForge.Quality.Report.Previews;

/// <summary>Where the page's own pictures and sweeps lie, relative to the dataset, with forward slashes.</summary>
internal static class PreviewPaths
{
    public const string Folder = "report";

    /// <summary>Folder of a sensor's previews.</summary>
    public static string Of(SequenceReader sequence, string sensor) => $"{Folder}/{DatasetLayout.Number(sequence.Number)}/{sensor}";

    /// <summary>A sweep's script, by whose path the page asks for it too.</summary>
    public static string Sweep(SequenceReader sequence, string lidar, int frame) => $"{Of(sequence, lidar)}/{DatasetLayout.Number(frame)}.sweep.js";
}
