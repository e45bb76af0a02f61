using SceneForge.Quality.Decisions;
using SceneForge.Review.Acts;
using SceneForge.Review.Storage;

namespace SceneForge.Review.State;

/// <summary>An event with its act read.</summary>
internal sealed record DoneAct(ReviewEvent Event, Act Act);

/// <summary>What was done to one frame: its events in order, with those that were taken back left out.</summary>
internal sealed class SubjectReview
{
    private readonly List<DoneAct> _all = [];
    private readonly HashSet<long> _undone = [];

    public void Add(DoneAct done)
    {
        _all.Add(done);
        if (done.Act is UndoAct undo)
        {
            _undone.Add(undo.Of);
        }
    }

    /// <summary>Acts that stand.</summary>
    public IEnumerable<DoneAct> Standing => _all.Where(d => d.Act is not UndoAct && !_undone.Contains(d.Event.Number));

    /// <summary>Everything, undos too: a viewer's ETag follows the last that they may see.</summary>
    public IReadOnlyList<DoneAct> All => _all;

    /// <summary>The last verdict of each person on the files as they are now.</summary>
    /// <param name="digest">The frame's digest today: verdicts on other bytes count no more.</param>
    public IReadOnlyDictionary<string, DoneAct> Verdicts(string digest)
    {
        Dictionary<string, DoneAct> verdicts = new(StringComparer.Ordinal);
        foreach (DoneAct done in Standing.Where(d => d.Act is VerdictAct && d.Event.SubjectHash == digest))
        {
            verdicts[done.Event.Person] = done;
        }

        return verdicts;
    }

    /// <summary>Where the frame stands: open, second (a second look is due), accept, reject, cannot_judge, disputed.</summary>
    public string Status(string digest, bool isDouble)
    {
        DoneAct[] verdicts = [.. Verdicts(digest).Values.OrderBy(d => d.Event.Number)];
        if (verdicts.LastOrDefault(d => ((VerdictAct)d.Act).Settles) is { } settled)
        {
            return ((VerdictAct)settled.Act).Verdict;
        }

        if (verdicts.Length == 0)
        {
            return "open";
        }

        // Who cannot judge leaves the place to somebody else.
        VerdictAct[] judged = [.. verdicts.Select(d => (VerdictAct)d.Act).Where(v => v.Verdict != "cannot_judge")];
        return judged.Length == 0 ? "cannot_judge"
            : !isDouble ? judged[^1].Verdict
            : judged.Length == 1 ? "second"
            : judged.Select(Weight).Distinct().Count() == 1 ? judged[^1].Verdict
            : "disputed";
    }

    // People agree where they say the same and find the worst defect equally bad, as the gate counts it.
    private static (string Verdict, Severity? Worst) Weight(VerdictAct verdict) =>
        (verdict.Verdict, verdict.Defects?.Max(d => DefectTaxonomy.Find(d.Kind)?.Severity));
}
