using SceneForge.World.Models;

namespace SceneForge.World.Timeline;

/// <summary>Which lamps of an object burn over time. Each state holds until the next: there is nothing between on and off.</summary>
internal sealed class LampTrack
{
    private readonly long[] _fromNs;
    private readonly LampMask[] _states;

    /// <param name="samples">States in order of time; the first also holds before, the last on.</param>
    public LampTrack(IEnumerable<(long FromNs, LampMask State)> samples)
    {
        List<long> from = [];
        List<LampMask> states = [];
        foreach ((long fromNs, LampMask state) in samples)
        {
            if (states.Count == 0 || states[^1] != state)
            {
                from.Add(fromNs);
                states.Add(state);
            }
        }

        ArgumentOutOfRangeException.ThrowIfZero(states.Count);
        _fromNs = [.. from];
        _states = [.. states];
    }

    public LampMask At(long timeNs)
    {
        int at = Array.BinarySearch(_fromNs, timeNs);
        return _states[Math.Max(0, at >= 0 ? at : ~at - 1)];
    }
}
