using System.Collections.Immutable;
using SceneForge.Base.Input;
using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Roads.OpenDrive;

namespace SceneForge.World.Roads;

/// <summary>The roads of an ASAM OpenDRIVE file.</summary>
public sealed class RoadNetwork : IRoadNetwork
{
    // Far more links than a drive of any scenario crosses; it ends the walk over sections of next to no length.
    private const int MaxCrossings = 100_000;

    private readonly Dictionary<string, Road> _roads;
    private readonly LaneLinks _links;
    private readonly Lazy<LaneLocator> _locator;

    private RoadNetwork(XodrReader.Content content)
    {
        Roads = [.. content.Roads];
        Junctions = [.. content.Junctions];
        Warnings = [.. content.Warnings];
        _roads = Roads.ToDictionary(r => r.Id, StringComparer.Ordinal);
        _links = new LaneLinks(_roads, Junctions.ToDictionary(j => j.Id, StringComparer.Ordinal));
        _locator = new Lazy<LaneLocator>(() => new LaneLocator(Roads));
    }

    /// <summary>In file order.</summary>
    public ImmutableArray<Road> Roads { get; }

    public IReadOnlyCollection<string> RoadIds => _roads.Keys;

    public ImmutableArray<Junction> Junctions { get; }

    /// <summary>What the file holds that was left out or bent, each with its place.</summary>
    public ImmutableArray<string> Warnings { get; }

    /// <exception cref="InputException">The file is missing, no OpenDRIVE, or contradicts itself.</exception>
    public static RoadNetwork Read(string path) => new(XodrReader.Read(path));

    public IEnumerable<LaneOutline> Outlines() => Roads.SelectMany(LaneOutliner.Of);

    public Road? Find(string road) => _roads.GetValueOrDefault(road);

    public double LengthOf(string road) => _roads[road].Length;

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

    public LanePosition? Locate(double x, double y, double? near = null) => _locator.Value.Locate(x, y, near);

    /// <summary>Poses of an object: its own, or one for each copy of its repeats. x along the object's length, z up from the surface.</summary>
    public static IEnumerable<Pose> PosesOf(Road road, RoadObject thing) => PlacesOf(thing).Select(p => PoseOf(road, thing, p.S, p.T, p.Z));

    /// <summary>Places of an object in s, t and height over the surface: its own, or one for each copy of its repeats.</summary>
    public static IEnumerable<(double S, double T, double Z)> PlacesOf(RoadObject thing)
    {
        ArgumentNullException.ThrowIfNull(thing);
        if (thing.Repeats.IsEmpty)
        {
            yield return (thing.S, thing.T, thing.ZOffset);
            yield break;
        }

        foreach (ObjectRepeat repeat in thing.Repeats)
        {
            // A continuous body is one piece along its whole length.
            int copies = repeat.Distance > 0 ? 1 + (int)(repeat.Length / repeat.Distance + 1e-9) : 1;
            for (int i = 0; i < copies; i++)
            {
                double f = repeat.Distance <= 0 ? 0.5 : repeat.Length > 0 ? i * repeat.Distance / repeat.Length : 0;
                yield return (
                    repeat.S + f * repeat.Length,
                    repeat.TStart + (repeat.TEnd - repeat.TStart) * f,
                    repeat.ZStart + (repeat.ZEnd - repeat.ZStart) * f);
            }
        }
    }

    /// <summary>Pose of a signal: x along the traffic that it addresses, so that its face looks to -x; z up from the surface.</summary>
    public static Pose PoseOf(Road road, RoadSignal signal)
    {
        ArgumentNullException.ThrowIfNull(road);
        ArgumentNullException.ThrowIfNull(signal);
        RoadFrame frame = road.FrameAt(signal.S);
        double heading = frame.Plan.Heading + (signal.ForIncreasingS ? 0 : Math.PI) + signal.HeadingOffset;
        Double3 foot = frame.Point(signal.T, road.LaneHeight(signal.S, signal.T));
        return new Pose(foot + Double3.UnitZ * signal.ZOffset, Rotation.Around(Double3.UnitZ, heading));
    }

    /// <summary>World corners of an outline, at the foot of the body.</summary>
    public static ImmutableArray<Double3> Corners(Road road, RoadObject thing, ObjectOutline outline)
    {
        ArgumentNullException.ThrowIfNull(road);
        ArgumentNullException.ThrowIfNull(thing);
        ArgumentNullException.ThrowIfNull(outline);
        Pose pose = PoseOf(road, thing, thing.S, thing.T, thing.ZOffset);
        return
        [
            .. outline.Corners.Select(c => c.OnRoad
                ? road.FrameAt(c.A).Point(c.B, road.LaneHeight(c.A, c.B) + c.Z)
                : pose.Apply(new Double3(c.A, c.B, c.Z))),
        ];
    }

    private static Pose PoseOf(Road road, RoadObject thing, double s, double t, double z)
    {
        Pose surface = road.FrameAt(s).PoseAt(t, road.LaneHeight(s, t));
        Pose local = new(new Double3(0, 0, z), Rotation.FromYawPitchRoll(thing.Heading, thing.Pitch, thing.Roll));
        return surface * local;
    }

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
