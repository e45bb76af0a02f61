using System.Collections.Immutable;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Decisions;
using SceneForge.Quality.Gate;
using SceneForge.Quality.Lots;
using SceneForge.Quality.Policy;
using SceneForge.Quality.Sampling;
using SceneForge.Quality.Statistics;
using SceneForge.Base.Input;
using SceneForge.Base.Geometry;

namespace SceneForge.Quality.Planting;

/// <summary>Makes the queue of a draw: its frames, with planted defects and clean controls among them.</summary>
public sealed class ReviewQueueWriter
{
    // Hosts that are tried in vain, for each frame that is wanted, before the dataset is said to have none.
    private const int Tries = 100;

    private static readonly ImmutableDictionary<string, byte[]> Unchanged = ImmutableDictionary<string, byte[]>.Empty;

    private readonly DatasetReader _dataset;
    private readonly Lot _lot;
    private readonly GatePolicy _policy;
    private readonly GateDraw _draw;
    private readonly DefectPlanter _planter;
    private readonly DrawSeed _seed;
    private readonly string?[] _kinds;

    public ReviewQueueWriter(DatasetReader dataset, Lot lot, GatePolicy policy, GateDraw draw, ISceneDefects? scenes)
    {
        ArgumentNullException.ThrowIfNull(draw);
        (_dataset, _lot, _policy, _draw) = (dataset, lot, policy, draw);
        _planter = new DefectPlanter(scenes);
        _seed = new DrawSeed(draw.RootHash, draw.Nonce);
        _kinds = Kinds();
    }

    /// <summary>Frames that the queue has.</summary>
    public int Count => _draw.Items.Length + _kinds.Length;

    /// <summary>Writes the queue into an empty folder. The same draw of the same dataset gives the same queue.</summary>
    /// <param name="frameDone">Called after each frame.</param>
    /// <returns>What was planted, in the order of its names' making.</returns>
    /// <exception cref="InputException">The dataset has too few frames that can carry a defect of a kind, or is damaged.</exception>
    public ImmutableArray<PlantedItem> Write(string folder, Action frameDone)
    {
        ArgumentNullException.ThrowIfNull(frameDone);
        string[] names = [.. _draw.Items.Select(i => i.Item), .. _kinds.Select((_, i) => _seed.PlantedItem(i))];
        Dictionary<string, int> numbers = names.Order(StringComparer.Ordinal).Select((n, i) => (n, i))
            .ToDictionary(p => p.n, p => p.i, StringComparer.Ordinal);
        QueuedItem[] items = new QueuedItem[names.Length];
        IReadOnlyList<FileRecord> Add(string item, int reviews, SequenceReader source, int frame, IReadOnlyDictionary<string, byte[]> replaced)
        {
            items[numbers[item]] = new QueuedItem(item, frame, reviews, Velocity(source, frame));
            IReadOnlyList<FileRecord> files = SequenceExcerpt.Write(folder, numbers[item], source, frame, replaced);
            frameDone();
            return files;
        }

        foreach (DrawnItem drawn in _draw.Items)
        {
            SequenceReader source = _dataset.OpenSequence(drawn.Variation);
            RequireDrawn(drawn, source, Add(drawn.Item, drawn.Reviews, source, drawn.Frame, Unchanged));
        }

        HashSet<int> twice = [.. Enumerable.Range(0, _kinds.Length).OrderBy(_seed.SecondPlantedRank, StringComparer.Ordinal)
            .Take(Twice(_kinds.Length))];
        List<PlantedItem> planted = [];
        foreach ((HostFrame host, PlantedFiles? files) in Plant())
        {
            int index = planted.Count;
            string item = _seed.PlantedItem(index);
            int reviews = twice.Contains(index) ? 2 : 1;
            IReadOnlyList<FileRecord> written = Add(item, reviews, host.Sequence, host.Frame, files?.Replaced ?? Unchanged);
            planted.Add(new PlantedItem(
                item,
                host.Variation,
                host.Frame,
                DatasetLot.FrameHash(written, host.Frame),
                _kinds[index],
                files?.Place ?? DefectPlace.WholeFrame,
                files?.Visibility ?? 1,
                reviews));
        }

        File.Copy(Path.Combine(_dataset.Folder, DatasetLayout.DatasetFile), Path.Combine(folder, DatasetLayout.DatasetFile));
        File.WriteAllText(Path.Combine(folder, ReviewQueue.File), new ReviewQueue(GateDocuments.Sha256(_draw), [.. items]).ToJson());
        return [.. planted];
    }

    // Kinds take turns, so that no kind gets all the good hosts; null is a clean control.
    private string?[] Kinds()
    {
        PolicyLevel level = _policy.LevelsUpTo(_policy.FindUse(_draw.Use)!)[^1];
        string[] unknown = [.. _policy.PlantedKinds.Except(_planter.Kinds, StringComparer.Ordinal)];
        return unknown.Length > 0
            ? throw Fail($"No defect of kind {string.Join(", ", unknown)} can be planted.", $"Plant among: {string.Join(", ", _planter.Kinds)}.")
            : [.. Enumerable.Range(0, level.Planted * _policy.PlantedKinds.Length)
                .Select(i => _policy.PlantedKinds[i % _policy.PlantedKinds.Length]), .. Enumerable.Repeat<string?>(null, level.Controls)];
    }

    // As many in a hundred as of the drawn frames, so that planted ones are seen as often.
    private int Twice(int count)
    {
        double share = _policy.LevelsUpTo(_policy.FindUse(_draw.Use)!)[^1].DoubleReview;
        return (int)(Rational.Of(share) * new Rational(count, 1)).Ceiling();
    }

    private IEnumerable<(HostFrame Host, PlantedFiles? Files)> Plant()
    {
        HashSet<(int, int)> drawn = [.. _draw.Items.Select(i => (i.Variation, i.Frame))];
        IEnumerator<(int, int)> hosts = _draw.Hosts(_lot).Where(h => !drawn.Contains(h)).GetEnumerator();
        List<(int Variation, int Frame, string Kind)> unfit = [];
        for (int index = 0; index < _kinds.Length; index++)
        {
            yield return Plant(_kinds[index], new PlantingChoice(_seed, index), hosts, unfit);
        }
    }

    /// <param name="unfit">Hosts that could not carry a kind: they are offered to the others before new ones are.</param>
    private (HostFrame Host, PlantedFiles? Files) Plant(string? kind, PlantingChoice choice, IEnumerator<(int Variation, int Frame)> hosts,
        List<(int Variation, int Frame, string Kind)> unfit)
    {
        foreach (var left in unfit.Where(u => u.Kind != kind).ToArray())
        {
            if (TryPlant(kind, left.Variation, left.Frame, choice) is { } planted)
            {
                unfit.Remove(left);
                return planted;
            }
        }

        for (int tried = 0; tried < Math.Max(Tries, 2 * _lot.Units.Length) && hosts.MoveNext(); tried++)
        {
            if (TryPlant(kind, hosts.Current.Variation, hosts.Current.Frame, choice) is { } planted)
            {
                return planted;
            }

            unfit.Add((hosts.Current.Variation, hosts.Current.Frame, kind!));
        }

        throw Fail($"Too few frames of the dataset can carry a planted {kind}.",
            "Plant another kind, or make more variations in which it can occur.");
    }

    private (HostFrame Host, PlantedFiles? Files)? TryPlant(string? kind, int variation, int frame, PlantingChoice choice)
    {
        SequenceReader sequence = _dataset.OpenSequence(variation);
        HostFrame host = new(sequence, sequence.ReadFrame(frame), _dataset.Classes);
        return kind is null ? (host, null) : _planter.TryPlant(kind, host, choice) is { } files ? (host, files) : null;
    }

    private static Double3 Velocity(SequenceReader sequence, int frame)
    {
        if (sequence.FrameTimes.Length < 2)
        {
            return default;
        }

        int other = frame + 1 < sequence.FrameTimes.Length ? frame + 1 : frame - 1;
        double seconds = (sequence.FrameTimes[other] - sequence.FrameTimes[frame]) * 1e-9;
        return (sequence.ReadFrame(other).WorldFromVehicle.Translation - sequence.ReadFrame(frame).WorldFromVehicle.Translation) * (1 / seconds);
    }

    private static void RequireDrawn(DrawnItem drawn, SequenceReader source, IReadOnlyList<FileRecord> files)
    {
        if (DatasetLot.FrameHash(files, drawn.Frame) != drawn.FrameSha256)
        {
            throw new InputException(new InputError(source.Folder, 0, 0, "", $"Frame {drawn.Frame} is not the one that was drawn.",
                "Restore the sequence from its source, or draw afresh."));
        }
    }

    private InputException Fail(string message, string mend) => new(new InputError(_dataset.Folder, 0, 0, "", message, mend));
}
