using SceneForge.Base.Geometry;

namespace SceneForge.World.Roads;

/// <summary>What behaviours and placement need to know of the roads.</summary>
public interface IRoadNetwork
{
    /// <summary>Ids of the roads.</summary>
    IReadOnlyCollection<string> RoadIds { get; }

    /// <summary>Areas of all lanes, road by road; none where roads have no borders.</summary>
    IEnumerable<LaneOutline> Outlines() => [];

    /// <summary>Metres along a road's reference line.</summary>
    double LengthOf(string road);

    bool Contains(string road, int lane, double s);

    /// <summary>
    /// Pose on the lane's surface: x along the driving direction (right-hand traffic: against s on positive lanes), z the surface's normal.
    /// </summary>
    Pose PoseAt(LanePosition position);

    double LaneWidth(LanePosition position);

    /// <summary>Curvature of the lane's centre line along the driving direction, 1/m, positive to the left.</summary>
    double Curvature(LanePosition position);

    /// <summary>
    /// The place <paramref name="metres"/> further along the driving direction, measured on the lane's centre line, over
    /// lane-section, road and junction links (the first successor in file order); null where the lane ends.
    /// </summary>
    LanePosition? Advance(LanePosition position, double metres);

    /// <summary>The neighbouring drivable lane of the same direction: +1 to the left, -1 to the right; null where there is none.</summary>
    LanePosition? Neighbour(LanePosition position, int lanes);

    /// <summary>The nearest place on a drivable lane to a point of the ground plane; null beyond 50 m of every lane.</summary>
    /// <param name="near">Where roads cross at different heights: the height of whoever asks, metres; lanes of other levels are left out.</param>
    LanePosition? Locate(double x, double y, double? near = null);
}
