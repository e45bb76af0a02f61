using SceneForge.Base.Geometry;
using SceneForge.World.Simulation.Motions;
using SceneForge.World.Timeline;

namespace SceneForge.World.Simulation;

/// <summary>Where actors start; things of the scene give way to them.</summary>
internal sealed class TakenRoom(IEnumerable<Mover> movers)
{
    // Feet farther apart in height stand on different floors.
    private const double FloorHeight = 2.5;

    private readonly (Footprint Outline, double Foot)[] _taken = [.. movers.Select(m => (Footprint.Of(m.Body, m.Pose), m.Pose.Translation.Z))];

    /// <summary>Whether a thing of the scene stands where an actor starts.</summary>
    public bool Overlaps(WorldObject item)
    {
        ObjectState state = item.Track.At(0);
        Footprint outline = Footprint.Of(item.Model.BodyBox(state.Motion), state.WorldFromObject);
        double foot = state.WorldFromObject.Translation.Z;
        return Array.Exists(_taken, t => Math.Abs(t.Foot - foot) < FloorHeight && outline.Overlaps(t.Outline));
    }
}
