namespace SceneForge.World.Roads.Surfaces;

/// <summary>Where the kerbs of a road are lowered: beside crosswalks, and at objects named <c>dropped_kerb</c>.</summary>
internal sealed class KerbDrops
{
    private const double Ramp = 0.6;
    private readonly List<(double From, double To, int Side)> _drops = [];

    public KerbDrops(Road road)
    {
        foreach (RoadObject thing in road.Objects)
        {
            if (thing.Type == "crosswalk")
            {
                (double from, double to, _, _) = ObjectLayout.Extent(road, thing);
                _drops.Add((from, to, 1));
                _drops.Add((from, to, -1));
            }
            else if (thing.Name == "dropped_kerb")
            {
                double center = road.SectionAt(thing.S).Border(0, thing.S).Value;
                _drops.Add((thing.S - thing.Length / 2, thing.S + thing.Length / 2, thing.T >= center ? 1 : -1));
            }
        }
    }

    /// <summary>Places where the lowering changes.</summary>
    public IEnumerable<double> Knots() => _drops.SelectMany(d => new[] { d.From - Ramp, d.From, d.To, d.To + Ramp });

    public bool Any(int side, double from, double to) => _drops.Any(d => d.Side == side && d.To + Ramp > from && d.From - Ramp < to);

    /// <summary>Share by which the kerb on a side (+1 left, -1 right) is lowered, 0 to 1.</summary>
    public double At(int side, double s)
    {
        double share = 0;
        foreach ((double from, double to, int own) in _drops)
        {
            if (own == side)
            {
                double outside = Math.Max(from - s, s - to);
                share = Math.Max(share, 1 - Math.Clamp(outside / Ramp, 0, 1));
            }
        }

        return share;
    }
}
