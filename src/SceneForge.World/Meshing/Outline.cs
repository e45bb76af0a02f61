namespace SceneForge.World.Meshing;

/// <summary>A control point of an outline, metres.</summary>
/// <param name="Radius">Below 0: the curve runs smoothly through the point; 0: a sharp corner; above: a corner cut back by this length and
/// rounded.</param>
public readonly record struct OutlinePoint(double U, double V, double Radius = -1)
{
    public static implicit operator OutlinePoint((double U, double V) p) => new(p.U, p.V);

    public static implicit operator OutlinePoint((double U, double V, double Radius) p) => new(p.U, p.V, p.Radius);
}

/// <summary>A closed curve in a plane with its signed distance: negative inside. Either direction of turning.</summary>
public sealed class Outline
{
    private const int Steps = 6;
    private readonly (double U, double V)[] _points;

    public Outline(params OutlinePoint[] points)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfLessThan(points.Length, 3);
        _points = [.. Trace(points)];
        MinU = _points.Min(p => p.U);
        MaxU = _points.Max(p => p.U);
        MinV = _points.Min(p => p.V);
        MaxV = _points.Max(p => p.V);
    }

    /// <summary>The curve as a polygon.</summary>
    public IReadOnlyList<(double U, double V)> Points => _points;

    public double MinU { get; }

    public double MaxU { get; }

    public double MinV { get; }

    public double MaxV { get; }

    public double SignedDistance(double u, double v)
    {
        double best = double.PositiveInfinity;
        bool inside = false;
        (double au, double av) = _points[^1];
        foreach ((double bu, double bv) in _points)
        {
            double eu = bu - au;
            double ev = bv - av;
            double wu = u - au;
            double wv = v - av;
            double t = Math.Clamp((wu * eu + wv * ev) / (eu * eu + ev * ev), 0, 1);
            double du = wu - eu * t;
            double dv = wv - ev * t;
            best = Math.Min(best, du * du + dv * dv);
            if (av > v != bv > v && u < au + eu * (v - av) / ev)
            {
                inside = !inside;
            }

            (au, av) = (bu, bv);
        }

        double distance = Math.Sqrt(best);
        return inside ? -distance : distance;
    }

    /// <summary>The largest v on the outline at <paramref name="u"/>; negative infinity beside it.</summary>
    public double TopAt(double u)
    {
        double top = double.NegativeInfinity;
        (double au, double av) = _points[^1];
        foreach ((double bu, double bv) in _points)
        {
            if (au <= u != bu <= u)
            {
                top = Math.Max(top, av + (bv - av) * (u - au) / (bu - au));
            }

            (au, av) = (bu, bv);
        }

        return top;
    }

    private static List<(double U, double V)> Trace(OutlinePoint[] points)
    {
        int n = points.Length;
        List<(double U, double V)> traced = [];
        for (int i = 0; i < n; i++)
        {
            OutlinePoint a = points[i];
            OutlinePoint b = points[(i + 1) % n];
            double length = Length(a, b);
            (double ta, double sa) = Direction(points[(i + n - 1) % n], a, b, forward: true);
            (double tb, double sb) = Direction(a, b, points[(i + 2) % n], forward: false);
            double from = Math.Min(0.45, Math.Max(0, a.Radius) / length);
            double to = 1 - Math.Min(0.45, Math.Max(0, b.Radius) / length);
            bool straight = a.Radius >= 0 && b.Radius >= 0;
            int steps = straight ? 1 : Steps;
            // A smooth point is the end of two pieces: only the first of them adds it.
            for (int k = a.Radius < 0 ? 1 : 0; k <= steps; k++)
            {
                double t = from + (to - from) * k / steps;
                traced.Add(Hermite(a, b, (ta * length, sa * length), (tb * length, sb * length), t));
            }

            if (b.Radius > 0)
            {
                (double U, double V) start = traced[^1];
                OutlinePoint c = points[(i + 2) % n];
                double next = Length(b, c);
                (double tc, double sc) = Direction(a, b, c, forward: true);
                (double td, double sd) = Direction(b, c, points[(i + 3) % n], forward: false);
                (double U, double V) end = Hermite(b, c, (tc * next, sc * next), (td * next, sd * next), Math.Min(0.45, b.Radius / next));
                for (int k = 1; k < 5; k++)
                {
                    double t = k / 5.0;
                    double s = 1 - t;
                    traced.Add((s * s * start.U + 2 * s * t * b.U + t * t * end.U, s * s * start.V + 2 * s * t * b.V + t * t * end.V));
                }
            }
        }

        // Coinciding neighbours have no direction.
        return [.. traced.Where((p, i) =>
        {
            (double U, double V) before = traced[(i + traced.Count - 1) % traced.Count];
            return Math.Abs(p.U - before.U) + Math.Abs(p.V - before.V) > 1e-9;
        })];
    }

    /// <summary>Unit-speed tangent at b: of the parabola through a, b, c where b is smooth, along its edge where b is a corner.</summary>
    private static (double U, double V) Direction(OutlinePoint a, OutlinePoint b, OutlinePoint c, bool forward)
    {
        double before = Length(a, b);
        double after = Length(b, c);
        (double U, double V) first = ((b.U - a.U) / before, (b.V - a.V) / before);
        (double U, double V) second = ((c.U - b.U) / after, (c.V - b.V) / after);
        return b.Radius >= 0
            ? forward ? second : first
            : ((first.U * after + second.U * before) / (before + after), (first.V * after + second.V * before) / (before + after));
    }

    private static double Length(OutlinePoint a, OutlinePoint b) =>
        Math.Sqrt((b.U - a.U) * (b.U - a.U) + (b.V - a.V) * (b.V - a.V));

    private static (double U, double V) Hermite(OutlinePoint a, OutlinePoint b, (double U, double V) ta, (double U, double V) tb, double t)
    {
        double s = 1 - t;
        double wa = s * s * (1 + 2 * t);
        double wb = t * t * (3 - 2 * t);
        double va = s * s * t;
        double vb = -t * t * s;
        return (wa * a.U + wb * b.U + va * ta.U + vb * tb.U, wa * a.V + wb * b.V + va * ta.V + vb * tb.V);
    }
}
