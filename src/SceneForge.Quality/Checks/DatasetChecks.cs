using System.Collections.Immutable;
using SceneForge.Frames.Storage;

namespace SceneForge.Quality.Checks;

/// <summary>Runs every check over stored frames; frames are independent and may be checked side by side.</summary>
public static class DatasetChecks
{
    public static ImmutableArray<IPictureCheck> OfPictures { get; } = [new IdCheck(), new MaskBoxCheck(), new DepthBoxCheck(), new FlowCheck(), new PictureLevelCheck()];

    public static ImmutableArray<ISweepCheck> OfSweeps { get; } = [new SweepCheck()];

    /// <summary>Names of all checks, in the order of reports.</summary>
    public static IEnumerable<string> Names => [.. OfPictures.Select(c => c.Name), .. OfSweeps.Select(c => c.Name)];

    /// <summary>What is wrong in one frame.</summary>
    public static ImmutableArray<Finding> Frame(SequenceTables tables, StoredFrame frame, StoredFrame? next)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(frame);
        List<Finding> findings = [];
        foreach (StoredPicture picture in frame.Cameras)
        {
            PictureData data = new(tables, picture, next?.Cameras.FirstOrDefault(p => p.Camera == picture.Camera));
            findings.AddRange(OfPictures.Select(c => Of(c.Name, c.Severity, picture.Camera, c.Find(data))).OfType<Finding>());
        }

        foreach (StoredSweep sweep in frame.Lidars)
        {
            SweepData data = new(tables, frame, sweep);
            findings.AddRange(OfSweeps.Select(c => Of(c.Name, c.Severity, sweep.Lidar, c.Find(data))).OfType<Finding>());
        }

        return [.. findings];

        Finding? Of(string name, Severity severity, string sensor, Violation? found) =>
            found is null ? null : new Finding(name, severity, tables.Sequence.Number, frame.Frame, sensor, found.Measured, found.Limit, found.Sentence);
    }
}
