using SceneForge.Quality.Gate;
using SceneForge.Review.Acts;
using SceneForge.Review.Data;
using SceneForge.Review.Storage;

namespace SceneForge.Review.State;

/// <summary>Everything that people decided: the replay of the log, and nothing else.</summary>
/// <param name="queue">The gate's queue, which says how many people judge each frame; null for an ordinary dataset.</param>
internal sealed class ReviewState(ReviewQueue? queue)
{
    public const string DatasetSubject = "dataset";

    private readonly Dictionary<string, SubjectReview> _subjects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<DoneAct>> _byPerson = new(StringComparer.Ordinal);
    private readonly HashSet<long> _undone = [];
    private readonly List<DoneAct> _all = [];
    private readonly SortedSet<string> _gold = new(StringComparer.Ordinal);
    private readonly List<DoneAct> _goldVersions = [];
    private readonly Dictionary<(string Person, string Request), DoneAct> _requests = [];

    /// <summary>Number of the last event.</summary>
    public long Head { get; private set; }

    public string HeadHash { get; private set; } = EventChain.Start;

    /// <summary>Whether the gate, whose queue this is, has a verdict. It says so itself: acts alone do not tell.</summary>
    public bool IsDecided { get; set; }

    /// <summary>Whether nobody may learn what others found yet: the gate's verdict is still to come.</summary>
    public bool IsBlind => queue is not null && !IsDecided;

    /// <summary>Share of frames that two people judge, each without seeing the other's verdict.</summary>
    public double DoubleShare { get; private set; }

    /// <summary>Grows with each act that changes what is gold or in quarantine.</summary>
    public long MarksVersion { get; private set; }

    /// <summary>Frames that somebody ever vouched for, in ordinal order.</summary>
    public IReadOnlyCollection<string> GoldSubjects => _gold;

    /// <summary>Versions of the gold set. They cannot be taken back: decisions may cite them.</summary>
    public IReadOnlyList<DoneAct> GoldVersions => _goldVersions;

    /// <summary>What set frames aside and still stands.</summary>
    public IEnumerable<DoneAct> Quarantines
    {
        get
        {
            DoneAct[] standing = [.. Subjects.GetValueOrDefault(DatasetSubject)?.Standing.Where(d => d.Act is QuarantineAct or LiftAct) ?? []];
            HashSet<long> lifted = [.. standing.Select(d => d.Act).OfType<LiftAct>().Select(l => l.Of)];
            return standing.Where(d => d.Act is QuarantineAct && !lifted.Contains(d.Event.Number));
        }
    }

    public IReadOnlyDictionary<string, SubjectReview> Subjects => _subjects;

    /// <exception cref="BrokenLogException">The event does not follow from the ones before.</exception>
    public void Apply(ReviewEvent item)
    {
        if (!EventChain.Follows(item, Head + 1, HeadHash))
        {
            throw new BrokenLogException(Head + 1);
        }

        DoneAct done;
        try
        {
            done = new DoneAct(item, ActJson.Read(item.Kind, item.Body));
        }
        catch (ActException)
        {
            throw new BrokenLogException(item.Number);
        }

        (Head, HeadHash) = (item.Number, item.Hash);
        _all.Add(done);
        Subject(item.Subject).Add(done);
        if (done.Act.Request is { } request)
        {
            _requests[(item.Person, request)] = done;
        }

        if ((done.Act is UndoAct { Of: var of } ? Find(of)?.Act : done.Act) is GoldAct or QuarantineAct or LiftAct)
        {
            MarksVersion = item.Number;
        }

        if (done.Act is GoldAct)
        {
            _gold.Add(item.Subject);
        }

        switch (done.Act)
        {
            case GoldVersionAct:
                _goldVersions.Add(done);
                break;
            case UndoAct undo:
                _undone.Add(undo.Of);
                break;
            case SettingAct setting:
                DoubleShare = setting.DoubleShare;
                break;
            default:
                if (!_byPerson.TryGetValue(item.Person, out List<DoneAct>? acts))
                {
                    _byPerson[item.Person] = acts = [];
                }

                acts.Add(done);
                break;
        }
    }

    public SubjectReview Subject(string subject)
    {
        if (!_subjects.TryGetValue(subject, out SubjectReview? review))
        {
            _subjects[subject] = review = new SubjectReview();
        }

        return review;
    }

    public SubjectReview? Find(FrameKey key) => _subjects.GetValueOrDefault(key.ToString());

    /// <summary>A person's act by its number, standing or not.</summary>
    public DoneAct? Find(long number) => number >= 1 && number <= _all.Count ? _all[(int)number - 1] : null;

    /// <summary>What a person's request did, where it came before.</summary>
    public DoneAct? Known(string person, string? request) => request is null ? null : _requests.GetValueOrDefault((person, request));

    /// <summary>The last act of a person that still stands, wherever it was done.</summary>
    public DoneAct? LastActOf(string person) => _byPerson.GetValueOrDefault(person)?.FindLast(d => !_undone.Contains(d.Event.Number));

    /// <summary>
    /// Whether a second person judges a frame: as the gate's draw says, else where the first 8 digits of its digest, as a fraction, lie below the
    /// share.
    /// </summary>
    public bool IsDouble(FrameKey key, string digest) => queue is null
        ? Convert.ToUInt32(digest[..8], 16) / 4294967296.0 < DoubleShare
        : queue.Items[key.Sequence].Reviews == 2;
}

/// <summary>The log was altered outside this program.</summary>
public sealed class BrokenLogException(long number)
    : Exception($"Record {number} of the review log does not follow from the ones before it: the log was altered or is damaged.")
{
    public long Number => number;
}
