using SceneForge.Base.Numerics;

namespace SceneForge.Sensors.Lidar;

/// <summary>
/// Drops or flakes in a beam. A single one throws light back from where it is: it fills (width / beam diameter)^2 of the beam (Kilic et al. 2021;
/// Hahner et al. 2022). Of all that fall only those are drawn that the receiver may notice, which leaves the others' mean attenuation.
/// </summary>
internal sealed class FallingParticles
{
    private const double Step = 0.05;

    // Noise lifts what is weaker over the threshold once in 30,000 times.
    private const double FaintestShare = 0.2;

    private readonly LidarModel _model;
    private readonly SizeLaw _law;
    private readonly double _extinction;
    private readonly double[] _cumulative;
    private readonly double[] _smallest;

    /// <param name="extinction">Of all that is in the air, 1/m, one way.</param>
    public FallingParticles(LidarModel model, SizeLaw law, double extinction)
    {
        (_model, _law, _extinction) = (model, law, extinction);
        List<double> cumulative = [0];
        List<double> smallest = [];
        for (int i = 0; i * Step < model.MaxRange; i++)
        {
            double range = (i + 0.5) * Step;
            double share = FaintestShare * model.Threshold / Signal(range, 1);
            if (share > 1)
            {
                break;
            }

            double beam = BeamDiameter(range);
            double size = Math.Max(law.Smallest, law.Water(1e3 * beam * Math.Sqrt(share)));
            smallest.Add(size);
            cumulative.Add(cumulative[i] + law.Above(size) * Math.PI / 4 * beam * beam * Step);
        }

        _cumulative = [.. cumulative];
        _smallest = [.. smallest];
    }

    public PointCause Cause => _law.Cause;

    /// <summary>Mean number of noticeable particles in the beam between its start and a range.</summary>
    public double MeanCount(double range)
    {
        double at = Math.Min(range / Step, _smallest.Length);
        int step = Math.Min((int)at, _smallest.Length - 1);
        return step < 0 ? 0 : _cumulative[step] + (at - step) * (_cumulative[step + 1] - _cumulative[step]);
    }

    /// <summary>One of the noticeable particles before a range: its own range, and its signal.</summary>
    public (double Range, double Signal) Draw(double range, ref FiringRandom random)
    {
        double sought = random.NextDouble() * MeanCount(range);
        int found = Array.BinarySearch(_cumulative, sought);
        int step = Math.Clamp(found < 0 ? ~found - 1 : found, 0, _smallest.Length - 1);
        double width = _cumulative[step + 1] - _cumulative[step];
        double at = (step + (width > 0 ? (sought - _cumulative[step]) / width : 0)) * Step;
        double share = _law.Width(_law.Draw(_smallest[step], random.NextDouble())) * 1e-3 / BeamDiameter(at);
        return (at, Signal(at, Math.Min(1, share * share)));
    }

    // Of a particle that fills a share of the beam.
    private double Signal(double range, double share) => _law.Reflectance * share / _model.SpreadAt(range) * StrictMath.Exp(-2 * _extinction * range);

    private double BeamDiameter(double range) => _model.Aperture + _model.Divergence * range;
}
