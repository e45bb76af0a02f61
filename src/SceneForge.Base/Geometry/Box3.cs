namespace SceneForge.Base.Geometry;

/// <summary>An axis-aligned box in some frame, metres.</summary>
public readonly record struct Box3(Double3 Min, Double3 Max)
{
    /// <summary>The box of no points; the union with it changes nothing.</summary>
    public static Box3 Empty => new(
        new Double3(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity),
        new Double3(double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity));

    public Double3 Center => (Min + Max) * 0.5;

    /// <summary>Length along x, width along y, height along z.</summary>
    public Double3 Size => Max - Min;

    public bool IsEmpty => Min.X > Max.X;

    public Box3 Include(Double3 point) => new(Double3.Min(Min, point), Double3.Max(Max, point));

    public Box3 Include(Box3 other) => new(Double3.Min(Min, other.Min), Double3.Max(Max, other.Max));
}
