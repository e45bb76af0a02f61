using SceneForge.Base.Numerics;

namespace SceneForge.World.Roads.Curves;

/// <summary>How metres along a polynomial curve turn into its parameter.</summary>
public enum PolynomialParameter
{
    /// <summary>The parameter is the distance itself (<c>pRange="arcLength"</c>).</summary>
    Distance,

    /// <summary>The parameter runs from 0 to 1 (<c>pRange="normalized"</c>); equal distances are equal shares of the true arc length.</summary>
    Normalized,

    /// <summary>The parameter is the local abscissa u of a <c>poly3</c>, found from the true arc length.</summary>
    Abscissa,
}

/// <summary>A curve (u(p), v(p)) of two cubic polynomials in a local frame: <c>paramPoly3</c> and <c>poly3</c>.</summary>
public sealed class PolynomialCurve : PlanCurve
{
    private const int NewtonSteps = 6;
    private readonly double _x;
    private readonly double _y;
    private readonly double _heading;
    private readonly double _cos;
    private readonly double _sin;
    private readonly Cubic _u;
    private readonly Cubic _v;
    private readonly double _panel;
    private readonly double[]? _lengths;
    private readonly double _scale = 1;

    public PolynomialCurve(double s, double length, double x, double y, double heading, Cubic u, Cubic v, PolynomialParameter parameter)
        : base(s, length)
    {
        (_x, _y, _heading, _u, _v) = (x, y, heading, u, v);
        (_cos, _sin) = (StrictMath.Cos(heading), StrictMath.Sin(heading));
        if (parameter == PolynomialParameter.Distance)
        {
            return;
        }

        int panels = Math.Clamp((int)(length / 2) + 8, 8, 4096);
        _panel = (parameter == PolynomialParameter.Normalized ? 1 : length) / panels;
        _lengths = new double[panels + 1];
        for (int i = 0; i < panels; i++)
        {
            _lengths[i + 1] = _lengths[i] + GaussLegendre.Integrate(i * _panel, (i + 1) * _panel, Speed);
        }

        _scale = parameter == PolynomialParameter.Normalized ? _lengths[^1] / length : 1;
    }

    /// <summary>Metres of curve for one metre of the element's stated length; 1 where they agree.</summary>
    public double LengthRatio => _scale;

    public override PlanPoint At(double ds)
    {
        double p = Parameter(ds);
        double u = _u.At(p);
        double v = _v.At(p);
        double du = _u.Slope(p);
        double dv = _v.Slope(p);
        double speed = Math.Sqrt(du * du + dv * dv);
        double curvature = 0;
        double rate = 0;
        if (speed > 1e-12)
        {
            double cross = du * _v.Bend(p) - dv * _u.Bend(p);
            curvature = cross / (speed * speed * speed);
            double jerk = (du * 6 * _v.D - dv * 6 * _u.D) / (speed * speed * speed);
            rate = (jerk - 3 * curvature * (du * _u.Bend(p) + dv * _v.Bend(p)) / (speed * speed)) / speed;
        }

        return new PlanPoint(
            _x + _cos * u - _sin * v,
            _y + _sin * u + _cos * v,
            _heading + StrictMath.Atan2(dv, du),
            curvature,
            rate);
    }

    private double Speed(double p)
    {
        double du = _u.Slope(p);
        double dv = _v.Slope(p);
        return Math.Sqrt(du * du + dv * dv);
    }

    private double Parameter(double ds)
    {
        if (_lengths is null)
        {
            return ds;
        }

        double target = ds * _scale;
        int found = Array.BinarySearch(_lengths, target);
        int panel = Math.Clamp(found >= 0 ? found : ~found - 1, 0, _lengths.Length - 2);
        double start = panel * _panel;
        double share = (target - _lengths[panel]) / Math.Max(1e-300, _lengths[panel + 1] - _lengths[panel]);
        double p = start + Math.Clamp(share, 0, 1) * _panel;
        for (int i = 0; i < NewtonSteps; i++)
        {
            double error = _lengths[panel] + GaussLegendre.Integrate(start, p, Speed) - target;
            p = Math.Clamp(p - error / Math.Max(1e-12, Speed(p)), start, start + _panel);
        }

        return p;
    }
}
