using SceneForge.Frames.Storage;
using SceneForge.Sensors.Labels;

namespace SceneForge.Quality.Report;

/// <summary>Counts of one class over a dataset.</summary>
internal sealed class ClassTotals(DatasetClass item)
{
    private readonly HashSet<(int Sequence, int Object)> _objects = [];

    public DatasetClass Class { get; } = item;

    /// <summary>Objects that show in at least one picture, counted once a sequence.</summary>
    public int Objects => _objects.Count;

    /// <summary>Visible boxes.</summary>
    public int Boxes { get; private set; }

    /// <summary>Visible boxes whose object is at least half hidden.</summary>
    public int Occluded { get; private set; }

    /// <summary>Visible boxes that the image's edge cuts.</summary>
    public int Truncated { get; private set; }

    /// <summary>Visible pixels of labeled objects.</summary>
    public long Pixels { get; private set; }

    public void Add(int sequence, ObjectLabel label)
    {
        if (label.Visible is null)
        {
            return;
        }

        _objects.Add((sequence, label.ObjectId));
        Boxes++;
        Occluded += label.Occlusion >= 0.5 ? 1 : 0;
        Truncated += label.Truncation > 0 ? 1 : 0;
        Pixels += label.VisiblePixels;
    }
}
