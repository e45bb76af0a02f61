namespace SceneForge.Packaging.Output;

/// <summary>Counts what a format has no place for, so that nothing is lost silently.</summary>
public sealed class DroppedLabels
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <param name="what">What was left out and why, for people, in the plural: <c>keypoints: no field for them</c>.</param>
    public void Add(string what, long count = 1)
    {
        if (count > 0)
        {
            lock (_lock)
            {
                _counts[what] = _counts.GetValueOrDefault(what) + count;
            }
        }
    }

    /// <summary>Adds what was counted elsewhere.</summary>
    public void Add(IEnumerable<KeyValuePair<string, long>> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        foreach ((string what, long count) in counts)
        {
            Add(what, count);
        }
    }

    /// <summary>In ordinal order.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Counts
    {
        get
        {
            lock (_lock)
            {
                return [.. _counts];
            }
        }
    }
}
