namespace SceneForge.World.Meshing;

/// <summary>
/// A smooth function through given points that never overshoots them (Fritsch and Carlson 1980, monotone piecewise cubic
/// interpolation); constant beyond its ends.
/// </summary>
public sealed class Curve
{
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double[] _slope;

    /// <param name="points">At least one, in any order, with distinct abscissas.</param>
    public Curve(params (double X, double Y)[] points)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfZero(points.Length);
        (double X, double Y)[] sorted = [.. points.OrderBy(p => p.X)];
        _x = [.. sorted.Select(p => p.X)];
        _y = [.. sorted.Select(p => p.Y)];
        _slope = new double[_x.Length];
        for (int i = 1; i + 1 < _x.Length; i++)
        {
            double before = (_y[i] - _y[i - 1]) / (_x[i] - _x[i - 1]);
            double after = (_y[i + 1] - _y[i]) / (_x[i + 1] - _x[i]);
            // The harmonic mean of Fritsch and Butland 1984 keeps the piece monotone.
            _slope[i] = before * after <= 0 ? 0 : 2 * before * after / (before + after);
        }

        if (_x.Length > 1)
        {
            _slope[0] = (_y[1] - _y[0]) / (_x[1] - _x[0]);
            _slope[^1] = (_y[^1] - _y[^2]) / (_x[^1] - _x[^2]);
        }
    }

    public static Curve Constant(double value) => new((0, value));

    public double At(double x)
    {
        int last = _x.Length - 1;
        if (x <= _x[0])
        {
            return _y[0];
        }

        if (x >= _x[last])
        {
            return _y[last];
        }

        int i = 0;
        while (x > _x[i + 1])
        {
            i++;
        }

        double h = _x[i + 1] - _x[i];
        double t = (x - _x[i]) / h;
        double s = 1 - t;
        return s * s * ((1 + 2 * t) * _y[i] + t * h * _slope[i]) + t * t * ((3 - 2 * t) * _y[i + 1] - s * h * _slope[i + 1]);
    }

    /// <summary>0 below <paramref name="from"/>, 1 above <paramref name="to"/>, with zero slope at both.</summary>
    public static double SmoothStep(double from, double to, double x)
    {
        double t = Math.Clamp((x - from) / (to - from), 0, 1);
        return t * t * (3 - 2 * t);
    }
}
