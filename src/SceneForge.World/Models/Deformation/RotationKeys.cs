using SceneForge.Base.Geometry;

namespace SceneForge.World.Models.Deformation;

/// <summary>A rotation over time.</summary>
public sealed class RotationKeys
{
    private readonly KeyTimes _times;
    private readonly Rotation[] _values;
    private readonly KeyInterpolation _interpolation;

    /// <param name="times">Seconds, rising.</param>
    /// <param name="values">One a key; three for <see cref="KeyInterpolation.CubicSpline"/>, where tangents need not have unit length.</param>
    /// <exception cref="ArgumentException">Times that do not rise, or not as many values as they take.</exception>
    public RotationKeys(double[] times, Rotation[] values, KeyInterpolation interpolation)
    {
        ArgumentNullException.ThrowIfNull(values);
        _times = new KeyTimes(times, values.Length, interpolation);
        _values = values;
        _interpolation = interpolation;
    }

    public Rotation At(double time)
    {
        (int key, double share, double span) = _times.Find(time);
        switch (_interpolation)
        {
            case KeyInterpolation.CubicSpline when share > 0:
                (double a, double b, double c, double d) = KeyTimes.Hermite(share, span);
                Rotation earlier = Sum(_values[3 * key + 1], a, _values[3 * key + 2], b);
                Rotation later = Sum(_values[3 * key + 4], c, _values[3 * key + 3], d);
                return Sum(earlier, 1, later, 1).Normalized();
            case KeyInterpolation.CubicSpline:
                return _values[3 * key + 1];
            case KeyInterpolation.Linear when share > 0:
                return Rotation.Slerp(_values[key], _values[key + 1], share);
            default:
                return _values[key];
        }
    }

    private static Rotation Sum(Rotation p, double a, Rotation q, double b) =>
        new(p.W * a + q.W * b, p.X * a + q.X * b, p.Y * a + q.Y * b, p.Z * a + q.Z * b);
}
