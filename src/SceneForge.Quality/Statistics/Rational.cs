using System.Globalization;
using System.Numerics;

namespace SceneForge.Quality.Statistics;

/// <summary>An exact fraction. Sample sizes are decided by these: in floating point some are off by one.</summary>
public readonly record struct Rational : IComparable<Rational>
{
    private readonly BigInteger _denominator;

    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new DivideByZeroException();
        }

        BigInteger divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / divisor;
        _denominator = denominator / divisor;
    }

    public BigInteger Numerator { get; }

    /// <summary>Above zero.</summary>
    public BigInteger Denominator => _denominator.IsZero ? BigInteger.One : _denominator;

    public static Rational One => new(1, 1);

    /// <summary>The decimal that people mean by a number: 0.01 is one hundredth, not the nearest binary fraction.</summary>
    public static Rational Of(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "Only finite numbers are fractions.");
        }

        string text = value.ToString("R", CultureInfo.InvariantCulture);
        int e = text.IndexOf('E', StringComparison.Ordinal);
        string mantissa = e < 0 ? text : text[..e];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        int exponent = (e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
            - (point < 0 ? 0 : mantissa.Length - point - 1);
        BigInteger digits = BigInteger.Parse(mantissa.Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture);
        return exponent >= 0 ? new(digits * BigInteger.Pow(10, exponent), 1) : new(digits, BigInteger.Pow(10, -exponent));
    }

    public static Rational operator *(Rational a, Rational b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Rational operator -(Rational a, Rational b) =>
        new(a.Numerator * b.Denominator - b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;

    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;

    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;

    public int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <summary>The smallest whole number that is not below.</summary>
    public BigInteger Ceiling() => BigInteger.DivRem(Numerator, Denominator, out BigInteger rest) + (rest.Sign > 0 ? 1 : 0);

    /// <summary>As a double, right to one unit of the last place; for display.</summary>
    public double ToDouble()
    {
        // 62 or 63 bits of quotient are more than the 53 that a double keeps.
        BigInteger size = BigInteger.Abs(Numerator);
        int shift = (int)(Denominator.GetBitLength() - size.GetBitLength()) + 62;
        BigInteger quotient = shift >= 0 ? (size << shift) / Denominator : size / (Denominator << -shift);
        return Numerator.Sign * Math.ScaleB((double)(ulong)quotient, -shift);
    }
}
