using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Labels;

/// <summary>A thing of the world at a frame's time, whether a sensor sees it or not.</summary>
/// <param name="WorldFromBox">Pose of the 3D box's centre: x along the length, y along the width to the left, z up.</param>
/// <param name="Size">Length, width, height, metres.</param>
/// <param name="Speed">Along the heading, m/s.</param>
public sealed record ObjectBox(int ObjectId, string Name, int ClassId, Pose WorldFromBox, Double3 Size, double Speed)
{
    /// <summary>The tight box of an object's body, without mirrors and antennae.</summary>
    public static ObjectBox Of(WorldSnapshot snapshot, int objectIndex)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        WorldObject item = snapshot.Timeline.Objects[objectIndex];
        Box3 body = snapshot.BodyBox(objectIndex);
        if (body.IsEmpty)
        {
            throw new InvalidOperationException($"Model '{item.Model.Name}' has no body to put a box around.");
        }

        ObjectState state = snapshot.States[objectIndex];
        Pose worldFromBox = state.WorldFromObject * new Pose(body.Center, Rotation.Identity);
        return new ObjectBox(item.Id, item.Name, snapshot.Timeline.Taxonomy[item.Model.Class].Id, worldFromBox, body.Size, state.Motion.Speed);
    }
}
