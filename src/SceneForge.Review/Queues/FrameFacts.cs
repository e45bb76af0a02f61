using Newtonsoft.Json.Linq;
using SceneForge.Frames.Storage;
using SceneForge.Review.Data;
using SceneForge.Scenarios.Input;
using SceneForge.Sensors.Labels;

namespace SceneForge.Review.Queues;

/// <summary>
/// Reads labels and sampled values of the whole dataset in the background, so that filters answer at once. Until a sequence was read, filters leave its frames out;
/// <see cref="Done"/> says how far the reading is.
/// </summary>
internal sealed class FrameFacts : IFrameFacts
{
    // The smallest sighting that people can judge, pixels: below it a label is borderline.
    private const int BorderlinePixels = 60;

    // Objects from here on are the scene's own, the same in all sequences (docs/dataset.md).
    private const int FirstSceneObject = 1001;

    private readonly ReviewedDataset _dataset;
    private readonly Picture?[] _pictures;
    private readonly Dictionary<int, IReadOnlyDictionary<string, object>> _values = [];
    private static readonly Dictionary<int, int> NoClasses = [];
    private static readonly Dictionary<string, object> NoValues = [];
    private readonly Dictionary<int, IReadOnlyList<string>> _assets = [];
    private readonly List<string> _problems = [];
    private readonly int[] _framesWithClass = new int[256];
    private readonly Lock _lock = new();
    private int _done;

    public FrameFacts(ReviewedDataset dataset)
    {
        _dataset = dataset;
        _pictures = new Picture?[dataset.Count];
    }

    /// <summary>Sequences read so far.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>Files that could not be read, for people.</summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            lock (_lock)
            {
                return [.. _problems];
            }
        }
    }

    /// <summary>Reads everything once.</summary>
    public void Scan(CancellationToken stop)
    {
        foreach (int number in _dataset.Reader.Sequences)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                Scan(_dataset.Reader.OpenSequence(number));
            }
            catch (Exception e) when (e is InputException or IOException or UnauthorizedAccessException)
            {
                lock (_lock)
                {
                    _problems.Add($"sequence {number}: {e.Message}");
                }
            }

            Interlocked.Increment(ref _done);
        }
    }

    public bool Shows(int index, int classId) => _pictures[index] is { } picture && picture.Classes.ContainsKey(classId);

    public bool Matches(int sequence, IReadOnlyDictionary<string, ValueFilter> values)
    {
        IReadOnlyDictionary<string, object>? drawn;
        lock (_lock)
        {
            drawn = _values.GetValueOrDefault(sequence);
        }

        return drawn is not null && values.All(v => drawn.TryGetValue(v.Key, out object? value) && Fits(value, v.Value));
    }

    /// <summary>Borderline sightings, heavy occlusion and truncation, and classes that few frames show.</summary>
    public double Score(int index)
    {
        if (_pictures[index] is not { } picture)
        {
            return 0;
        }

        double score = picture.Borderline + 0.5 * picture.HeavilyHidden;
        foreach (int c in picture.Classes.Keys)
        {
            score += 2.0 / Math.Max(1, _framesWithClass[c]);
        }

        return score;
    }

    /// <summary>Visible objects of each class in a picture, by class id.</summary>
    public IReadOnlyDictionary<int, int> ClassesIn(int index) => _pictures[index]?.Classes ?? NoClasses;

    /// <summary>Drawn values of a sequence by their JSON pointer: texts and numbers.</summary>
    public IReadOnlyDictionary<string, object> Drawn(int sequence)
    {
        lock (_lock)
        {
            return _values.GetValueOrDefault(sequence) ?? NoValues;
        }
    }

    /// <summary>Assets that stand in a sequence.</summary>
    public IReadOnlyList<string> Assets(int sequence)
    {
        lock (_lock)
        {
            return _assets.GetValueOrDefault(sequence) ?? [];
        }
    }

    /// <summary>Drawn values with all that occurred of each, for the filter's choices: texts, or least and greatest number.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<object>> Choices()
    {
        lock (_lock)
        {
            return _values.Values.SelectMany(v => v).GroupBy(v => v.Key, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(
                g => g.Key,
                g => (IReadOnlyList<object>)(g.All(v => v.Value is double) ? [g.Min(v => (double)v.Value), g.Max(v => (double)v.Value)] : [.. g.Select(v => v.Value.ToString()!).Distinct().Order(StringComparer.Ordinal).Take(40)]));
        }
    }

    private void Scan(SequenceReader sequence)
    {
        Dictionary<string, object> drawn = new(StringComparer.Ordinal);
        if (sequence.Scenario().Find("drawn") is { } node)
        {
            foreach (string name in node.MemberNames)
            {
                JToken value = node.Get(name).Token;
                drawn[name] = value.Type is JTokenType.Integer or JTokenType.Float ? value.Value<double>() : value.ToString();
            }
        }

        lock (_lock)
        {
            _values[sequence.Number] = drawn;
            _assets[sequence.Number] = [.. sequence.Objects.Where(o => o.Id < FirstSceneObject).Select(o => o.Asset).Distinct()];
        }

        foreach (int frame in _dataset.FramesOf(sequence.Number))
        {
            foreach (StoredPicture picture in sequence.ReadFrame(frame).Cameras)
            {
                int index = _dataset.IndexOf(new FrameKey(sequence.Number, picture.Camera, frame));
                if (index >= 0)
                {
                    Keep(index, [.. picture.Objects.Where(o => o.VisiblePixels > 0)]);
                }
            }
        }
    }

    private void Keep(int index, ObjectLabel[] seen)
    {
        Dictionary<int, int> classes = seen.GroupBy(o => o.ClassId).ToDictionary(g => g.Key, g => g.Count());
        foreach (int c in classes.Keys)
        {
            Interlocked.Increment(ref _framesWithClass[c]);
        }

        _pictures[index] = new Picture(classes, seen.Count(o => o.VisiblePixels < BorderlinePixels), seen.Count(o => o.Occlusion > 0.8 || o.Truncation > 0.8));
    }

    private static bool Fits(object value, ValueFilter filter) => value is double number
        ? number >= (filter.Min ?? double.MinValue) && number <= (filter.Max ?? double.MaxValue)
        : filter.Texts is null || filter.Texts.Contains((string)value);

    private sealed record Picture(IReadOnlyDictionary<int, int> Classes, int Borderline, int HeavilyHidden);
}
