namespace SceneForge.Review.Queues;

/// <summary>
/// Who works on which frame, so that two people on one queue do not meet. Kept in memory and counted by a monotonic clock: a wrong or turned-back
/// wall clock changes nothing, and a new server starts without leases.
/// </summary>
internal sealed class Leases(TimeProvider clock)
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(3);

    private readonly Dictionary<int, (string Person, long Since)> _held = [];
    private readonly Lock _lock = new();

    /// <summary>Takes or renews a frame; false where somebody else holds it.</summary>
    public bool TryTake(int frame, string person)
    {
        lock (_lock)
        {
            if (_held.TryGetValue(frame, out (string Person, long Since) lease) && lease.Person != person
                && clock.GetElapsedTime(lease.Since) < Length)
            {
                return false;
            }

            _held[frame] = (person, clock.GetTimestamp());
            return true;
        }
    }

    public void Release(int frame, string person)
    {
        lock (_lock)
        {
            if (_held.TryGetValue(frame, out (string Person, long Since) lease) && lease.Person == person)
            {
                _held.Remove(frame);
            }
        }
    }
}
