using SceneForge.Review.Acts;
using SceneForge.Review.Data;
using SceneForge.Review.Storage;

namespace SceneForge.Review.State;

/// <summary>
/// Where every picture stands, as sets of pictures: what is asked of the whole dataset (progress, queues, findings) takes no walk over acts. A
/// picture that nobody touched is in no set.
/// </summary>
internal sealed class FrameStatuses(ReviewedDataset dataset)
{
    private readonly Dictionary<string, FrameSet> _byStatus = new[] { "accept", "reject", "cannot_judge", "second", "disputed" }
        .ToDictionary(s => s, _ => new FrameSet(dataset.Count), StringComparer.Ordinal);

    /// <summary>What is gold or in quarantine.</summary>
    public FrameMarks Marks { get; } = new(dataset);

    private readonly FrameSet _double = new(dataset.Count);
    private readonly Dictionary<string, (FrameSet Judged, FrameSet Rejected)> _byPerson = new(StringComparer.Ordinal);
    private readonly Dictionary<int, (string Person, CorrectionAct Act)[]> _corrections = [];

    /// <summary>Takes in everything that was done.</summary>
    public void Rebuild(ReviewState state)
    {
        FrameKey[] keys = [.. state.Subjects.Keys.Select(s => FrameKey.TryParse(s, out FrameKey key) ? key : default)
            .Where(k => k.Camera is not null && dataset.IndexOf(k) >= 0)];
        dataset.LearnDigests(keys);
        foreach (FrameKey key in keys)
        {
            Update(state, key);
        }
    }

    /// <summary>Takes in what was done to one picture.</summary>
    public void Update(ReviewState state, FrameKey key)
    {
        int index = dataset.IndexOf(key);
        if (index < 0 || state.Find(key) is not { } review || dataset.Digest(key) is not { } digest)
        {
            return;
        }

        bool isDouble = state.IsDouble(key, digest);
        string status = review.Status(digest, isDouble);
        _double[index] = isDouble;
        foreach ((string name, FrameSet set) in _byStatus)
        {
            set[index] = name == status;
        }

        IReadOnlyDictionary<string, DoneAct> verdicts = review.Verdicts(digest);
        foreach (string person in verdicts.Keys.Where(p => !_byPerson.ContainsKey(p)))
        {
            _byPerson[person] = (new FrameSet(dataset.Count), new FrameSet(dataset.Count));
        }

        foreach ((string person, (FrameSet judged, FrameSet rejected)) in _byPerson)
        {
            DoneAct? verdict = verdicts.GetValueOrDefault(person);
            judged[index] = verdict is not null;
            rejected[index] = verdict?.Act is VerdictAct { Verdict: "reject" };
        }

        (string, CorrectionAct)[] corrections = [.. review.Standing.Where(d => d.Act is CorrectionAct && d.Event.SubjectHash == digest)
            .Select(d => (d.Event.Person, (CorrectionAct)d.Act))];
        if (corrections.Length > 0)
        {
            _corrections[index] = corrections;
        }
        else
        {
            _corrections.Remove(index);
        }
    }

    /// <summary>Pictures that do not wait for a person: judged and settled, or judged by them.</summary>
    public FrameSet DoneFor(Person person)
    {
        FrameSet done = _byStatus["accept"].Or(_byStatus["reject"]).Or(_byStatus["disputed"]);
        return _byPerson.TryGetValue(person.Name, out (FrameSet Judged, FrameSet) own) ? done.Or(own.Judged) : done;
    }

    /// <summary>Pictures that stand so as the person may know it (<see cref="Visibility"/>).</summary>
    /// <param name="status">A status; null for any.</param>
    /// <param name="reviewer">Who judged them; null for anybody or nobody.</param>
    /// <returns>The pictures; or, where <c>IsComplement</c>, all but these.</returns>
    public (FrameSet Frames, bool IsComplement) With(ReviewState state, Person person, string? status, string? reviewer)
    {
        FrameSet none = new(dataset.Count);
        FrameSet hidden = Hidden(state, person, none);
        FrameSet ofReviewer = reviewer is null ? none
            : (_byPerson.GetValueOrDefault(reviewer).Judged ?? none) is var judged && reviewer == person.Name ? judged : judged.Without(hidden);
        if (status is null or "open")
        {
            FrameSet touched = status is null ? none : _byStatus.Values.Aggregate(none, (a, b) => a.Or(b)).Without(hidden);
            return reviewer is null ? (touched, true) : (ofReviewer.Without(touched), false);
        }

        FrameSet so = (_byStatus.GetValueOrDefault(status) ?? none).Without(hidden);
        return (reviewer is null ? so : so.And(ofReviewer), false);
    }

    // Where the person may not know how the frame stands.
    private FrameSet Hidden(ReviewState state, Person person, FrameSet none)
    {
        FrameSet own = _byPerson.GetValueOrDefault(person.Name).Judged ?? none;
        FrameSet judged = state.IsBlind ? _byPerson.Values.Aggregate(none, (a, p) => a.Or(p.Judged)) : _double;
        return person.Role == Role.Reviewer ? judged.Without(own)
            : state.IsBlind ? judged.Without(own).Without(_byStatus["disputed"]).Without(_byStatus["second"])
            : none;
    }

    /// <summary>What findings count from, as of now.</summary>
    public JudgedFrames Judged()
    {
        FrameSet none = new(dataset.Count);
        return new JudgedFrames(
            _byPerson.Values.Aggregate(none, (a, p) => a.Or(p.Judged)),
            _byPerson.Values.Aggregate(none, (a, p) => a.Or(p.Rejected)),
            [.. _byPerson.Select(p => (p.Key, p.Value.Judged.Copy(), p.Value.Rejected.Copy()))],
            [.. _corrections.SelectMany(c => c.Value.Select(a => (c.Key, a.Person, a.Act)))]);
    }
}

/// <summary>What people said of the pictures as they are today.</summary>
/// <param name="Judged">By anybody.</param>
/// <param name="Rejected">By anybody.</param>
/// <param name="People">The same for each person.</param>
/// <param name="Corrections">Standing corrections, also of pictures that nobody judged.</param>
internal sealed record JudgedFrames(
    FrameSet Judged,
    FrameSet Rejected,
    IReadOnlyList<(string Person, FrameSet Judged, FrameSet Rejected)> People,
    IReadOnlyList<(int Index, string Person, CorrectionAct Act)> Corrections);
