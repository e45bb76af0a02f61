using System.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Lighting;

/// <summary>A flat layer of clouds seen from below: fractal value noise cut off by the cover.</summary>
internal static class CloudLayer
{
    /// <summary>Opacity of the clouds in a direction, 0 to 1.</summary>
    /// <param name="direction">Unit vector above the horizon.</param>
    /// <param name="cover">Share of the sky that is covered, 0 to 1.</param>
    public static double Opacity(Double3 direction, double cover)
    {
        if (cover <= 0 || direction.Z <= 0)
        {
            return 0;
        }

        if (cover >= 0.98)
        {
            return 1;
        }

        double noise = Noise(direction);
        double threshold = 0.85 - 0.8 * cover;
        return SmoothStep(threshold - 0.05, threshold + 0.22, noise);
    }

    /// <summary>Relative brightness of the cloud in a direction, about 0.7 (thick) to 1.1 (thin).</summary>
    public static double Brightness(Double3 direction) => 1.15 - 0.5 * Noise(direction * 1.0001 + new Double3(0.02, 0.01, 0));

    public static double SmoothStep(double low, double high, double x)
    {
        double t = Math.Clamp((x - low) / (high - low), 0, 1);
        return t * t * (3 - 2 * t);
    }

    private static double Noise(Double3 direction)
    {
        // A layer of finite height curves away at the horizon.
        double scale = 2.2 / (direction.Z + 0.12);
        double x = direction.X * scale + 17.3;
        double y = direction.Y * scale + 5.1;
        double sum = 0;
        double weight = 0.5;
        for (int octave = 0; octave < 5; octave++)
        {
            sum += weight * ValueNoise(x, y);
            (x, y) = (x * 1.6 - y * 1.2 + 3.7, x * 1.2 + y * 1.6 + 1.3);
            weight *= 0.5;
        }

        return sum;
    }

    private static double ValueNoise(double x, double y)
    {
        double x0 = Math.Floor(x);
        double y0 = Math.Floor(y);
        double fx = SmoothStep(0, 1, x - x0);
        double fy = SmoothStep(0, 1, y - y0);
        double low = Hash((int)x0, (int)y0) * (1 - fx) + Hash((int)x0 + 1, (int)y0) * fx;
        double high = Hash((int)x0, (int)y0 + 1) * (1 - fx) + Hash((int)x0 + 1, (int)y0 + 1) * fx;
        return low * (1 - fy) + high * fy;
    }

    private static double Hash(int x, int y) =>
        Base.Random.Philox.Block(((uint)x, (uint)y, 0, 0), (0x636c6f75, 0x64)).X0 / (double)uint.MaxValue;
}
