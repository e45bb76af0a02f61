using System.Collections.Immutable;

namespace SceneForge.World.Roads;

/// <summary>A stretch of road with one set of lanes.</summary>
public sealed class LaneSection
{
    private readonly CubicProfile _laneOffset;

    /// <param name="left">Lanes 1, 2, ... by rising id.</param>
    /// <param name="right">Lanes -1, -2, ... by falling id.</param>
    public LaneSection(double s, double end, CubicProfile laneOffset, Lane center, ImmutableArray<Lane> left, ImmutableArray<Lane> right)
    {
        (S, End, Center, Left, Right) = (s, end, center, left, right);
        _laneOffset = laneOffset;
        Lanes = [.. left.Reverse(), center, .. right];
    }

    /// <summary>Start and end on the road, metres.</summary>
    public double S { get; }

    public double End { get; }

    public Lane Center { get; }

    public ImmutableArray<Lane> Left { get; }

    public ImmutableArray<Lane> Right { get; }

    /// <summary>All lanes from left to right, the centre lane among them.</summary>
    public ImmutableArray<Lane> Lanes { get; }

    public Lane? Find(int id) =>
        id == 0 ? Center
        : id > 0 ? (id <= Left.Length ? Left[id - 1] : null)
        : -id <= Right.Length ? Right[-id - 1] : null;

    /// <summary>t of the outer border of a lane (of the centre line for lane 0), metres, positive to the left.</summary>
    public Jet Border(int id, double s)
    {
        Jet t = _laneOffset.At(s);
        ImmutableArray<Lane> side = id > 0 ? Left : Right;
        int sign = id > 0 ? 1 : -1;
        Jet reach = default;
        for (int i = 0; i < Math.Abs(id); i++)
        {
            Jet extent = side[i].Extent.At(s);
            if (side[i].ByBorder)
            {
                // Files in the wild give the borders of right lanes with either sign.
                extent = extent.Value < 0 ? extent * -1 : extent;
                reach = extent.Value < reach.Value ? reach : extent;
            }
            else if (extent.Value > 0)
            {
                reach += extent;
            }
        }

        return t + reach * sign;
    }

    /// <summary>t of the border towards the centre line.</summary>
    public Jet InnerBorder(int id, double s) => Border(id > 0 ? id - 1 : id < 0 ? id + 1 : 0, s);

    /// <summary>t of the lane's middle.</summary>
    public Jet Middle(int id, double s) => (InnerBorder(id, s) + Border(id, s)) * 0.5;

    public double Width(int id, double s) => Math.Abs(Border(id, s).Value - InnerBorder(id, s).Value);

    /// <summary>The lane at a distance t from the reference line; null beyond the outermost borders.</summary>
    public Lane? At(double s, double t)
    {
        double center = Border(0, s).Value;
        foreach (Lane lane in t > center || (t == center && Right.IsEmpty) ? Left : Right)
        {
            double border = Border(lane.Id, s).Value;
            if (lane.Id > 0 ? t <= border : t >= border)
            {
                return lane;
            }
        }

        return null;
    }
}
