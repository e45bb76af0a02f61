using SceneForge.Base.Geometry;

namespace SceneForge.World.Models.Deformation;

/// <summary>A translation or scale over time.</summary>
public sealed class VectorKeys
{
    private readonly KeyTimes _times;
    private readonly Double3[] _values;
    private readonly KeyInterpolation _interpolation;

    /// <param name="times">Seconds, rising.</param>
    /// <param name="values">One a key; three for <see cref="KeyInterpolation.CubicSpline"/>.</param>
    /// <exception cref="ArgumentException">Times that do not rise, or not as many values as they take.</exception>
    public VectorKeys(double[] times, Double3[] values, KeyInterpolation interpolation)
    {
        ArgumentNullException.ThrowIfNull(values);
        _times = new KeyTimes(times, values.Length, interpolation);
        _values = values;
        _interpolation = interpolation;
    }

    public Double3 At(double time)
    {
        (int key, double share, double span) = _times.Find(time);
        switch (_interpolation)
        {
            case KeyInterpolation.CubicSpline when share > 0:
                (double a, double b, double c, double d) = KeyTimes.Hermite(share, span);
                return _values[3 * key + 1] * a + _values[3 * key + 2] * b + _values[3 * key + 4] * c + _values[3 * key + 3] * d;
            case KeyInterpolation.CubicSpline:
                return _values[3 * key + 1];
            case KeyInterpolation.Linear when share > 0:
                return Double3.Lerp(_values[key], _values[key + 1], share);
            default:
                return _values[key];
        }
    }
}
