namespace SceneForge.World.Assets.People.Gait;

/// <summary>A smooth curve through key values, without overshoot: cubic Hermite with limited slopes (Fritsch and Butland 1984).</summary>
internal sealed class KeyCurve
{
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double[] _slope;

    /// <param name="keys">By rising argument.</param>
    public KeyCurve(params (double X, double Y)[] keys)
    {
        _x = [.. keys.Select(k => k.X)];
        _y = [.. keys.Select(k => k.Y)];
        _slope = new double[keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            double left = i > 0 ? Secant(i - 1) : Secant(0);
            double right = i < keys.Length - 1 ? Secant(i) : Secant(i - 1);
            _slope[i] = left * right <= 0 ? 0 : 2 * left * right / (left + right);
        }
    }

    /// <summary>Value at an argument; beyond the keys the first or last value.</summary>
    public double At(double x)
    {
        if (x <= _x[0])
        {
            return _y[0];
        }

        int i = 0;
        while (i < _x.Length - 1 && x > _x[i + 1])
        {
            i++;
        }

        if (i == _x.Length - 1)
        {
            return _y[^1];
        }

        double h = _x[i + 1] - _x[i];
        double t = (x - _x[i]) / h;
        double t2 = t * t;
        double t3 = t2 * t;
        return _y[i] * (2 * t3 - 3 * t2 + 1) + _slope[i] * h * (t3 - 2 * t2 + t) + _y[i + 1] * (3 * t2 - 2 * t3) + _slope[i + 1] * h * (t3 - t2);
    }

    private double Secant(int i) => (_y[i + 1] - _y[i]) / (_x[i + 1] - _x[i]);
}
