using SceneForge.Sensors.Labels;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Frames.Storage;

/// <summary>The tight box of the body that carries the sensors; it sees itself in no channel, so no label has it.</summary>
/// <param name="VehicleFromBox">Pose of the box's centre in the vehicle frame.</param>
/// <param name="Size">Length, width, height, metres.</param>
public sealed record CarrierBox(Pose VehicleFromBox, Double3 Size)
{
    private const int Ego = 0;

    /// <summary>The ego vehicle's; null where the first object is a bare mount without a body.</summary>
    internal static CarrierBox? Of(WorldTimeline timeline)
    {
        WorldSnapshot start = timeline.At(0);
        if (timeline.Objects.IsEmpty || start.BodyBox(Ego).IsEmpty)
        {
            return null;
        }

        ObjectBox box = ObjectBox.Of(start, Ego);
        return new CarrierBox(start.States[Ego].WorldFromObject.Inverse() * box.WorldFromBox, box.Size);
    }
}
