namespace SceneForge.World.Ground;

/// <summary>Chooses among surfaces one above the other by the rule of <see cref="IGround"/>; offer each, then ask.</summary>
internal struct NearestSurface(double near)
{
    /// <summary>
    /// How far over whoever asks a surface may lie and still be what it stands on, metres: more than kerbs, wheels on a slope and a wall's
    /// foot need, less than the distance between two floors.
    /// </summary>
    public const double Step = 0.6;

    private double _best;

    /// <summary>What was given with the best offer; -1 before the first.</summary>
    public int Tag { get; private set; } = -1;

    public readonly double? Height => Tag < 0 ? null : _best;

    /// <param name="tag">At least 0, says which surface it is.</param>
    public void Offer(double height, int tag)
    {
        bool isBelow = height <= near + Step;
        bool bestIsBelow = _best <= near + Step;
        if (Tag < 0 || (isBelow ? !bestIsBelow || height > _best : !bestIsBelow && height < _best))
        {
            (_best, Tag) = (height, tag);
        }
    }
}
