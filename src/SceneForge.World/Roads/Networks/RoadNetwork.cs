using System.Collections.Immutable;
using SceneForge.Base.Input;
using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Roads.OpenDrive;
using SceneForge.World.Roads.Surfaces;

namespace SceneForge.World.Roads.Networks;

/// <summary>The roads of an ASAM OpenDRIVE file.</summary>
public sealed class RoadNetwork : IRoadNetwork
{
    // Far more links than a drive of any scenario crosses; it ends the walk over sections of next to no length.
    private const int MaxCrossings = 100_000;

    private readonly Dictionary<string, Road> _roads;
    private readonly LaneLinks _links;
    private readonly Lazy<LaneLocator> _locator;
    private readonly Lazy<GroundMesh> _ground;

    private RoadNetwork(XodrReader.Content content)
    {
        Roads = [.. content.Roads];
        Junctions = [.. content.Junctions];
        Warnings = [.. content.Warnings];
        _roads = Roads.ToDictionary(r => r.Id, StringComparer.Ordinal);
        _links = new LaneLinks(_roads, Junctions.ToDictionary(j => j.Id, StringComparer.Ordinal));
        _locator = new Lazy<LaneLocator>(() => new LaneLocator(Roads));
        _ground = new Lazy<GroundMesh>(() => GroundBuilder.Build(Roads));
    }

    /// <summary>In file order.</summary>
    public ImmutableArray<Road> Roads { get; }

    public IReadOnlyCollection<string> RoadIds => _roads.Keys;

    public ImmutableArray<Junction> Junctions { get; }

    /// <summary>What the file holds that was left out or bent, each with its place.</summary>
    public ImmutableArray<string> Warnings { get; }

    /// <summary>The ground's surface, built when first asked for.</summary>
    internal GroundMesh Ground => _ground.Value;

    /// <exception cref="InputException">The file is missing, no OpenDRIVE, or contradicts itself.</exception>
    public static RoadNetwork Read(string path) => new(XodrReader.Read(path));

    public IEnumerable<LaneOutline> Outlines() => Roads.SelectMany(LaneOutliner.Of);

    public Road? Find(string road) => _roads.GetValueOrDefault(road);

    public bool Contains(string road, int lane, double s) =>
        Find(road) is { } found && s >= 0 && s <= found.Length && lane != 0 && found.SectionAt(s).Find(lane) is not null;

    public Pose PoseAt(LanePosition position)
    {
        LanePiece piece = PieceAt(position);
        double s = Math.Clamp(position.S, 0, piece.Road.Length);
        (Double3 point, Double3 tangent, Double3 left) = LaneCurve.At(piece.Road, piece.LaneSection, piece.Lane, s, position.Offset * piece.Along);
        Double3 x = (tangent * piece.Along).Normalized();
        Double3 z = Double3.Cross(tangent, left).Normalized();
        return new Pose(point, Rotation.FromAxes(x, Double3.Cross(z, x), z));
    }

    public double LaneWidth(LanePosition position)
    {
        LanePiece piece = PieceAt(position);
        return piece.LaneSection.Width(piece.Lane, position.S);
    }

    public double Curvature(LanePosition position)
    {
        LanePiece piece = PieceAt(position);
        Curves.PlanPoint plan = piece.Road.Line.At(position.S);
        Jet t = piece.LaneSection.Middle(piece.Lane, position.S);
        // The curve r(s) + t(s) n(s) in the Frenet frame: its first and second derivative along tangent and normal.
        double first = 1 - plan.Curvature * t.Value;
        double along = -plan.CurvatureRate * t.Value - 2 * plan.Curvature * t.Slope;
        double across = plan.Curvature * first + t.Bend;
        double speed = Math.Sqrt(first * first + t.Slope * t.Slope);
        return speed < 1e-9 ? 0 : piece.Along * (first * across - t.Slope * along) / (speed * speed * speed);
    }

    public LanePosition? Advance(LanePosition position, double metres)
    {
        LanePiece piece = PieceAt(position);
        double s = Math.Clamp(position.S, piece.LaneSection.S, piece.LaneSection.End);
        double offset = position.Offset * piece.Along;
        if (metres < 0)
        {
            piece = piece with { Along = -piece.Along };
            metres = -metres;
        }

        for (int i = 0; i < MaxCrossings; i++)
        {
            (s, metres) = LaneCurve.Walk(piece.Road, piece.LaneSection, piece.Lane, s, piece.Along, metres);
            if (metres <= 0)
            {
                return new LanePosition(piece.Road.Id, piece.Lane, s, offset * piece.Road.Direction(piece.Lane));
            }

            if (_links.Next(piece) is not { } next)
            {
                return null;
            }

            // Where the next road runs the other way, so does its t.
            offset *= next.Along * piece.Along;
            piece = next;
            s = piece.EntryS;
        }

        return null;
    }

    public LanePosition? Neighbour(LanePosition position, int lanes)
    {
        LanePiece piece = PieceAt(position);
        int id = piece.Lane;
        for (int i = 0; i < Math.Abs(lanes); i++)
        {
            id += Math.Sign(lanes) * piece.Along;
            if (id == 0 || piece.LaneSection.Find(id) is not { } lane || !lane.Type.IsDrivable())
            {
                return null;
            }
        }

        return position with { Lane = id, Offset = 0 };
    }

    public LanePosition? Locate(double x, double y) => _locator.Value.Locate(x, y);

    public double GroundHeight(double x, double y) => _ground.Value.Height(x, y);

    private LanePiece PieceAt(LanePosition position)
    {
        Road road = Find(position.Road) ?? throw new ArgumentException($"There is no road '{position.Road}'.", nameof(position));
        int section = road.SectionIndex(position.S);
        if (position.Lane == 0 || road.Sections[section].Find(position.Lane) is null)
        {
            throw new ArgumentException($"Road '{position.Road}' has no lane {position.Lane} at s = {position.S}.", nameof(position));
        }

        return new LanePiece(road, section, position.Lane, road.Direction(position.Lane));
    }
}
