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

    /// <summary>One of the eight corners: bit 0 of the number takes the greater x, bit 1 the greater y, bit 2 the greater z.</summary>
    public Double3 Corner(int number) => new(
        (number & 1) == 0 ? Min.X : Max.X,
        (number & 2) == 0 ? Min.Y : Max.Y,
        (number & 4) == 0 ? Min.Z : Max.Z);

    /// <summary>The box around this one's corners after a motion; empty where this one is.</summary>
    public Box3 Around(Pose motion)
    {
        Box3 box = Empty;
        for (int i = 0; i < 8 && !IsEmpty; i++)
        {
            box = box.Include(motion.Apply(Corner(i)));
        }

        return box;
    }
}
