using SceneForge.Frames.Storage;
using SceneForge.Quality.Coverage;
using SceneForge.Review.Data;
using SceneForge.Base.Input;

namespace SceneForge.Review.Queues;

/// <summary>
/// Reads labels and sampled values of the whole dataset in the background, so that filters answer at once. Until a sequence was read, filters
/// leave its frames out;
/// <see cref="Done"/> says how far the reading is. Kept as flat arrays: a picture costs a few bytes for each class that it could show.
/// </summary>
internal sealed class FrameFacts
{
    // The smallest sighting that people can judge, pixels: below it a label is borderline.
    private const int BorderlinePixels = 60;

    // Lists that rest on facts are made again after so many further sequences, not after each.
    private const int VersionStep = 64;

    private static readonly Dictionary<string, object> NoValues = [];

    private readonly ReviewedDataset _dataset;
    private readonly SequenceFacts?[] _sequences;
    private readonly ushort[]?[] _objectsOfClass = new ushort[]?[256];
    private readonly ushort[] _objects;
    private readonly int[] _pixels;
    private readonly byte[] _borderline;
    private readonly byte[] _hidden;
    private readonly int[] _framesWithClass = new int[256];
    private readonly Dictionary<int, string> _classNames;
    private readonly List<string> _problems = [];
    private readonly Lock _lock = new();
    private (int Done, IReadOnlyDictionary<string, IReadOnlyList<object>> Choices)? _choices;
    private int _done;

    public FrameFacts(ReviewedDataset dataset)
    {
        _dataset = dataset;
        _sequences = new SequenceFacts?[dataset.Reader.Sequences.Length];
        (_objects, _pixels) = (new ushort[dataset.Count], new int[dataset.Count]);
        (_borderline, _hidden) = (new byte[dataset.Count], new byte[dataset.Count]);
        _classNames = dataset.Reader.Classes.ToDictionary(c => c.Id, c => c.Name);
    }

    /// <summary>Sequences read so far.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>Grows as facts come in; the same number, the same answers.</summary>
    public int Version => Done == _sequences.Length ? int.MaxValue : Done / VersionStep;

    /// <summary>Looks that one sequence alone shows.</summary>
    public RareCells Rare { get; } = new();

    /// <summary>Class ids that occur.</summary>
    public IEnumerable<int> Classes => Enumerable.Range(0, 256).Where(c => _objectsOfClass[c] is not null);

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

    /// <summary>Reads everything once, on half of the cores: people work meanwhile.</summary>
    public void Scan(CancellationToken stop) => Parallel.For(0, _sequences.Length,
        new ParallelOptions { CancellationToken = stop, MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount / 2) }, place =>
    {
        int number = _dataset.Reader.Sequences[place];
        try
        {
            Scan(place, _dataset.Reader.OpenSequence(number));
        }
        catch (Exception e) when (e is InputException or IOException or UnauthorizedAccessException)
        {
            lock (_lock)
            {
                _problems.Add($"sequence {number}: {e.Message}");
            }
        }

        Interlocked.Increment(ref _done);
    });

    /// <summary>Facts of the sequence at a place; null while it was not read.</summary>
    public SequenceFacts? Of(int place) => Volatile.Read(ref _sequences[place]);

    /// <summary>Drawn values of a sequence by their JSON pointer; none while it was not read.</summary>
    public IReadOnlyDictionary<string, object> Drawn(int sequence) =>
        (_dataset.PlaceOfSequence(sequence) is >= 0 and int place ? Of(place)?.Drawn : null) ?? NoValues;

    /// <summary>Visible objects of a class in a picture.</summary>
    public int CountOf(int classId, int index) => _objectsOfClass[classId] is { } counts ? counts[index] : 0;

    /// <summary>Pictures that show a class.</summary>
    public FrameSet Showing(int classId)
    {
        FrameSet set = new(_dataset.Count);
        for (int i = 0; i < set.Size; i++)
        {
            if (CountOf(classId, i) > 0)
            {
                set[i] = true;
            }
        }

        return set;
    }

    /// <summary>Visible objects in a picture, and the pixels that they cover.</summary>
    public (int Objects, int Pixels) Extent(int index) => (_objects[index], _pixels[index]);

    /// <summary>How hard a picture is to judge: borderline sightings, heavy occlusion and truncation, and classes that few frames show.</summary>
    public float Difficulty(int index)
    {
        float difficulty = _borderline[index] + 0.5f * _hidden[index];
        foreach (int c in Classes)
        {
            difficulty += CountOf(c, index) > 0 ? 2f / Math.Max(1, _framesWithClass[c]) : 0;
        }

        return difficulty;
    }

    /// <summary>Drawn values with all that occurred of each, for the filter's choices: texts, or least and greatest number.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<object>> Choices()
    {
        lock (_lock)
        {
            int done = Done;
            if (_choices?.Done != done)
            {
                _choices = (done, _sequences.OfType<SequenceFacts>().SelectMany(s => s.Drawn).GroupBy(v => v.Key, StringComparer.Ordinal)
                    .OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(
                    g => g.Key,
                    g => (IReadOnlyList<object>)(g.All(v => v.Value is double)
                        ? [g.Min(v => (double)v.Value), g.Max(v => (double)v.Value)]
                        : [.. g.Select(v => v.Value.ToString()!).Distinct().Order(StringComparer.Ordinal).Take(40)])));
            }

            return _choices.Value.Choices;
        }
    }

    /// <summary>Assets that occur, in order of their names.</summary>
    public IReadOnlyList<string> Assets() => Names(s => s.Assets);

    /// <summary>Steps of actors that occur, in order of their names.</summary>
    public IReadOnlyList<string> Behaviours() => Names(s => s.Behaviours.Select(b => b.Name));

    private string[] Names(Func<SequenceFacts, IEnumerable<string>> of) =>
        [.. _sequences.OfType<SequenceFacts>().SelectMany(of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private void Scan(int place, SequenceReader sequence)
    {
        SequenceFacts facts = SequenceFacts.Read(_dataset.Reader, sequence);
        List<(VisibleCell, int)> cells = [];
        foreach (int frame in _dataset.FramesOf(sequence.Number))
        {
            foreach ((string camera, Sighting[] seen) in LabelFacts.Read(sequence.PathOf(DatasetLayout.Labels(frame))))
            {
                int index = _dataset.IndexOf(new FrameKey(sequence.Number, camera, frame));
                if (index < 0)
                {
                    continue;
                }

                Keep(index, seen);
                if (facts.Sky is { } sky)
                {
                    cells.AddRange(seen.Select(s => VisibleBins.CellOf(s.VisiblePixels, s.Distance, s.Occlusion,
                        _classNames.GetValueOrDefault(s.ClassId, ""), sky)).OfType<VisibleCell>().Distinct().Select(c => (c, index)));
                }
            }
        }

        Rare.Add(sequence.Number, cells);
        Volatile.Write(ref _sequences[place], facts);
    }

    // Places of one sequence are written by one thread.
    private void Keep(int index, Sighting[] seen)
    {
        foreach (IGrouping<int, Sighting> ofClass in seen.GroupBy(s => s.ClassId))
        {
            CountsOf(ofClass.Key)[index] = (ushort)Math.Min(ushort.MaxValue, ofClass.Count());
            Interlocked.Increment(ref _framesWithClass[ofClass.Key]);
        }

        _objects[index] = (ushort)Math.Min(ushort.MaxValue, seen.Length);
        _pixels[index] = (int)Math.Min(int.MaxValue, seen.Sum(s => (long)s.VisiblePixels));
        _borderline[index] = (byte)Math.Min(255, seen.Count(s => s.VisiblePixels < BorderlinePixels));
        _hidden[index] = (byte)Math.Min(255, seen.Count(s => s.Occlusion > 0.8 || s.Truncation > 0.8));
    }

    private ushort[] CountsOf(int classId)
    {
        lock (_lock)
        {
            return _objectsOfClass[classId] ??= new ushort[_dataset.Count];
        }
    }
}
