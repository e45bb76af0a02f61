using SceneForge.Frames.Storage;
using SceneForge.Quality.Checks.Data;
using SceneForge.Sensors.Lidar;

namespace SceneForge.Quality.Checks.Sweeps;

/// <summary>Points carry ids of the segment table, and labels count them right.</summary>
public sealed class SweepCheck : ISweepCheck
{
    public string Name => "sweep_ids";

    public Severity Severity => Severity.Critical;

    public Violation? Find(SweepData sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        if (sweep.Points.Length != sweep.Sweep.Points)
        {
            return new Violation(Math.Abs(sweep.Points.Length - sweep.Sweep.Points), 0,
                $"The label says {sweep.Sweep.Points} points, the file holds {sweep.Points.Length}.");
        }

        SequenceTables tables = sweep.Tables;
        for (int i = 0; i < sweep.Points.Length; i++)
        {
            LidarPoint point = sweep.Points[i];
            bool agrees = point.Segment < tables.Segments.Length
                && point.Instance == tables.InstanceOf[point.Segment]
                && point.Class == tables.Segments[point.Segment].ClassId
                && float.IsFinite(point.X + point.Y + point.Z + point.Intensity);
            if (!agrees)
            {
                return new Violation(1, 0,
                    $"Point {i} does not agree with the segment table: segment {point.Segment}, class {point.Class}, instance {point.Instance}.");
            }
        }

        Dictionary<int, int> counted = sweep.Points.Where(p => p.Instance != 0).CountBy(p => (int)p.Instance).ToDictionary();
        foreach (StoredObject item in sweep.Frame.Objects)
        {
            int labeled = item.Points.GetValueOrDefault(sweep.Sweep.Lidar);
            int found = counted.GetValueOrDefault(item.Box.ObjectId);
            if (labeled != found)
            {
                return new Violation(Math.Abs(labeled - found), 0,
                    $"{item.Box.Name} (id {item.Box.ObjectId}) is labeled with {labeled} points; the sweep has {found} of it.");
            }
        }

        return null;
    }
}
