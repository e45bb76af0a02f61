namespace SceneForge.World.Roads.Surfaces;

/// <summary>A point of the ground plane on a grid of 1/2048 m, so that predicates on it are exact integers.</summary>
internal readonly record struct GridPoint(int X, int Y)
{
    /// <summary>Grid steps a metre.</summary>
    public const double PerMetre = 2048;

    /// <summary>Coordinates stay below this, which keeps <see cref="Side"/> within 64 bits.</summary>
    public const int Limit = 1 << 28;

    /// <summary>Twice the area of the triangle a b c in grid steps: above zero where c is left of ab.</summary>
    public static long Side(GridPoint a, GridPoint b, GridPoint c) =>
        (long)(b.X - a.X) * (c.Y - a.Y) - (long)(b.Y - a.Y) * (c.X - a.X);

    /// <summary>Whether d lies strictly inside the circle through a, b, c (counter-clockwise).</summary>
    public static bool InCircle(GridPoint a, GridPoint b, GridPoint c, GridPoint d)
    {
        long ax = (long)a.X - d.X;
        long ay = (long)a.Y - d.Y;
        long bx = (long)b.X - d.X;
        long by = (long)b.Y - d.Y;
        long cx = (long)c.X - d.X;
        long cy = (long)c.Y - d.Y;
        long aa = ax * ax + ay * ay;
        long bb = bx * bx + by * by;
        long cc = cx * cx + cy * cy;
        long bc = bx * cy - by * cx;
        long ca = cx * ay - cy * ax;
        long ab = ax * by - ay * bx;
        // Products in double decide unless they nearly cancel (their rounding stays below 1e-15 of the sum of magnitudes).
        double sum = (double)aa * bc + (double)bb * ca + (double)cc * ab;
        double magnitude = (double)aa * Math.Abs(bc) + (double)bb * Math.Abs(ca) + (double)cc * Math.Abs(ab);
        if (Math.Abs(sum) > magnitude * 1e-14)
        {
            return sum > 0;
        }

        return (Int128)aa * bc + (Int128)bb * ca + (Int128)cc * ab > 0;
    }
}
