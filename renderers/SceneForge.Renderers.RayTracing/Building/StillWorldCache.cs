using SceneForge.World.Timeline;

namespace SceneForge.Renderers.RayTracing.Building;

/// <summary>
/// The still worlds of the timelines that were cast at last. Variations of one scene may leave different things standing (a parked car that is in
/// an actor's way is not there), and while one is rendered, the next ones are prepared. Thread-safe.
/// </summary>
internal sealed class StillWorldCache
{
    // A million triangles take about 100 MB.
    private const int Most = 4;

    private readonly Lock _building = new();
    private readonly List<StillWorld> _worlds = [];

    /// <param name="jobs">Threads that build a world that is not there.</param>
    public StillWorld Get(WorldTimeline timeline, int jobs)
    {
        lock (_building)
        {
            int at = _worlds.FindIndex(w => w.IsOf(timeline));
            StillWorld world = at < 0 ? StillWorld.Build(timeline, jobs) : _worlds[at];
            _worlds.Remove(world);
            _worlds.Add(world);
            if (_worlds.Count > Most)
            {
                // The one that was wanted longest ago.
                _worlds.RemoveAt(0);
            }

            return world;
        }
    }
}
