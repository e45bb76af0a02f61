namespace SceneForge.World.Models.Deformation;

/// <summary>How values between two keys are found (glTF 2.0, appendix C).</summary>
public enum KeyInterpolation
{
    /// <summary>The earlier key's value holds until the next key.</summary>
    Step,

    /// <summary>On a straight line; rotations turn evenly.</summary>
    Linear,

    /// <summary>By Hermite's cubic; each key has three values: tangent before it, value, tangent after it, tangents by seconds.</summary>
    CubicSpline,
}

/// <summary>The instants of an animation's keys, seconds.</summary>
internal readonly struct KeyTimes
{
    private readonly double[] _times;

    /// <exception cref="ArgumentException">No key, times that do not rise, or not as many values as the interpolation takes.</exception>
    public KeyTimes(double[] times, int values, KeyInterpolation interpolation)
    {
        ArgumentNullException.ThrowIfNull(times);
        int perKey = interpolation == KeyInterpolation.CubicSpline ? 3 : 1;
        if (times.Length == 0 || values != perKey * times.Length)
        {
            throw new ArgumentException($"{times.Length} keys ({interpolation}) have {values} values.", nameof(times));
        }

        for (int i = 0; i < times.Length; i++)
        {
            if (!double.IsFinite(times[i]) || i > 0 && times[i] <= times[i - 1])
            {
                throw new ArgumentException($"Key {i} at {times[i]} s does not come after the one before it.", nameof(times));
            }
        }

        _times = times;
    }

    /// <summary>The key at or before a time, how far it is to the next in [0, 1), and the seconds between the two; the ends hold on.</summary>
    public (int Key, double Share, double Span) Find(double time)
    {
        int after = Array.BinarySearch(_times, time);
        int key = after >= 0 ? after : ~after - 1;
        if (key < 0 || key == _times.Length - 1)
        {
            return (Math.Max(0, key), 0, 0);
        }

        double span = _times[key + 1] - _times[key];
        return (key, (time - _times[key]) / span, span);
    }

    /// <summary>Weights of Hermite's cubic: of the earlier value, its tangent, the later value, its tangent (glTF 2.0, appendix C.5).</summary>
    public static (double Value, double Tangent, double LaterValue, double LaterTangent) Hermite(double share, double span)
    {
        double squared = share * share;
        double cubed = squared * share;
        return (2 * cubed - 3 * squared + 1, span * (cubed - 2 * squared + share), -2 * cubed + 3 * squared, span * (cubed - squared));
    }
}
