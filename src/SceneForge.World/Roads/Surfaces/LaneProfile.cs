namespace SceneForge.World.Roads.Surfaces;

/// <summary>
/// Cross section of one lane over the road's surface. Where the lane stands at least 2 cm over its neighbour, the neighbour's side gets
/// a kerb stone: a steep face, a rounded edge and a level top, 15 cm in all; lowered kerbs rise to the lane's height within a metre.
/// </summary>
internal sealed class LaneProfile
{
    private const double LeastStep = 0.02;
    private const double FaceWidth = 0.02;
    private const double EdgeWidth = 0.035;
    private const double StoneWidth = 0.15;
    private const double SlopeWidth = 1.0;
    private const double EdgeShare = 0.87;
    private const double LoweredShare = 0.75;

    private readonly LaneSection _section;
    private readonly Lane _lane;
    private readonly Lane? _inner;
    private readonly Lane? _outer;
    private readonly KerbDrops _drops;
    private readonly int _side;

    public LaneProfile(LaneSection section, Lane lane, KerbDrops drops)
    {
        (_section, _lane, _drops) = (section, lane, drops);
        _side = lane.Id > 0 ? 1 : -1;
        int inner = lane.Id - _side;
        _inner = section.Find(inner == 0 ? -_side : inner);
        _outer = section.Find(lane.Id + _side);
        double least = double.PositiveInfinity;
        for (int i = 0; i <= 16; i++)
        {
            least = Math.Min(least, section.Width(lane.Id, section.S + (section.End - section.S) * i / 16));
        }

        double middle = (section.S + section.End) / 2;
        bool raisedInside = lane.Type != LaneType.Curb && _inner is not null
            && lane.HeightAt(middle, 0) - Foot(_inner, middle, inner == 0) >= LeastStep;
        bool raisedOutside = lane.Type != LaneType.Curb && _outer is not null && lane.HeightAt(middle, 1) - _outer.HeightAt(middle, 0) >= LeastStep;
        HasInnerKerb = raisedInside && least >= 2 * StoneWidth;
        HasOuterKerb = raisedOutside && least >= (raisedInside ? 4 : 2) * StoneWidth;
        HasSlope = HasInnerKerb && least > SlopeWidth + 3 * StoneWidth && drops.Any(_side, section.S, section.End);
    }

    public bool HasInnerKerb { get; }

    public bool HasOuterKerb { get; }

    private bool HasSlope { get; }

    /// <summary>Lines along the lane from the inner border outwards, and what lies between each and the next.</summary>
    public IReadOnlyList<(Func<double, double> T, SurfaceKind After)> Lines()
    {
        SurfaceKind kind = SurfaceKinds.Of(_lane.Type);
        List<(Func<double, double> T, SurfaceKind After)> lines = [(s => _section.InnerBorder(_lane.Id, s)
            .Value, HasInnerKerb ? SurfaceKind.Kerb : kind)];
        if (HasInnerKerb)
        {
            lines.Add((FromInside(FaceWidth), SurfaceKind.Kerb));
            lines.Add((FromInside(EdgeWidth), SurfaceKind.Kerb));
            lines.Add((FromInside(StoneWidth), kind));
        }

        if (HasSlope)
        {
            lines.Add((FromInside(SlopeWidth), kind));
        }

        if (HasOuterKerb)
        {
            lines.Add((FromOutside(StoneWidth), SurfaceKind.Kerb));
            lines.Add((FromOutside(EdgeWidth), SurfaceKind.Kerb));
            lines.Add((FromOutside(FaceWidth), SurfaceKind.Kerb));
        }

        lines.Add((s => _section.Border(_lane.Id, s).Value, kind));
        return lines;
    }

    /// <summary>Height over the road's surface at t, metres.</summary>
    public double Height(double s, double t)
    {
        double inner = _section.InnerBorder(_lane.Id, s).Value;
        double width = Math.Abs(_section.Border(_lane.Id, s).Value - inner);
        double d = Math.Clamp((t - inner) * _side, 0, width);
        double height = _lane.HeightAt(s, width > 0 ? d / width : 0);
        if (HasInnerKerb && d < SlopeWidth)
        {
            double foot = Foot(_inner!, s, Math.Abs(_lane.Id) == 1);
            double top = foot + (_lane.HeightAt(s, 0) - foot) * (1 - LoweredShare * _drops.At(_side, s));
            height = d < StoneWidth ? Stone(d, foot, top) : HasSlope ? top + (height - top) * (d - StoneWidth) / (SlopeWidth - StoneWidth) : height;
        }

        if (HasOuterKerb && width - d < StoneWidth)
        {
            height = Stone(width - d, _outer!.HeightAt(s, 0), _lane.HeightAt(s, 1));
        }

        return height;
    }

    private static double Stone(double d, double foot, double top) =>
        d < FaceWidth ? foot + (top - foot) * EdgeShare * d / FaceWidth
        : d < EdgeWidth ? foot + (top - foot) * (EdgeShare + (1 - EdgeShare) * (d - FaceWidth) / (EdgeWidth - FaceWidth))
        : top;

    // Across the centre line, the neighbour's inner border is the one that touches.
    private static double Foot(Lane neighbour, double s, bool acrossCenter) => neighbour.HeightAt(s, acrossCenter ? 0 : 1);

    private Func<double, double> FromInside(double d) => s => _section.InnerBorder(_lane.Id, s).Value + _side * d;

    private Func<double, double> FromOutside(double d) => s => _section.Border(_lane.Id, s).Value - _side * d;
}
