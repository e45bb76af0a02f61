using System.Globalization;
using SceneForge.Review.Acts;
using SceneForge.Review.Data;
using SceneForge.Review.Storage;

namespace SceneForge.Review.State;

/// <summary>Who acts or looks.</summary>
internal sealed record Person(string Name, Role Role);

/// <summary>
/// Does acts: checks that the person saw what they act on, stores the event, and only then shows it. Several servers may write to one store: each
/// first reads what the others added.
/// </summary>
internal sealed class ReviewService : IDisposable
{
    private readonly IReviewStore _store;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly ReviewState _state;
    private readonly FrameStatuses _statuses;

    /// <exception cref="BrokenLogException">The stored log was altered.</exception>
    public ReviewService(ReviewedDataset dataset, IReviewStore store, TimeProvider clock)
    {
        (Dataset, _store, _clock, _state, _statuses) = (dataset, store, clock, new ReviewState(dataset.Queue), new FrameStatuses(dataset));
        foreach (ReviewEvent item in _store.ReadAfter(0))
        {
            _state.Apply(item);
        }

        _statuses.Rebuild(_state);
    }

    public ReviewedDataset Dataset { get; }

    /// <summary>Reads the state, as of the last stored event, while nobody changes it.</summary>
    public T Read<T>(Func<ReviewState, T> read) => Read((state, _) => read(state));

    /// <summary>The same, with where every picture stands.</summary>
    public T Read<T>(Func<ReviewState, FrameStatuses, T> read)
    {
        lock (_lock)
        {
            CatchUp();
            return read(_state, _statuses);
        }
    }

    /// <summary>Notes whether the gate, whose queue this is, has a verdict.</summary>
    public void SetDecided(bool isDecided)
    {
        lock (_lock)
        {
            _state.IsDecided = isDecided;
        }
    }

    /// <summary>Does an act on a frame.</summary>
    /// <param name="seen">ETag of the frame as the person saw it.</param>
    /// <exception cref="ConflictException">The frame was changed since.</exception>
    /// <exception cref="ActException">The act is not possible.</exception>
    public DoneAct Do(Person person, FrameKey key, string seen, Act act)
    {
        string digest = Dataset.Digest(key) ?? throw new ActException($"There is no frame {key}.");
        lock (_lock)
        {
            while (true)
            {
                CatchUp();
                Authorize(person, act);
                if (_state.Known(person.Name, act.Request) is { } known)
                {
                    return known;
                }

                if (act is VerdictAct { Settles: true } && _state.Find(key)?.Verdicts(digest).TryGetValue(person.Name, out DoneAct? own) == true
                    && own.Act is VerdictAct { Settles: false })
                {
                    throw new ActException("Who judged a frame does not settle the disagreement about it.");
                }

                if (act is VerdictAct { Gold: { } version } && (version < 1 || version > _state.GoldVersions.Count))
                {
                    throw new ActException($"The gold set has no version {version}.");
                }

                string current = Visibility.ETag(_state, person, key, digest);
                if (current != seen)
                {
                    throw new ConflictException(current);
                }

                if (TryStore(person, key.ToString(), digest, act) is { } done)
                {
                    return done;
                }
            }
        }
    }

    /// <summary>Does an act on the dataset as a whole.</summary>
    /// <param name="check">Throws where the state does not allow it.</param>
    public DoneAct DoForDataset(Person person, Act act, Action<ReviewState>? check = null)
    {
        lock (_lock)
        {
            while (true)
            {
                CatchUp();
                Authorize(person, act);
                if (_state.Known(person.Name, act.Request) is { } known)
                {
                    return known;
                }

                check?.Invoke(_state);
                if (TryStore(person, ReviewState.DatasetSubject, "", act) is { } done)
                {
                    return done;
                }
            }
        }
    }

    /// <summary>Takes the person's last standing act back, on whichever frame; null where there is none.</summary>
    public DoneAct? Undo(Person person, string? request)
    {
        lock (_lock)
        {
            while (true)
            {
                CatchUp();
                if (_state.Known(person.Name, request)?.Act is UndoAct { Of: var of })
                {
                    return _state.Find(of);
                }

                if (_state.LastActOf(person.Name) is not { } last)
                {
                    return null;
                }

                if (TryStore(person, last.Event.Subject, last.Event.SubjectHash, new UndoAct(last.Event.Number) { Request = request }) is not null)
                {
                    return last;
                }
            }
        }
    }

    public void Dispose() => _store.Dispose();

    private static void Authorize(Person person, Act act)
    {
        bool allowed = act switch
        {
            GoldAct or GoldVersionAct or SettingAct or QuarantineAct or LiftAct or VerdictAct { Settles: true } => person.Role == Role.Lead,
            UndoAct => false,
            _ => true,
        };
        if (!allowed)
        {
            throw new ForbiddenException($"A {person.Role.ToString().ToLowerInvariant()} cannot do that.");
        }
    }

    private DoneAct? TryStore(Person person, string subject, string digest, Act act)
    {
        string time = _clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        ReviewEvent item = EventChain.Link(_state.Head + 1, subject, digest, ActJson.KindOf(act), person.Name, time, ActJson.Write(act),
            _state.HeadHash);
        if (!_store.TryAppend(item))
        {
            return null;
        }

        Apply(item);
        return new DoneAct(item, act);
    }

    private void CatchUp()
    {
        foreach (ReviewEvent item in _store.ReadAfter(_state.Head))
        {
            Apply(item);
        }
    }

    private void Apply(ReviewEvent item)
    {
        double share = _state.DoubleShare;
        _state.Apply(item);
        if (_state.DoubleShare != share)
        {
            _statuses.Rebuild(_state);
        }
        else if (FrameKey.TryParse(item.Subject, out FrameKey key))
        {
            _statuses.Update(_state, key);
        }
    }
}

/// <summary>Somebody changed the frame since it was looked at.</summary>
internal sealed class ConflictException(string current) : Exception("The frame was changed since it was shown.")
{
    /// <summary>ETag of the frame as it is now.</summary>
    public string Current => current;
}

/// <summary>The person's role does not allow it.</summary>
internal sealed class ForbiddenException(string message) : Exception(message);
