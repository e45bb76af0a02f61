using System.Globalization;

namespace SceneForge.Frames.Storage;

/// <summary>Names of a dataset's files and folders.</summary>
public static class DatasetLayout
{
    public const string DatasetFile = "dataset.json";
    public const string SequencesFolder = "sequences";
    public const string ScenarioFile = "scenario.json";
    public const string RigFile = "rig.json";
    public const string SegmentsFile = "segments.json";
    public const string MapFile = "map.json";
    public const string ManifestFile = "manifest.json";
    public const string LabelsFolder = "labels";

    public const string DatasetSchema = "sceneforge.dataset/1";
    public const string RigSchema = "sceneforge.rig/1";
    public const string SegmentsSchema = "sceneforge.segments/1";
    public const string MapSchema = "sceneforge.map/1";
    public const string LabelsSchema = "sceneforge.labels/1";
    public const string ManifestSchema = "sceneforge.manifest/1";

    /// <summary>Names and versions of a dataset's documents.</summary>
    public static IReadOnlyList<string> Schemas { get; } =
        [DatasetSchema, RigSchema, SegmentsSchema, MapSchema, LabelsSchema, ManifestSchema];

    /// <summary>Holds single frames that were asked for; never part of a dataset.</summary>
    public const string ExcerptsFolder = "excerpts";

    /// <summary>Holds what is not complete yet; never part of a dataset.</summary>
    internal const string PartialFolder = ".partial";

    /// <summary>A sequence's or frame's number as in names: six digits.</summary>
    public static string Number(int number) => number.ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>Full path of a complete sequence.</summary>
    public static string Sequence(string folder, int number) => Path.Combine(folder, SequencesFolder, Number(number));

    /// <summary>Whether a sequence stands complete under its name.</summary>
    public static bool IsComplete(string folder, int number) => File.Exists(Path.Combine(Sequence(folder, number), ManifestFile));

    /// <summary>Path of a frame's labels within its sequence, with forward slashes.</summary>
    public static string Labels(int frame) => $"{LabelsFolder}/{Number(frame)}.json";

    /// <summary>Path of a picture within its sequence, with forward slashes; <paramref name="channel"/> such as <c>depth.png</c>.</summary>
    public static string Picture(string camera, int frame, string channel) => $"{camera}/{Number(frame)}.{channel}";

    /// <summary>Path of a sweep's points within its sequence, with forward slashes.</summary>
    public static string Points(string lidar, int frame) => $"{lidar}/{Number(frame)}.points.bin";

    /// <summary>Whether a file of a sequence belongs to a frame: a sensor's data or the labels.</summary>
    public static bool IsOfFrame(string path, int frame)
    {
        ArgumentNullException.ThrowIfNull(path);
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && path.AsSpan(slash + 1).StartsWith(Number(frame) + ".", StringComparison.Ordinal);
    }
}
