using System.Globalization;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Source;
using SceneForge.Quality.Lots;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;

namespace SceneForge.Packaging.Cards;

/// <summary>What a dataset holds of a class.</summary>
internal sealed class ClassCensus
{
    /// <summary>Objects of which at least one pixel was seen, in each sequence.</summary>
    public long Objects { get; set; }

    /// <summary>Labels in pictures, visible or not.</summary>
    public long Labels { get; set; }

    /// <summary>Those with a visible pixel.</summary>
    public long Visible { get; set; }

    /// <summary>Visible ones of which more than half is hidden.</summary>
    public long MostlyHidden { get; set; }

    /// <summary>Visible ones that reach beyond the picture.</summary>
    public long Truncated { get; set; }

    public long Keypoints { get; set; }

    public long Points { get; set; }

    public void Add(ClassCensus other)
    {
        Objects += other.Objects;
        Labels += other.Labels;
        Visible += other.Visible;
        MostlyHidden += other.MostlyHidden;
        Truncated += other.Truncated;
        Keypoints += other.Keypoints;
        Points += other.Points;
    }
}

/// <summary>How many of what a dataset holds, counted from its labels, sequence by sequence.</summary>
internal sealed class DatasetCensus
{
    public long Sequences { get; private set; }

    public long Frames { get; private set; }

    public long Pictures { get; private set; }

    public long Sweeps { get; private set; }

    public long Points { get; private set; }

    public long DurationNs { get; private set; }

    /// <summary>Sensors, in words, with the pictures or sweeps of each.</summary>
    public SortedDictionary<string, long> Sensors { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<int, ClassCensus> Classes { get; } = [];

    /// <summary>Sequences by light and weather.</summary>
    public SortedDictionary<(string Light, string Weather), long> Conditions { get; } = [];

    /// <summary>Distance of visible objects from the camera, metres.</summary>
    public Histogram Distances { get; } = new(10, 20, 40, 80);

    /// <summary>Hidden share of visible objects.</summary>
    public Histogram Occlusions { get; } = new(0.01, 0.1, 0.5, 0.9);

    /// <summary>Height of visible boxes, pixels.</summary>
    public Histogram Heights { get; } = new(16, 32, 96, 256);

    /// <summary>Of one sequence.</summary>
    public static DatasetCensus Of(SourceSequence sequence)
    {
        DatasetCensus census = new();
        census.Count(sequence);
        return census;
    }

    private void Count(SourceSequence sequence)
    {
        Sequences = 1;
        Frames = sequence.FrameCount;
        DurationNs = sequence.FrameCount == 0 ? 0 : sequence.Tables.FrameTimes[^1] - sequence.Tables.FrameTimes[0];
        LotUnit unit = DatasetLot.Unit(sequence.Source.Dataset, sequence.Tables);
        Conditions[(unit.FacetOf(Facet.Light), unit.FacetOf(Facet.Weather))] = 1;
        HashSet<int> seen = [];
        for (int i = 0; i < sequence.FrameCount; i++)
        {
            StoredFrame frame = sequence.ReadFrame(i);
            foreach (StoredSweep sweep in frame.Lidars)
            {
                Sweeps++;
                Points += sweep.Points;
                CountSensor(Describe(sequence.Tables.Lidars.First(l => l.Name == sweep.Lidar)));
            }

            foreach (StoredObject item in frame.Objects)
            {
                Class(item.Box.ClassId).Points += item.Points.Values.Sum();
            }

            foreach (StoredPicture picture in frame.Cameras)
            {
                Pictures++;
                CountSensor(Describe(sequence.Tables.Rig.Cameras.First(c => c.Name == picture.Camera)));
                foreach (ObjectLabel label in picture.Objects)
                {
                    Count(label, seen);
                }
            }
        }
    }

    private void Count(ObjectLabel label, HashSet<int> seen)
    {
        ClassCensus census = Class(label.ClassId);
        census.Labels++;
        if (label.Visible is not { } box)
        {
            return;
        }

        census.Visible++;
        census.Objects += seen.Add(label.ObjectId) ? 1 : 0;
        census.MostlyHidden += label.Occlusion > 0.5 ? 1 : 0;
        census.Truncated += label.Truncation > 0 ? 1 : 0;
        census.Keypoints += label.Keypoints.Count(k => k.Visibility > 0);
        Distances.Add(label.CameraFromBox.Translation.Length);
        Occlusions.Add(label.Occlusion);
        Heights.Add(box.YMax - box.YMin);
    }

    public void Add(DatasetCensus other)
    {
        Sequences += other.Sequences;
        Frames += other.Frames;
        Pictures += other.Pictures;
        Sweeps += other.Sweeps;
        Points += other.Points;
        DurationNs += other.DurationNs;
        foreach ((string sensor, long count) in other.Sensors)
        {
            Sensors[sensor] = Sensors.GetValueOrDefault(sensor) + count;
        }

        foreach ((int id, ClassCensus census) in other.Classes)
        {
            Class(id).Add(census);
        }

        foreach (((string, string) cell, long count) in other.Conditions)
        {
            Conditions[cell] = Conditions.GetValueOrDefault(cell) + count;
        }

        Distances.Add(other.Distances);
        Occlusions.Add(other.Occlusions);
        Heights.Add(other.Heights);
    }

    private ClassCensus Class(int id)
    {
        if (!Classes.TryGetValue(id, out ClassCensus? census))
        {
            Classes.Add(id, census = new ClassCensus());
        }

        return census;
    }

    private void CountSensor(string sensor) => Sensors[sensor] = Sensors.GetValueOrDefault(sensor) + 1;

    private static string Describe(CameraSensor camera) => string.Create(CultureInfo.InvariantCulture, 
        $"{camera.Name}: camera, {camera.Model.Width} x {camera.Model.Height}, {camera.Model.Lens?.Name ?? "pinhole"}, "
            + $"{(camera.Shutter.IsRolling ? "rolling" : "global")} shutter");

    private static string Describe(StoredLidar lidar) =>
        string.Create(CultureInfo.InvariantCulture, $"{lidar.Name}: LiDAR, {lidar.Model}, {lidar.Rings} {(lidar.Rings == 1 ? "ring" : "rings")}, "
            + $"{lidar.Firings:N0} firings, to {lidar.MaxRange} m");
}
