using SceneForge.Base.Geometry;
using SceneForge.World.Models;

namespace SceneForge.World.Timeline;

/// <summary>The world at one instant.</summary>
public sealed class WorldSnapshot(WorldTimeline timeline, long timeNs, ObjectState[] states, Pose[] worldFromInstance)
{
    public WorldTimeline Timeline { get; } = timeline;

    public long TimeNs { get; } = timeNs;

    /// <summary>Pose of each mesh of <see cref="WorldTimeline.Instances"/>.</summary>
    public ReadOnlySpan<Pose> WorldFromInstance => worldFromInstance;

    /// <summary>State of each object of <see cref="WorldTimeline.Objects"/>.</summary>
    public ReadOnlySpan<ObjectState> States => states;

    /// <summary>The object's tight body box in its own frame at this instant.</summary>
    public Box3 BodyBox(int objectIndex)
    {
        Model model = Timeline.Objects[objectIndex].Model;
        return model.BodyBox(model.PoseNodes(states[objectIndex].Motion));
    }
}
