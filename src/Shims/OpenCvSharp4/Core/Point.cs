namespace OpenCvSharp;

/// <summary>A pixel: column and row.</summary>
public record struct Point(int X, int Y)
{
    public int X = X;

    public int Y = Y;

    public static Point operator +(Point p1, Point p2) => p1.Add(p2);

    public readonly Point Add(Point p) => new(X + p.X, Y + p.Y);
}
