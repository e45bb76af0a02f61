using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SceneForge.Review.Acts;
using SceneForge.Review.Data;

namespace SceneForge.Review.Queues;

/// <summary>Pictures that match a request whatever people did to them, in its order.</summary>
/// <param name="Order">Places in the dataset's list.</param>
/// <param name="Members">The same as a set.</param>
internal sealed record FrameList(int[] Order, FrameSet Members);

/// <summary>Makes lists and keeps the latest: a queue of many pages, or of many people, is put together once.</summary>
internal sealed class FrameLists(ReviewedDataset dataset, FrameFacts facts, StoredChecksWatch checks, Attention attention)
{
    private const int Kept = 16;
    private readonly List<(string Key, Lazy<FrameList> List)> _latest = [];
    private readonly Lock _lock = new();
    private int _made;

    /// <summary>How many lists were made, for tests: not one for each request.</summary>
    public int Made => Volatile.Read(ref _made);

    /// <exception cref="ActException">There is no such order.</exception>
    public FrameList Of(QueueRequest request)
    {
        if (request.Order is not ("dataset" or "worst" or "random"))
        {
            throw new ActException("The order is dataset, worst or random.");
        }

        // A sequence's own list is short: it is not worth keeping.
        if (request.Sequence is not null)
        {
            return Make(request);
        }

        string key = JsonSerializer.Serialize(request with { Status = null, Reviewer = null, Marked = null })
            + (RestsOnFacts(request) ? attention.Version.ToString() : "");
        Lazy<FrameList> list;
        lock (_lock)
        {
            int known = _latest.FindIndex(l => l.Key == key);
            list = known >= 0 ? _latest[known].List : new Lazy<FrameList>(() => Make(request));
            if (known >= 0)
            {
                _latest.RemoveAt(known);
            }
            else if (_latest.Count == Kept)
            {
                _latest.RemoveAt(0);
            }

            _latest.Add((key, list));
        }

        return list.Value;
    }

    private static bool RestsOnFacts(QueueRequest r) =>
        r.Order == "worst" || r.Class is not null || r.Values is not null || r.Check is not null || r.Asset is not null || r.Behaviour is not null;

    private FrameList Make(QueueRequest request)
    {
        Interlocked.Increment(ref _made);
        int[] order = [.. Matching(request)];
        switch (request.Order)
        {
            case "random":
                ulong seed = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(request.Seed ?? "")));
                Array.Sort(Array.ConvertAll(order, i => Mix(seed + (ulong)i * 0x9E3779B97F4A7C15)), order);
                break;
            case "worst":
                ulong[] ranks = attention.Ranks();
                SortStably(Array.ConvertAll(order, i => ~ranks[i]), order);
                break;
        }

        return new FrameList(order, FrameSet.Of(dataset.Count, order));
    }

    // Frames of the same rank stay in the dataset's order.
    private static void SortStably(ulong[] keys, int[] order)
    {
        Array.Sort(keys, order);
        for (int start = 0, end; start < keys.Length; start = end)
        {
            for (end = start + 1; end < keys.Length && keys[end] == keys[start]; end++)
            {
            }

            Array.Sort(order, start, end - start);
        }
    }

    private IEnumerable<int> Matching(QueueRequest request)
    {
        int cameras = dataset.Cameras.Length;
        int perSequence = dataset.Frames * cameras;
        int only = request.Camera is null ? -1 : dataset.Cameras.IndexOf(request.Camera);
        FrameSet? found = request.Check is null ? null : checks.Results.With(request.Check) ?? new FrameSet(dataset.Count);
        if (request.Camera is not null && only < 0)
        {
            yield break;
        }

        for (int place = 0; place < dataset.Reader.Sequences.Length; place++)
        {
            if (request.Sequence is not null && dataset.Reader.Sequences[place] != request.Sequence || !Fits(request, facts.Of(place)))
            {
                continue;
            }

            (int first, int last) = StepIn(request, facts.Of(place));
            for (int i = 0; i < perSequence; i++)
            {
                int index = place * perSequence + i;
                if ((only < 0 || i % cameras == only)
                    && i / cameras >= first && i / cameras <= last
                    && (request.Class is not { } c || facts.CountOf(c, index) > 0)
                    && (found is null || found[index]))
                {
                    yield return index;
                }
            }
        }
    }

    private static bool Fits(QueueRequest request, SequenceFacts? sequence) =>
        (request.Values is null || sequence?.Matches(request.Values) == true)
        && (request.Asset is null || sequence?.Assets.Contains(request.Asset) == true)
        && (request.Behaviour is null || sequence?.Behaviours.Any(b => b.Name == request.Behaviour) == true);

    private static (int First, int Last) StepIn(QueueRequest request, SequenceFacts? sequence) => request.Behaviour is null
        ? (0, int.MaxValue)
        : sequence!.Behaviours.Where(b => b.Name == request.Behaviour).Select(b => (b.First, b.Last)).First();

    // The finalizer of SplitMix64 (Steele, Lea and Flood 2014): every bit of the result depends on every bit of the argument.
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
