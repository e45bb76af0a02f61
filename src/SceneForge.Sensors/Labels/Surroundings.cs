using System.Collections.Immutable;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Labels;

/// <summary>
/// The things around the ego vehicle, frame by frame; boxes of what never changes are worked out once. Safe to call from many threads.
/// </summary>
public sealed class Surroundings
{
    private const int Ego = 0;

    private readonly WorldTimeline _timeline;
    private readonly int[] _things;
    private readonly Lazy<ObjectBox>?[] _still;

    public Surroundings(WorldTimeline timeline)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        _timeline = timeline;
        _things = [.. Enumerable.Range(0, timeline.Objects.Length).Where(i => i != Ego
            && timeline.Taxonomy[timeline.Objects[i].Model.Class].IsThing)];
        WorldSnapshot start = timeline.At(0);
        _still = [.. timeline.Objects.Select((o, i) => o.Track.IsConstant ? new Lazy<ObjectBox>(() => ObjectBox.Of(start, i)) : null)];
    }

    /// <summary>Things whose box's centre lies within a distance of a point, in the order of the timeline's objects.</summary>
    /// <param name="reach">Metres.</param>
    public ImmutableArray<ObjectBox> At(long timeNs, Double3 center, double reach)
    {
        WorldSnapshot snapshot = _timeline.At(timeNs);
        return [.. _things.Select(i => _still[i]?.Value ?? ObjectBox.Of(snapshot, i))
            .Where(b => (b.WorldFromBox.Translation - center).Length <= reach)];
    }
}
