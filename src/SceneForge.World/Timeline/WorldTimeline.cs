using System.Collections.Immutable;
using SceneForge.Scenarios.Sampled;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;

namespace SceneForge.World.Timeline;

/// <summary>A simulated variation from start to end. Everything that a sensor sees follows from it and a time.</summary>
public sealed class WorldTimeline
{
    /// <summary>
    /// Deforming meshes have keys at whole multiples of this time; between them each vertex moves on a straight line. At an acceleration of
    /// 100 m/s^2, such as a runner's foot has, it strays from its true path by a h^2 / 8 = 0.5 mm at most.
    /// </summary>
    public const long ShapeStepNs = 6_250_000;

    private readonly int[] _firstInstance;
    private readonly ShapeKeys?[] _shapes;
    private readonly LampTrack[] _lamps;

    /// <param name="objects">Actors first, the ego vehicle at index 0, then the scene's objects; ids unique.</param>
    /// <param name="events">Start times of behaviour steps, by <c>actor.step</c>, nanoseconds.</param>
    public WorldTimeline(Taxonomy taxonomy, Conditions conditions, ImmutableArray<WorldObject> objects, long durationNs,
        ImmutableSortedDictionary<string, long> events)
    {
        Taxonomy = taxonomy;
        Conditions = conditions;
        Objects = objects;
        DurationNs = durationNs;
        Events = events;
        (Instances, Segments, _firstInstance) = SegmentTable.Build(taxonomy, objects);
        _lamps = [.. objects.Select(o => AutomaticLamps.Of(o, conditions, durationNs))];
        _shapes = [.. Instances.Select(i => i.Deforms
            ? new ShapeKeys(i.Mesh, objects[i.Object].Model.Nodes[i.Node].Deformation!, objects[i.Object].Track)
            : null)];
        Deforms = Instances.Any(i => i.Deforms);
    }

    public Taxonomy Taxonomy { get; }

    public Conditions Conditions { get; }

    public ImmutableArray<WorldObject> Objects { get; }

    /// <summary>Every mesh of every object; an object's nodes stand together in their order.</summary>
    public ImmutableArray<MeshInstance> Instances { get; }

    /// <summary>Entry k describes segment id k; entry 0 is void.</summary>
    public ImmutableArray<Segment> Segments { get; }

    public long DurationNs { get; }

    /// <summary>Whether the shape of any mesh changes with time.</summary>
    public bool Deforms { get; }

    public ImmutableSortedDictionary<string, long> Events { get; }

    /// <summary>Index of an object's first mesh in <see cref="Instances"/>.</summary>
    public int FirstInstance(int objectIndex) => _firstInstance[objectIndex];

    /// <summary>The world at any time; a pure function, safe to call from many threads.</summary>
    public WorldSnapshot At(long timeNs)
    {
        ObjectState[] states = new ObjectState[Objects.Length];
        Pose[] poses = new Pose[Instances.Length];
        for (int i = 0; i < Objects.Length; i++)
        {
            states[i] = Objects[i].Track.At(timeNs) with { Lamps = LampsAt(i, timeNs) };
            PoseNodes(i, states[i], poses.AsSpan(_firstInstance[i], Objects[i].Model.Nodes.Length));
        }

        return new WorldSnapshot(this, timeNs, states, poses);
    }

    /// <summary>Which lamps of an object burn at any time. A state holds from its step of the simulation to the next.</summary>
    public LampMask LampsAt(int objectIndex, long timeNs) => _lamps[objectIndex].At(timeNs);

    /// <summary>Poses of one object's nodes at any time, without the rest of the world.</summary>
    /// <param name="worldFromNode">One a node of the object's model.</param>
    public void PoseObject(int objectIndex, long timeNs, Span<Pose> worldFromNode) =>
        PoseNodes(objectIndex, Objects[objectIndex].Track.At(timeNs), worldFromNode);

    /// <summary>Vertices of an instance at any time, without the rest of the world.</summary>
    public MeshShape ShapeOf(int instance, long timeNs) => _shapes[instance]?.At(timeNs) ?? new MeshShape(Instances[instance].Mesh);

    /// <summary>The shape of an instance at a key: at <paramref name="key"/> times <see cref="ShapeStepNs"/>.</summary>
    public Mesh ShapeAtKey(int instance, long key) => _shapes[instance]?.Key(key) ?? Instances[instance].Mesh;

    /// <summary>Number of the last key at or before a time.</summary>
    public static long ShapeKeyBefore(long timeNs) => Math.DivRem(timeNs, ShapeStepNs, out long rest) - (rest < 0 ? 1 : 0);

    private void PoseNodes(int objectIndex, in ObjectState state, Span<Pose> worldFromNode)
    {
        Objects[objectIndex].Model.Articulation.PoseNodes(state.Motion, worldFromNode);
        foreach (ref Pose node in worldFromNode)
        {
            node = state.WorldFromObject * node;
        }
    }
}
