using SceneForge.Base.Geometry;
using SceneForge.World.Ground;
using SceneForge.World.Roads;

namespace SceneForge.World.Scenes.Building;

/// <summary>Places beside a road: s along its reference line and the distance from it; both may lead beyond the road.</summary>
/// <param name="length">Length of the road, metres.</param>
internal sealed class RoadSide(IRoadNetwork roads, IGround ground, Stretch stretch, double length)
{
    /// <summary>The pose on the ground whose x axis looks square at the road, upright.</summary>
    public Pose At(double s, double distance)
    {
        double onRoad = Math.Clamp(s, 0, length);
        int lane = stretch.Left ? 1 : -1;
        LanePosition place = new(stretch.Road, lane, onRoad);
        Pose middle = roads.PoseAt(place);
        // On both sides traffic has the reference line on its left, so its heading turned left looks at the road.
        Double3 along = (middle.ApplyDirection(Double3.UnitX) with { Z = 0 }).Normalized();
        Double3 toRoad = new(-along.Y, along.X, 0);
        Double3 withS = stretch.Left ? -along : along;
        Double3 at = middle.Translation - toRoad * (distance - roads.LaneWidth(place) / 2) + withS * (s - onRoad);
        return OnGround(at, Rotation.FromAxes(toRoad, -along, Double3.UnitZ));
    }

    /// <summary>Metres at a distance from the road for one metre along its reference line: less than 1 inside bends.</summary>
    public double Scale(double s, double distance) =>
        Math.Max(0.3, ((At(s + 0.5, distance).Translation - At(s - 0.5, distance).Translation) with { Z = 0 }).Length);

    /// <summary>The pose turned to where an asset's front shall look.</summary>
    public Pose At(double s, double distance, Facing facing, double turn)
    {
        Pose pose = At(s, distance);
        double yaw = facing switch
        {
            Facing.Away => Math.PI,
            Facing.Along => -Math.PI / 2,
            Facing.Against => Math.PI / 2,
            Facing.Random => turn,
            _ => 0,
        };
        return pose with { Rotation = pose.Rotation * Rotation.Around(Double3.UnitZ, yaw) };
    }

    public Pose OnGround(Double3 at, Rotation rotation) => new(ground.Drop(at), rotation);
}
