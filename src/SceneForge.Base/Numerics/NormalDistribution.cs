namespace SceneForge.Base.Numerics;

/// <summary>The standard normal distribution, with the same bits on every machine.</summary>
public static class NormalDistribution
{
    private static ReadOnlySpan<double> CentralNumerator => [3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3,
        1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3];

    private static ReadOnlySpan<double> CentralDenominator => [1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
        2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3];

    private static ReadOnlySpan<double> MiddleNumerator => [1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
        3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4];

    private static ReadOnlySpan<double> MiddleDenominator => [1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
        1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9];

    private static ReadOnlySpan<double> FarNumerator => [6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
        2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7];

    private static ReadOnlySpan<double> FarDenominator => [1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15];

    /// <summary>
    /// Probability of a value below <paramref name="x"/>; the relative error stays within 5e-15 in the lower tail too.
    /// Series of Marsaglia 2004 near the mean, continued fraction of Mills' ratio (Abramowitz and Stegun 26.2.14) beyond.
    /// </summary>
    public static double Cdf(double x)
    {
        if (x > 0)
        {
            return 1.0 - Cdf(-x);
        }

        double density = StrictMath.Exp(-0.5 * x * x) * 0.39894228040143267794;
        if (x > -1.5)
        {
            double term = x;
            double sum = x;
            for (int n = 3; n < 80; n += 2)
            {
                term *= x * x / n;
                sum += term;
            }

            return 0.5 + density * sum;
        }

        // After n steps the fraction is off by exp(-2 z sqrt(n)): 3e-23 for z = 1.5.
        double z = -x;
        double fraction = z;
        for (int n = 300; n >= 1; n--)
        {
            fraction = z + n / fraction;
        }

        return density / fraction;
    }

    /// <summary>
    /// The value below which the share <paramref name="p"/> in (0, 1) lies: algorithm AS 241, PPND16 (Wichura 1988); relative error about 1e-16.
    /// </summary>
    public static double Quantile(double p)
    {
        double q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            double central = 0.180625 - q * q;
            return q * Polynomial(CentralNumerator, central) / Polynomial(CentralDenominator, central);
        }

        double r = Math.Sqrt(-StrictMath.Log(q < 0 ? p : 1.0 - p));
        double x = r <= 5.0
            ? Polynomial(MiddleNumerator, r - 1.6) / Polynomial(MiddleDenominator, r - 1.6)
            : Polynomial(FarNumerator, r - 5.0) / Polynomial(FarDenominator, r - 5.0);
        return q < 0 ? -x : x;
    }

    private static double Polynomial(ReadOnlySpan<double> coefficients, double x)
    {
        double sum = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            sum = sum * x + coefficients[i];
        }

        return sum;
    }
}
