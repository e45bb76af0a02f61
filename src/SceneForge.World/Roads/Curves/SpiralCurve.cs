using SceneForge.Base.Numerics;

namespace SceneForge.World.Roads.Curves;

/// <summary>
/// A clothoid: the curvature changes linearly. Its Fresnel integrals are taken by quadrature over panels that turn
/// by at most half a radian, which leaves an error below 1e-12 of the length.
/// </summary>
public sealed class SpiralCurve : PlanCurve
{
    private const double PanelTurn = 0.5;
    private readonly double _heading;
    private readonly double _startCurvature;
    private readonly double _rate;
    private readonly double _panel;
    private readonly (double X, double Y)[] _starts;

    public SpiralCurve(double s, double length, double x, double y, double heading, double startCurvature, double endCurvature)
        : base(s, length)
    {
        _heading = heading;
        _startCurvature = startCurvature;
        _rate = (endCurvature - startCurvature) / length;
        int panels = 1 + (int)(Math.Max(Math.Abs(startCurvature), Math.Abs(endCurvature)) * length / PanelTurn);
        _panel = length / panels;
        _starts = new (double X, double Y)[panels];
        _starts[0] = (x, y);
        for (int i = 1; i < panels; i++)
        {
            _starts[i] = Integrate(_starts[i - 1], (i - 1) * _panel, i * _panel);
        }
    }

    public override PlanPoint At(double ds)
    {
        int panel = Math.Clamp((int)(ds / _panel), 0, _starts.Length - 1);
        (double x, double y) = Integrate(_starts[panel], panel * _panel, ds);
        return new PlanPoint(x, y, HeadingAt(ds), _startCurvature + _rate * ds, _rate);
    }

    private double HeadingAt(double ds) => _heading + ds * (_startCurvature + 0.5 * _rate * ds);

    private (double X, double Y) Integrate((double X, double Y) start, double from, double to) => (
        start.X + GaussLegendre.Integrate(from, to, ds => StrictMath.Cos(HeadingAt(ds))),
        start.Y + GaussLegendre.Integrate(from, to, ds => StrictMath.Sin(HeadingAt(ds))));
}
