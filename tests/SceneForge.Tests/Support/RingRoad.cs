using SceneForge.Base.Geometry;
using SceneForge.Base.Numerics;
using SceneForge.World.Roads;

namespace SceneForge.Tests.Support;

/// <summary>A flat ring about the origin: lane -1 runs clockwise on the inner side, a right bend, lane 1 against it farther out.</summary>
/// <param name="radius">Of the line between the lanes, metres.</param>
internal sealed class RingRoad(double radius) : IRoadNetwork
{
    private const double Width = 3.5;

    public IReadOnlyCollection<string> RoadIds { get; } = ["ring"];

    public double LengthOf(string road) => 2 * Math.PI * radius;

    public bool Contains(string road, int lane, double s) => road == "ring" && lane is -1 or 1;

    public Pose PoseAt(LanePosition position)
    {
        double angle = -position.S / radius;
        double r = CentreOf(position.Lane) + (position.Lane < 0 ? position.Offset : -position.Offset);
        double yaw = angle + (position.Lane < 0 ? -Math.PI / 2 : Math.PI / 2);
        return Pose.At(r * StrictMath.Cos(angle), r * StrictMath.Sin(angle), 0, yaw);
    }

    public double LaneWidth(LanePosition position) => Width;

    public double Curvature(LanePosition position) => (position.Lane < 0 ? -1 : 1) / CentreOf(position.Lane);

    public LanePosition? Advance(LanePosition position, double metres) =>
        position with { S = position.S - position.Lane * metres * radius / CentreOf(position.Lane) };

    public LanePosition? Neighbour(LanePosition position, int lanes) => null;

    public LanePosition? Locate(double x, double y, double? near = null)
    {
        double r = Math.Sqrt(x * x + y * y);
        int lane = r < radius ? -1 : 1;
        return new LanePosition("ring", lane, -StrictMath.Atan2(y, x) * radius, lane * (CentreOf(lane) - r));
    }

    private double CentreOf(int lane) => radius + lane * Width / 2;
}
