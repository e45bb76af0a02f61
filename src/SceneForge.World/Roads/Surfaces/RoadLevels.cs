using System.Collections.Immutable;
using SceneForge.Base.Geometry;
using SceneForge.Base.Numerics;

namespace SceneForge.World.Roads.Surfaces;

/// <summary>
/// Which stretches of roads do not lie on the open ground. Where a road passes over another one by more than 2.5 m, its stretch there, with
/// both approaches, lies on a deck. Each level becomes a mesh of its own, so that roads that cross at different heights are not welded
/// together, and the ground goes on beneath decks.
/// </summary>
internal sealed class RoadLevels
{
    /// <summary>The open ground and what lies on it.</summary>
    public const int OnGround = 0;

    /// <summary>Roads that overlap in plan with more between them cross at different heights, metres.</summary>
    public const double Headroom = 2.5;

    private const int MaxLevels = 16;

    private readonly Dictionary<Road, List<Piece>> _pieces;

    private RoadLevels(Dictionary<Road, List<Piece>> pieces)
    {
        _pieces = pieces;
        All = [OnGround, .. pieces.Values.SelectMany(p => p).Select(p => p.Level).Where(l => l != OnGround).Distinct().Order()];
    }

    /// <summary>The levels that occur, the open ground first.</summary>
    public ImmutableArray<int> All { get; }

    public static RoadLevels Of(ImmutableArray<Road> roads)
    {
        Dictionary<Road, List<Piece>> pieces = [];
        List<Overpass> overpasses = [.. Overpasses.Of(roads)];
        foreach (IGrouping<Road, Overpass> road in overpasses.GroupBy(o => o.Upper))
        {
            AddDecks(pieces, road.Key, road);
        }

        for (int round = 0; round < MaxLevels && Raise(pieces, overpasses); round++)
        {
            // A deck over a deck lies one level higher; each round settles one more.
        }

        return new RoadLevels(pieces);
    }

    public int At(Road road, double s) => Find(_pieces, road, s)?.Level ?? OnGround;

    /// <summary>Places where the level changes.</summary>
    public IEnumerable<double> Knots(Road road) => _pieces.GetValueOrDefault(road)?.SelectMany(p => new[] { p.From, p.To }) ?? [];

    /// <summary>The parts of a row of stations that lie on a level.</summary>
    public IEnumerable<double[]> Runs(Road road, double[] stations, int level)
    {
        int first = 0;
        for (int i = 1; i < stations.Length; i++)
        {
            bool isOn = At(road, (stations[i - 1] + stations[i]) / 2) == level;
            bool isLast = i + 1 == stations.Length;
            if (isOn && (isLast || At(road, (stations[i] + stations[i + 1]) / 2) != level))
            {
                yield return stations[first..(i + 1)];
            }

            first = isOn && !isLast && At(road, (stations[i] + stations[i + 1]) / 2) == level ? first : i;
        }
    }

    private static Piece? Find(Dictionary<Road, List<Piece>> pieces, Road road, double s) =>
        pieces.GetValueOrDefault(road)?.Find(p => s >= p.From && s <= p.To);

    // The approaches are long enough for the ground to come up beside them at 2 in 3.
    private static void AddDecks(Dictionary<Road, List<Piece>> pieces, Road road, IEnumerable<Overpass> overpasses)
    {
        if (!pieces.TryGetValue(road, out List<Piece>? own))
        {
            pieces.Add(road, own = []);
        }

        foreach (Overpass over in overpasses.OrderBy(o => o.UpperS))
        {
            double reach = 6 + 1.5 * over.Height;
            double from = Math.Max(0, over.UpperS - reach);
            double to = Math.Min(road.Length, over.UpperS + reach);
            foreach (RoadSpan bridge in road.Bridges.Where(b => b.From <= over.UpperS && b.To >= over.UpperS))
            {
                (from, to) = (Math.Min(from, bridge.From), Math.Max(to, bridge.To));
            }

            if (own.Find(p => p.From <= to && p.To >= from) is { } before)
            {
                (before.From, before.To) = (Math.Min(before.From, from), Math.Max(before.To, to));
            }
            else
            {
                own.Add(new Piece(from, to, 1));
            }
        }
    }

    private static bool Raise(Dictionary<Road, List<Piece>> pieces, List<Overpass> overpasses)
    {
        bool changed = false;
        foreach (Overpass over in overpasses)
        {
            Piece upper = Find(pieces, over.Upper, over.UpperS)!;
            Piece? lower = Find(pieces, over.Lower, over.LowerS);
            int level = 1 + Math.Max(OnGround, lower?.Level ?? OnGround);
            if (lower != upper && level > upper.Level)
            {
                upper.Level = level;
                changed = true;
            }
        }

        return changed;
    }

    /// <summary>A stretch of a road with its level.</summary>
    private sealed class Piece(double from, double to, int level)
    {
        public double From { get; set; } = from;

        public double To { get; set; } = to;

        public int Level { get; set; } = level;
    }
}
