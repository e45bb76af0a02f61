namespace SceneForge.World.Roads.Curves;

/// <summary>The polynomial a + b x + c x^2 + d x^3.</summary>
public readonly record struct Cubic(double A, double B, double C, double D)
{
    public double At(double x) => A + x * (B + x * (C + x * D));

    public double Slope(double x) => B + x * (2 * C + x * 3 * D);

    public double Bend(double x) => 2 * C + 6 * D * x;
}
