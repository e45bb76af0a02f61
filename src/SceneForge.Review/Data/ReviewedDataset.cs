using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Gate;
using SceneForge.Base.Input;

namespace SceneForge.Review.Data;

/// <summary>
/// The dataset under review as a list of pictures: picture i is camera i mod c of frame (i / c) mod f of the sequence at i / (c f). Sequences are
/// opened when they are asked for, and the latest ones kept. In a gate's queue every sequence has one frame, whatever its number.
/// </summary>
internal sealed class ReviewedDataset
{
    private const int OpenSequences = 256;
    private readonly ConcurrentDictionary<int, OpenSequence> _open = new();
    private readonly FrozenDictionary<int, int> _places;
    private readonly string?[] _digests;
    private int _opened;

    public ReviewedDataset(string folder)
    {
        Reader = DatasetReader.Open(folder);
        if (Reader.Sequences.IsEmpty)
        {
            throw new InputException(new InputError(Path.Combine(folder, DatasetLayout.SequencesFolder), 0, 0, "",
                "There is no complete sequence to review.", "Run the scenario first."));
        }

        _places = Reader.Sequences.Select((n, i) => (n, i)).ToFrozenDictionary(p => p.n, p => p.i);
        // One spec has one number of frames for all its variations; rigs it may choose.
        SequenceReader first = Reader.OpenSequence(Reader.Sequences[0]);
        Cameras = [.. first.Rig.Cameras.Select(c => c.Name)];
        RequireSameCameras(folder);
        Queue = ReviewQueue.TryRead(folder);
        Frames = Queue is null ? first.FrameTimes.Length : 1;
        if (Queue is not null && !Reader.Sequences.SequenceEqual(Enumerable.Range(0, Queue.Items.Length)))
        {
            throw new InputException(new InputError(Path.Combine(folder, ReviewQueue.File), 0, 0, "", "The queue's frames are not all there.",
                "Remove the queue's folder and make it again: sceneforge gate DIR --draw."));
        }

        _digests = new string?[Count];
    }

    /// <summary>What the gate drew, where its queue is reviewed; else null.</summary>
    public ReviewQueue? Queue { get; }

    public DatasetReader Reader { get; }

    public ImmutableArray<string> Cameras { get; }

    /// <summary>Frames of each sequence.</summary>
    public int Frames { get; }

    /// <summary>Number of pictures.</summary>
    public int Count => Reader.Sequences.Length * Frames * Cameras.Length;

    public FrameKey this[int index]
    {
        get
        {
            (int frame, int camera) = Math.DivRem(index, Cameras.Length);
            (int place, frame) = Math.DivRem(frame, Frames);
            return new FrameKey(Reader.Sequences[place], Cameras[camera], Queue is null ? frame : Queue.Items[place].Frame);
        }
    }

    /// <summary>How often a sequence's tables were read, for tests: no request may read many.</summary>
    public int Opened => Volatile.Read(ref _opened);

    /// <summary>Place in the order of sequences of a picture's sequence.</summary>
    public int PlaceOf(int index) => index / (Frames * Cameras.Length);

    /// <summary>Place in the order of sequences, or -1.</summary>
    public int PlaceOfSequence(int number) => _places.GetValueOrDefault(number, -1);

    /// <summary>Place of a picture in the list, or -1.</summary>
    public int IndexOf(FrameKey key)
    {
        int camera = Cameras.IndexOf(key.Camera);
        if (camera < 0 || !_places.TryGetValue(key.Sequence, out int place))
        {
            return -1;
        }

        int frame = Queue is null ? key.Frame : key.Frame == Queue.Items[place].Frame ? 0 : -1;
        return frame >= 0 && frame < Frames ? (place * Frames + frame) * Cameras.Length + camera : -1;
    }

    /// <summary>Numbers of the frames that a sequence has.</summary>
    public IEnumerable<int> FramesOf(int sequence) => Queue is null ? Enumerable.Range(0, Frames) : [Queue.Items[_places[sequence]].Frame];

    public bool HasSequence(int number) => _places.ContainsKey(number);

    public OpenSequence Open(int number)
    {
        if (_open.TryGetValue(number, out OpenSequence? known))
        {
            return known;
        }

        if (_open.Count >= OpenSequences)
        {
            _open.Clear();
        }

        Interlocked.Increment(ref _opened);
        return _open.GetOrAdd(number, new OpenSequence(Reader, number));
    }

    // Pictures are numbered over sequences that all have the same cameras.
    private void RequireSameCameras(string folder)
    {
        int[] others = [.. Reader.Sequences.AsParallel().Where(n => CamerasOf(folder, n) is { } names && !names.SequenceEqual(Cameras)).Order()];
        if (others.Length > 0)
        {
            string named = string.Join(", ", others.Take(10)) + (others.Length > 10 ? ", ..." : "");
            throw new InputException(new InputError(Path.Combine(DatasetLayout.Sequence(folder, others[0]), DatasetLayout.RigFile), 0, 0, "/cameras",
                $"Sequences {named} were seen by other cameras than sequence {Reader.Sequences[0]} ({string.Join(", ", Cameras)}).",
                "Make a dataset of each rig, and review them one by one."));
        }
    }

    // Null where the file cannot be read: who opens the sequence is told.
    private static string[]? CamerasOf(string folder, int number)
    {
        try
        {
            string file = Path.Combine(DatasetLayout.Sequence(folder, number), DatasetLayout.RigFile);
            using JsonDocument rig = JsonDocument.Parse(File.ReadAllBytes(file));
            return [.. rig.RootElement.GetProperty("cameras").EnumerateArray().Select(c => c.GetProperty("name").GetString() ?? "")];
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Digest of a picture, or null where there is none. Files are taken as they were when it was first asked for.</summary>
    public string? Digest(FrameKey key)
    {
        int index = IndexOf(key);
        return index < 0 ? null : _digests[index] ??= Open(key.Sequence).Files.Digest(key.Camera, key.Frame);
    }

    /// <summary>
    /// Learns the digests of many pictures, by one look at each sequence's manifest. Damaged ones are left for the one who asks for a frame.
    /// </summary>
    public void LearnDigests(IEnumerable<FrameKey> pictures) =>
        Parallel.ForEach(pictures.GroupBy(p => p.Sequence).Where(g => g.Any(p => _digests[IndexOf(p)] is null)), ofSequence =>
    {
        try
        {
            SequenceFiles files = new OpenSequence(Reader, ofSequence.Key).Files;
            foreach (FrameKey picture in ofSequence)
            {
                _digests[IndexOf(picture)] = files.Digest(picture.Camera, picture.Frame);
            }
        }
        catch (InputException)
        {
        }
    });
}

/// <summary>A sequence whose manifest was read; its tables are when somebody asks for them.</summary>
internal sealed class OpenSequence(DatasetReader dataset, int number)
{
    private readonly Lazy<SequenceReader> _reader = new(() => dataset.OpenSequence(number));

    public string Folder { get; } = DatasetLayout.Sequence(dataset.Folder, number);

    public SequenceFiles Files { get; } = new(DatasetLayout.Sequence(dataset.Folder, number), dataset.FilesOf(number));

    public SequenceReader Reader => _reader.Value;
}
