using SceneForge.Base.Numerics;

namespace SceneForge.Base.Geometry;

/// <summary>A body's outline from above: a turned rectangle in the ground plane, metres.</summary>
public readonly record struct Footprint(Double3 Center, double Yaw, double HalfLength, double HalfWidth)
{
    /// <summary>The outline of a body box in the object's frame, at a pose.</summary>
    public static Footprint Of(Box3 body, Pose worldFromObject)
    {
        Double3 center = worldFromObject.Apply(body.Center);
        return new Footprint(center with { Z = 0 }, worldFromObject.Rotation.Yaw(), body.Size.X / 2, body.Size.Y / 2);
    }

    /// <summary>Corners, counter-clockwise from the front left.</summary>
    public Double3[] Corners()
    {
        (Double3 along, Double3 left) = Axes();
        Double3 l = along * HalfLength;
        Double3 w = left * HalfWidth;
        return [Center + l + w, Center - l + w, Center - l - w, Center + l - w];
    }

    public bool Overlaps(Footprint other) => Distance(other) <= 0;

    /// <summary>Distance between two outlines; 0 where they overlap.</summary>
    public double Distance(Footprint other)
    {
        Double3[] a = Corners();
        Double3[] b = other.Corners();
        if (Contains(b[0]) || other.Contains(a[0]) || EdgesCross(a, b))
        {
            return 0;
        }

        double best = double.PositiveInfinity;
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                best = Math.Min(best, PointToSegment(a[i], b[j], b[(j + 1) % 4]));
                best = Math.Min(best, PointToSegment(b[i], a[j], a[(j + 1) % 4]));
            }
        }

        return best;
    }

    public bool Contains(Double3 point)
    {
        (Double3 along, Double3 left) = Axes();
        Double3 d = point with { Z = 0 } - Center;
        return Math.Abs(Double3.Dot(d, along)) <= HalfLength && Math.Abs(Double3.Dot(d, left)) <= HalfWidth;
    }

    private (Double3 Along, Double3 Left) Axes()
    {
        double cos = StrictMath.Cos(Yaw);
        double sin = StrictMath.Sin(Yaw);
        return (new Double3(cos, sin, 0), new Double3(-sin, cos, 0));
    }

    private static bool EdgesCross(Double3[] a, Double3[] b)
    {
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                if (SegmentsCross(a[i], a[(i + 1) % 4], b[j], b[(j + 1) % 4]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool SegmentsCross(Double3 a, Double3 b, Double3 c, Double3 d) =>
        Side(a, b, c) * Side(a, b, d) < 0 && Side(c, d, a) * Side(c, d, b) < 0;

    private static double Side(Double3 a, Double3 b, Double3 p) => (b.X - a.X) * (p.Y - a.Y) - (b.Y - a.Y) * (p.X - a.X);

    private static double PointToSegment(Double3 p, Double3 a, Double3 b)
    {
        Double3 d = b - a;
        double t = d.LengthSquared > 0 ? Math.Clamp(Double3.Dot(p - a, d) / d.LengthSquared, 0, 1) : 0;
        return (a + d * t - p).Length;
    }
}
