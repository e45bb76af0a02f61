using SceneForge.Base.Geometry;
using SceneForge.World.Ground;
using SceneForge.World.Roads;

namespace SceneForge.Tests.Support;

/// <summary>A flat road along +x with lanes -1 and -2 (along it) and 1 (against it), 3 m wide each, 2000 m long.</summary>
internal sealed class StraightRoad : IRoadNetwork
{
    public const double Length = 2000;
    private const double Width = 3;

    public IReadOnlyCollection<string> RoadIds { get; } = ["main"];

    public double LengthOf(string road) => Length;

    public bool Contains(string road, int lane, double s) => road == "main" && lane is -2 or -1 or 1 && s is >= 0 and <= Length;

    public Pose PoseAt(LanePosition position)
    {
        double centre = position.Lane < 0 ? (position.Lane + 0.5) * Width : (position.Lane - 0.5) * Width;
        return position.Lane < 0
            ? Pose.At(position.S, centre + position.Offset, 0)
            : Pose.At(position.S, centre - position.Offset, 0, Math.PI);
    }

    public double LaneWidth(LanePosition position) => Width;

    public double Curvature(LanePosition position) => 0;

    public LanePosition? Advance(LanePosition position, double metres)
    {
        double s = position.Lane < 0 ? position.S + metres : position.S - metres;
        return s is >= 0 and <= Length ? position with { S = s } : null;
    }

    public LanePosition? Neighbour(LanePosition position, int lanes) =>
        Contains("main", position.Lane + lanes, position.S) && position.Lane < 0 == position.Lane + lanes < 0 ? position with { Lane = position.Lane
            + lanes } : null;

    public LanePosition? Locate(double x, double y, double? near = null)
    {
        int lane = y >= 0 ? 1 : y > -Width ? -1 : -2;
        double centre = PoseAt(new LanePosition("main", lane, x)).Translation.Y;
        return new LanePosition("main", lane, x, lane < 0 ? y - centre : centre - y);
    }

    /// <summary>The road and raised pavements on both sides.</summary>
    public sealed class Surface : IGround
    {
        public double? Height(double x, double y, double near) => y is > 3 or < -6 ? 0.12 : 0;

        public Double3 Normal(double x, double y, double near) => Double3.UnitZ;

        public string? Kind(double x, double y, double near) => y is > 3 or < -6 ? "sidewalk" : "asphalt";
    }
}
