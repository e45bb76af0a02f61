using System.Collections.Immutable;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Rigs;

/// <summary>
/// What carries a rig. The carrier is always the timeline's first object: its frame is what data calls the vehicle's, and no sensor sees it.
/// </summary>
public abstract record RigMount
{
    private RigMount()
    {
    }

    /// <summary>The world with the carrier as its first object; all else keeps its order, ids and motion.</summary>
    public abstract WorldTimeline Carry(WorldTimeline world);

    /// <summary>The ego vehicle, which comes first as it is.</summary>
    public sealed record OnEgo : RigMount
    {
        public override WorldTimeline Carry(WorldTimeline world) => world;
    }

    /// <summary>Another actor of the scenario.</summary>
    public sealed record OnActor(string Name) : RigMount
    {
        public override WorldTimeline Carry(WorldTimeline world)
        {
            ArgumentNullException.ThrowIfNull(world);
            WorldObject carrier = world.Objects.First(o => o.Name == Name);
            return With(world, [carrier, .. world.Objects.Where(o => o != carrier)]);
        }
    }

    /// <summary>Nothing that moves: the rig stands in the world, as on a mast or under a ceiling; its carrier has no body.</summary>
    /// <param name="WorldFromMount">x forward, y left, z up.</param>
    public sealed record InWorld(Pose WorldFromMount) : RigMount
    {
        private const string Name = "mount";

        public override WorldTimeline Carry(WorldTimeline world)
        {
            ArgumentNullException.ThrowIfNull(world);
            Model bare = new() { Name = Name, Class = "pole", Nodes = [], Articulation = new RigidArticulation() };
            WorldObject carrier = new(world.Objects.Max(o => o.Id) + 1, Name, bare, Track.Still(WorldFromMount));
            return With(world, [carrier, .. world.Objects]);
        }
    }

    private static WorldTimeline With(WorldTimeline world, ImmutableArray<WorldObject> objects) =>
        new(world.Taxonomy, world.Conditions, objects, world.DurationNs, world.Events);
}
