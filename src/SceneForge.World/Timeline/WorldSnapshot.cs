using SceneForge.Base.Geometry;
using SceneForge.World.Models;

namespace SceneForge.World.Timeline;

/// <summary>The world at one instant.</summary>
public sealed class WorldSnapshot(WorldTimeline timeline, long timeNs, ObjectState[] states, Pose[] worldFromInstance)
{
    // Of what deforms; none where nothing does.
    private readonly Mesh?[] _shapes = timeline.Deforms ? new Mesh?[timeline.Instances.Length] : [];

    public WorldTimeline Timeline { get; } = timeline;

    public long TimeNs { get; } = timeNs;

    /// <summary>Pose of each mesh of <see cref="WorldTimeline.Instances"/>.</summary>
    public ReadOnlySpan<Pose> WorldFromInstance => worldFromInstance;

    /// <summary>State of each object of <see cref="WorldTimeline.Objects"/>.</summary>
    public ReadOnlySpan<ObjectState> States => states;

    /// <summary>
    /// An instance's mesh with its vertices at this instant: the shared mesh, or, of what deforms, one made when first asked for. Thread-safe.
    /// </summary>
    public Mesh MeshOf(int instance)
    {
        MeshInstance placed = Timeline.Instances[instance];
        if (!placed.Deforms)
        {
            return placed.Mesh;
        }

        ref Mesh? shape = ref _shapes[instance];
        return Volatile.Read(ref shape)
            ?? Interlocked.CompareExchange(ref shape, Timeline.ShapeOf(instance, TimeNs).ToMesh(), null)
            ?? shape;
    }

    /// <summary>The object's tight body box in its own frame at this instant.</summary>
    public Box3 BodyBox(int objectIndex)
    {
        Model model = Timeline.Objects[objectIndex].Model;
        int first = Timeline.FirstInstance(objectIndex);
        return model.BodyBox(model.PoseNodes(states[objectIndex].Motion), node => MeshOf(first + node));
    }
}
