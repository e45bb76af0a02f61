using System.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Lighting;

/// <summary>
/// Clear-air sky light by ray marching single scattering plus an isotropic estimate of all higher orders after
/// Hillaire 2020 ("A scalable and production ready sky and atmosphere rendering technique"). Coefficients for
/// sRGB's primaries after Bruneton and Neyret 2008 and Bruneton 2017. Lengths in metres.
/// </summary>
internal sealed class Atmosphere
{
    private const double GroundRadius = 6_360_000;
    private const double TopRadius = 6_460_000;
    private const double RayleighHeight = 8_000;
    private const double MieHeight = 1_200;
    private const double MieAsymmetry = 0.8;
    private const double ObserverHeight = 30;
    private const int HeightCount = 12;
    private const int SunCount = 32;

    // Illuminance of the sun outside the atmosphere, lux (solar illuminance constant).
    private const double SolarIlluminance = 128_000;

    private static readonly Vector3 RayleighScattering = new(5.802e-6f, 13.558e-6f, 33.1e-6f);
    private static readonly Vector3 OzoneAbsorption = new(0.650e-6f, 1.881e-6f, 0.085e-6f);
    private static readonly Vector3 GroundAlbedo = new(0.18f);

    private readonly float _mieScattering;
    private readonly float _mieExtinction;
    private readonly Vector3[] _multiple;

    /// <param name="turbidity">Haze after Preetham et al. 1999: 1 is pure air; 2 to 10 occur.</param>
    public Atmosphere(double turbidity)
    {
        // Clear standard air (Mie extinction 4.4e-6 per metre) has a turbidity near 2; haze adds in proportion.
        float haze = (float)Math.Max(0, turbidity - 1);
        _mieScattering = 3.996e-6f * haze;
        _mieExtinction = 4.440e-6f * haze;
        _multiple = MultipleScattering();
    }

    /// <summary>Illuminance of the sun's disc at the ground on a surface that faces it, lux; zero when it is set.</summary>
    public Vector3 SunIlluminance(double sinElevation) =>
        (float)SolarIlluminance * TransmittanceToSpace(GroundRadius + ObserverHeight, sinElevation);

    /// <summary>Luminance of the sky, cd/m^2.</summary>
    /// <param name="up">Cosine of the view direction's angle to the zenith.</param>
    /// <param name="sinElevation">Sine of the sun's elevation.</param>
    /// <param name="cosSun">Cosine of the angle between view direction and sun.</param>
    public Vector3 Luminance(double up, double sinElevation, double cosSun) =>
        (float)SolarIlluminance * March(GroundRadius + ObserverHeight, up, sinElevation, cosSun, 40, _multiple).Luminance;

    private Vector3[] MultipleScattering()
    {
        Vector3[] table = new Vector3[HeightCount * SunCount];
        const int polarSteps = 8;
        const int azimuthSteps = 8;
        for (int h = 0; h < HeightCount; h++)
        {
            double radius = GroundRadius + 10 + (TopRadius - GroundRadius - 20) * h / (HeightCount - 1.0) * h / (HeightCount - 1.0);
            for (int s = 0; s < SunCount; s++)
            {
                double sinElevation = SunSine(s);
                double cosElevation = Math.Sqrt(1 - sinElevation * sinElevation);
                Vector3 second = Vector3.Zero;
                Vector3 transfer = Vector3.Zero;
                for (int i = 0; i < polarSteps; i++)
                {
                    double up = 1 - 2 * (i + 0.5) / polarSteps;
                    double side = Math.Sqrt(1 - up * up);
                    for (int j = 0; j < azimuthSteps; j++)
                    {
                        double azimuth = (j + 0.5) * 2 * Math.PI / azimuthSteps;
                        double cosSun = up * sinElevation + side * Math.Cos(azimuth) * cosElevation;
                        (Vector3 luminance, Vector3 scattered) = March(radius, up, sinElevation, cosSun, 16, null);
                        second += luminance;
                        transfer += scattered;
                    }
                }

                second /= polarSteps * azimuthSteps;
                transfer /= polarSteps * azimuthSteps;
                table[h * SunCount + s] = second / (Vector3.One - transfer);
            }
        }

        return table;
    }

    // One ray: luminance under a sun of illuminance 1, and the share of uniform light of luminance 1 that it scatters.
    private (Vector3 Luminance, Vector3 Transfer) March(double radius, double up, double sinElevation, double cosSun, int steps, Vector3[]? multiple)
    {
        double ground = ExitDistance(radius, up, GroundRadius, nearest: true);
        double length = double.IsNaN(ground) ? ExitDistance(radius, up, TopRadius, nearest: false) : ground;
        float rayleighPhase = (float)(3 / (16 * Math.PI) * (1 + cosSun * cosSun));
        const double g = MieAsymmetry;
        // Cornette and Shanks 1992.
        float miePhase = (float)(3 / (8 * Math.PI) * (1 - g * g) / (2 + g * g) * (1 + cosSun * cosSun) / Math.Pow(1 + g * g - 2 * g * cosSun, 1.5));
        if (multiple is null)
        {
            rayleighPhase = miePhase = (float)(1 / (4 * Math.PI));
        }

        Vector3 luminance = Vector3.Zero;
        Vector3 transfer = Vector3.Zero;
        Vector3 through = Vector3.One;
        double before = 0;
        for (int i = 0; i < steps; i++)
        {
            // Quadratic steps: air is densest near the observer.
            double after = length * (i + 1.0) / steps * (i + 1.0) / steps;
            double t = 0.5 * (before + after);
            float dt = (float)(after - before);
            before = after;
            double r = Math.Sqrt(radius * radius + t * t + 2 * radius * t * up);
            double localSun = Math.Clamp((radius * sinElevation + t * cosSun) / r, -1, 1);
            (Vector3 rayleigh, float mie, Vector3 extinction) = Medium(r - GroundRadius);
            Vector3 stepThrough = Exp(-extinction * dt);
            Vector3 scattering = rayleigh + new Vector3(mie);
            Vector3 sun = TransmittanceToSpace(r, localSun);
            Vector3 source = sun * (rayleigh * rayleighPhase + new Vector3(mie * miePhase));
            if (multiple is not null)
            {
                source += scattering * Lookup(multiple, r, localSun);
            }

            Vector3 integral = (Vector3.One - stepThrough) / Vector3.Max(extinction, new Vector3(1e-12f));
            luminance += through * source * integral;
            transfer += through * scattering * integral;
            through *= stepThrough;
        }

        if (!double.IsNaN(ground))
        {
            double r = GroundRadius;
            double localSun = Math.Clamp((radius * sinElevation + length * cosSun) / r, -1, 1);
            luminance += through * TransmittanceToSpace(r + 1, localSun) * GroundAlbedo * (float)(Math.Max(0, localSun) / Math.PI);
        }

        return (luminance, transfer);
    }

    private Vector3 TransmittanceToSpace(double radius, double up)
    {
        if (!double.IsNaN(ExitDistance(radius, up, GroundRadius, nearest: true)))
        {
            return Vector3.Zero;
        }

        double length = ExitDistance(radius, up, TopRadius, nearest: false);
        Vector3 depth = Vector3.Zero;
        const int steps = 12;
        double before = 0;
        for (int i = 0; i < steps; i++)
        {
            double after = length * (i + 1.0) / steps * (i + 1.0) / steps;
            double t = 0.5 * (before + after);
            depth += Medium(Math.Sqrt(radius * radius + t * t + 2 * radius * t * up) - GroundRadius).Extinction * (float)(after - before);
            before = after;
        }

        return Exp(-depth);
    }

    private (Vector3 Rayleigh, float Mie, Vector3 Extinction) Medium(double height)
    {
        float rayleighDensity = (float)Math.Exp(-height / RayleighHeight);
        float mieDensity = (float)Math.Exp(-height / MieHeight);
        float ozone = (float)Math.Max(0, 1 - Math.Abs(height - 25_000) / 15_000);
        Vector3 rayleigh = RayleighScattering * rayleighDensity;
        float mie = _mieScattering * mieDensity;
        return (rayleigh, mie, rayleigh + new Vector3(_mieExtinction * mieDensity) + OzoneAbsorption * ozone);
    }

    private static double SunSine(int index)
    {
        double x = index / (SunCount - 1.0) * 2 - 1;
        return Math.Sign(x) * x * x;
    }

    private static Vector3 Lookup(Vector3[] table, double radius, double sunSine)
    {
        double h = Math.Sqrt(Math.Clamp((radius - GroundRadius - 10) / (TopRadius - GroundRadius - 20), 0, 1)) * (HeightCount - 1);
        double s = (Math.Sign(sunSine) * Math.Sqrt(Math.Abs(sunSine)) + 1) / 2 * (SunCount - 1);
        int h0 = Math.Min((int)h, HeightCount - 2);
        int s0 = Math.Min((int)s, SunCount - 2);
        float fh = (float)(h - h0);
        float fs = (float)(s - s0);
        Vector3 low = StrictVector.Lerp(table[h0 * SunCount + s0], table[h0 * SunCount + s0 + 1], fs);
        Vector3 high = StrictVector.Lerp(table[(h0 + 1) * SunCount + s0], table[(h0 + 1) * SunCount + s0 + 1], fs);
        return StrictVector.Lerp(low, high, fh);
    }

    // Distance along a ray to a sphere around the earth's centre, NaN where it misses.
    private static double ExitDistance(double radius, double up, double sphere, bool nearest)
    {
        double discriminant = radius * radius * (up * up - 1) + sphere * sphere;
        if (discriminant < 0)
        {
            return double.NaN;
        }

        double root = Math.Sqrt(discriminant);
        double t = nearest ? -radius * up - root : -radius * up + root;
        return t >= 0 ? t : double.NaN;
    }

    private static Vector3 Exp(Vector3 v) => new(MathF.Exp(v.X), MathF.Exp(v.Y), MathF.Exp(v.Z));
}
