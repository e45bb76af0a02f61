using SceneForge.Base.Numerics;

namespace SceneForge.Sensors.Lidar;

/// <summary>
/// The rays that stand for a beam's cone: one in its middle, and rings of six and twelve around it. Their weights follow a Gaussian beam
/// whose divergence is given at 1/e^2 of its power density.
/// </summary>
internal sealed class BeamShape
{
    private BeamShape((double Y, double Z, double Weight)[] rays) => Rays = rays;

    /// <summary>Offsets from the middle (radians, square to the beam) and shares of the power, which sum to 1.</summary>
    public (double Y, double Z, double Weight)[] Rays { get; }

    /// <param name="divergence">Full angle, radians.</param>
    /// <param name="count">1, 7 or 19.</param>
    public static BeamShape Of(double divergence, int count)
    {
        int rings = count switch { 1 => 0, 7 => 1, 19 => 2, _ => throw new ArgumentOutOfRangeException(nameof(count), count,
            "A beam has 1, 7 or 19 rays.") };
        List<(double Y, double Z, double Weight)> rays = [(0, 0, 1)];
        for (int ring = 1; ring <= rings; ring++)
        {
            double share = (double)ring / (rings + 0.5);
            double radius = divergence / 2 * share;
            for (int i = 0; i < 6 * ring; i++)
            {
                double turn = 2 * Math.PI * i / (6 * ring);
                rays.Add((radius * StrictMath.Cos(turn), radius * StrictMath.Sin(turn), StrictMath.Exp(-2 * share * share)));
            }
        }

        double sum = rays.Sum(r => r.Weight);
        return new BeamShape([.. rays.Select(r => (r.Y, r.Z, r.Weight / sum))]);
    }
}
