namespace SceneForge.Base.Numerics;

/// <summary>
/// Elementary functions from additions, multiplications, divisions and square roots alone, so that every
/// machine gives the same bits: the C library behind <see cref="Math"/> picks other code on other processors.
/// Errors stay within a few units in the last place for the arguments that a scene has (|x| below 1e6 for angles).
/// </summary>
public static class StrictMath
{
    // pi/2 in three parts (Cody and Waite 1980): k * part is exact for |k| < 2^20.
    private const double HalfPi1 = 1.57079632673412561417e+00;
    private const double HalfPi2 = 6.07710050630396597660e-11;
    private const double HalfPi3 = 2.02226624879595063154e-21;
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    public static double Radians(double degrees) => degrees * (Math.PI / 180.0);

    public static double Degrees(double radians) => radians * (180.0 / Math.PI);

    public static double Sin(double x)
    {
        double r = ReduceToQuarter(x, out int quadrant);
        return (quadrant & 3) switch
        {
            0 => SinSeries(r),
            1 => CosSeries(r),
            2 => -SinSeries(r),
            _ => -CosSeries(r),
        };
    }

    public static double Cos(double x)
    {
        double r = ReduceToQuarter(x, out int quadrant);
        return (quadrant & 3) switch
        {
            0 => CosSeries(r),
            1 => -SinSeries(r),
            2 => -CosSeries(r),
            _ => SinSeries(r),
        };
    }

    public static double Tan(double x) => Sin(x) / Cos(x);

    public static double Asin(double x) => Atan2(x, Math.Sqrt(Math.Max(0.0, (1.0 - x) * (1.0 + x))));

    public static double Acos(double x) => Atan2(Math.Sqrt(Math.Max(0.0, (1.0 - x) * (1.0 + x))), x);

    /// <summary>Angle of the vector (x, y) in radians, in [-pi, pi]; 0 for the null vector.</summary>
    public static double Atan2(double y, double x)
    {
        if (x == 0.0 && y == 0.0)
        {
            return 0.0;
        }

        double ax = Math.Abs(x);
        double ay = Math.Abs(y);
        double angle = ay <= ax ? AtanUnit(ay / ax) : Math.PI / 2 - AtanUnit(ax / ay);
        if (x < 0.0)
        {
            angle = Math.PI - angle;
        }

        return y < 0.0 ? -angle : angle;
    }

    public static double Atan(double x) => Atan2(x, 1.0);

    public static double Exp(double x)
    {
        if (double.IsNaN(x))
        {
            return double.NaN;
        }

        if (x > 709.78)
        {
            return double.PositiveInfinity;
        }

        if (x < -745.2)
        {
            return 0.0;
        }

        double k = Math.Round(x / (Ln2High + Ln2Low));
        double r = (x - k * Ln2High) - k * Ln2Low;
        double sum = 1.0;
        for (int n = 14; n >= 1; n--)
        {
            sum = 1.0 + r / n * sum;
        }

        int exponent = (int)k;
        int half = exponent / 2;
        return sum * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    /// <summary>Natural logarithm; NaN below zero, -infinity at zero.</summary>
    public static double Log(double x)
    {
        if (!(x > 0.0) || double.IsInfinity(x))
        {
            return x == 0.0 ? double.NegativeInfinity : x > 0.0 ? x : double.NaN;
        }

        int exponent = Math.ILogB(x);
        double mantissa = Math.ScaleB(x, -exponent);
        if (mantissa > 1.4142135623730951)
        {
            mantissa *= 0.5;
            exponent++;
        }

        // log(m) = 2 artanh((m - 1) / (m + 1)); |s| <= 0.1716, so s^23 is below the last place.
        double s = (mantissa - 1.0) / (mantissa + 1.0);
        double s2 = s * s;
        double sum = 0.0;
        for (int n = 23; n >= 1; n -= 2)
        {
            sum = sum * s2 + 1.0 / n;
        }

        return exponent * Ln2High + (2.0 * s * sum + exponent * Ln2Low);
    }

    public static double Pow(double x, double y) =>
        y == 0.0 ? 1.0 : x == 0.0 ? 0.0 : Exp(y * Log(x));

    private static double PowerOfTwo(int exponent) => Math.ScaleB(1.0, exponent);

    private static double ReduceToQuarter(double x, out int quadrant)
    {
        double k = Math.Round(x * (2.0 / Math.PI));
        quadrant = (int)((long)k & 3);
        return ((x - k * HalfPi1) - k * HalfPi2) - k * HalfPi3;
    }

    private static double SinSeries(double x)
    {
        double x2 = x * x;
        double sum = 1.0;
        for (int n = 18; n >= 2; n -= 2)
        {
            sum = 1.0 - x2 / (n * (n + 1)) * sum;
        }

        return x * sum;
    }

    private static double CosSeries(double x)
    {
        double x2 = x * x;
        double sum = 1.0;
        for (int n = 17; n >= 1; n -= 2)
        {
            sum = 1.0 - x2 / (n * (n + 1)) * sum;
        }

        return sum;
    }

    // atan on [0, 1]: two half-angle steps bring the argument below 0.2, where the series is short.
    private static double AtanUnit(double x)
    {
        double half = x / (1.0 + Math.Sqrt(1.0 + x * x));
        double quarter = half / (1.0 + Math.Sqrt(1.0 + half * half));
        double q2 = quarter * quarter;
        double sum = 0.0;
        for (int n = 25; n >= 1; n -= 2)
        {
            sum = 1.0 / n - q2 * sum;
        }

        return 4.0 * quarter * sum;
    }
}
