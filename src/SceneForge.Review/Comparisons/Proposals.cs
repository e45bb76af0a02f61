using SceneForge.Review.Acts;
using SceneForge.Review.Data;
using SceneForge.Review.Queues;
using SceneForge.Review.State;

namespace SceneForge.Review.Comparisons;

/// <summary>Two pictures to compare, as the person sees them: same camera, same frame number, two variations.</summary>
internal sealed record ProposedPair(FrameKey Left, FrameKey Right, int Differing);

/// <summary>
/// Which pictures a person compares next. Order and sides are drawn anew for each person, the pictures of a pair are the same for all, so that
/// people can be compared too.
/// </summary>
internal sealed class Proposals(ReviewedDataset dataset, FrameFacts facts)
{
    /// <summary>Most pictures of one ranking.</summary>
    public const int RankedAtOnce = 5;

    private const int Tries = 1_000;

    private readonly string _seed = dataset.Reader.SpecHash;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, VariationPair[]> _orders = new(StringComparer.Ordinal);
    private VariationPair[] _pairs = [];
    private int _known = -1;

    /// <summary>Pairs that the person has not judged, in the person's order, and how many there are in all.</summary>
    public (IReadOnlyList<ProposedPair> Next, int Total, int Judged) NextPairs(ReviewState state, Person person, int count)
    {
        VariationPair[] order = OrderOf(person);
        HashSet<(int, int)> judged = JudgedPairs(state, person);
        ProposedPair[] next = [.. order.Where(p => !judged.Contains((p.First, p.Second))).Take(count).Select(p => Shown(person, p))];
        return (next, order.Length, order.Count(p => judged.Contains((p.First, p.Second))));
    }

    /// <summary>The pictures that the person ranks next, or none where every choice was made.</summary>
    public (IReadOnlyList<FrameKey> Frames, int Done) NextRanking(ReviewState state, Person person)
    {
        HashSet<string> ranked = [.. Standing<RankingAct>(state, person).Select(r => string.Join('\n', r.Frames.Order(StringComparer.Ordinal)))];
        int[] sequences = [.. dataset.Reader.Sequences];
        int size = Math.Min(RankedAtOnce, sequences.Length);
        int groups = sequences.Length / Math.Max(1, size);
        for (int turn = ranked.Count; size > 1 && turn < ranked.Count + Tries; turn++)
        {
            // A round deals all variations out; the next round shuffles anew.
            (int round, int group) = Math.DivRem(turn, groups);
            (string camera, int frame) = View($"{_seed}/{person.Name}/view", turn);
            FrameKey[] frames = [.. sequences
                .OrderBy(s => PairDesign.Mix($"{_seed}/{person.Name}/ranking", round, s))
                .Skip(group * size).Take(size)
                .Select(s => new FrameKey(s, camera, frame))];
            if (!ranked.Contains(string.Join('\n', frames.Select(f => f.ToString()).Order(StringComparer.Ordinal))))
            {
                return (frames, ranked.Count);
            }
        }

        return ([], ranked.Count);
    }

    /// <summary>Drawn values in which two sequences differ, with both values.</summary>
    public Difference[] Between(int a, int b)
    {
        (IReadOnlyDictionary<string, object> first, IReadOnlyDictionary<string, object> second) = (facts.Drawn(a), facts.Drawn(b));
        return [.. PairDesign.Differing(first, second).Select(p => new Difference(p, first.GetValueOrDefault(p), second.GetValueOrDefault(p)))];
    }

    /// <summary>Pairs of sequences that the person judged, the smaller number first.</summary>
    public static HashSet<(int First, int Second)> JudgedPairs(ReviewState state, Person person) =>
        [.. Standing<PreferenceAct>(state, person).Select(p => PairOf(p.A, p.B))];

    public static (int First, int Second) PairOf(string a, string b)
    {
        _ = FrameKey.TryParse(a, out FrameKey first);
        _ = FrameKey.TryParse(b, out FrameKey second);
        return (Math.Min(first.Sequence, second.Sequence), Math.Max(first.Sequence, second.Sequence));
    }

    private static IEnumerable<T> Standing<T>(ReviewState state, Person person)
        where T : Act =>
        state.Subjects.GetValueOrDefault(ReviewState.DatasetSubject)?.Standing.Where(d => d.Event.Person == person.Name).Select(d => d.Act)
            .OfType<T>() ?? [];

    private ProposedPair Shown(Person person, VariationPair pair)
    {
        (string camera, int frame) = View(_seed, pair.First, pair.Second);
        FrameKey first = new(pair.First, camera, frame), second = new(pair.Second, camera, frame);
        bool turned = (PairDesign.Mix($"{_seed}/{person.Name}/side", pair.First, pair.Second) & 1) == 1;
        return turned ? new ProposedPair(second, first, pair.Differing) : new ProposedPair(first, second, pair.Differing);
    }

    private (string Camera, int Frame) View(string seed, params ReadOnlySpan<int> place)
    {
        (ulong frame, ulong camera) = Math.DivRem(PairDesign.Mix(seed, place), (ulong)dataset.Cameras.Length);
        return (dataset.Cameras[(int)camera], (int)(frame % (ulong)dataset.Frames));
    }

    private VariationPair[] OrderOf(Person person)
    {
        lock (_lock)
        {
            // Labels are read in the background: what has come since may hold better pairs. While they are, the search is worth its time only now
            // and then.
            int done = facts.Done;
            if (done == dataset.Reader.Sequences.Length ? done != _known : done >= 2 * _known)
            {
                _known = done;
                _pairs = PairDesign.Find([.. dataset.Reader.Sequences.Select(s => (s, facts.Drawn(s))).Where(v => v.Item2.Count > 0)], _seed);
                _orders.Clear();
            }

            if (!_orders.TryGetValue(person.Name, out VariationPair[]? order))
            {
                // As few differences as there are come first, each number in an order of the person's own.
                order = [.. _pairs.OrderBy(p => p.Differing).ThenBy(p => PairDesign.Mix($"{_seed}/{person.Name}", p.First, p.Second))];
                _orders[person.Name] = order;
            }

            return order;
        }
    }
}
