using SceneForge.Frames.Storage;
using SceneForge.Quality.Decisions;

namespace SceneForge.Quality.Planting;

/// <summary>A defect as files: what takes the place of a host's own.</summary>
/// <param name="Replaced">New bytes by path within the sequence; every other file stays.</param>
/// <param name="Place">Where the defect truly is.</param>
/// <param name="Visibility">Share of the defective thing that can be seen, 0 to 1.</param>
public sealed record PlantedFiles(IReadOnlyDictionary<string, byte[]> Replaced, DefectPlace Place, double Visibility)
{
    /// <summary>A frame that only has other labels.</summary>
    public static PlantedFiles Of(PlantedFrame planted) =>
        new(new Dictionary<string, byte[]>(StringComparer.Ordinal) { [DatasetLayout.Labels(planted.Frame.Frame)] =
            SequenceExcerpt.Labels(planted.Frame) }, planted.Place, planted.Visibility);

    /// <summary>The same with more files.</summary>
    public PlantedFiles With(IEnumerable<KeyValuePair<string, byte[]>> more) =>
        this with { Replaced = Replaced.Concat(more).ToDictionary(StringComparer.Ordinal) };
}
