using SceneForge.Base.Numerics;

namespace SceneForge.Sensors.Lidar;

/// <summary>
/// What fog itself throws back (Hahner et al., ICCV 2021, equations 7 to 18): the pulse's sin^2 shape, folded with fog that scatters
/// beta = 0.046 / V back and attenuates by alpha = -ln(0.05) / V, over the part of the beam that lies before the target and that the receiver
/// sees. Where along it the fog is taken for a target is drawn as the response is distributed; its signal is the response there. The signal is
/// in the units of a target: reflectance over range squared.
/// </summary>
internal sealed class FogResponse
{
    private const double Step = 0.05;
    private const double Farthest = 25;

    // The receiver sees the beam from the first distance on, all of it from the second (the paper's R1 and R2).
    private const double OverlapStart = 0.9;
    private const double OverlapEnd = 1.0;

    private readonly double[] _peak;
    private readonly double[] _response;
    private readonly double _fullOverlap;
    private readonly double[] _cumulative;

    /// <param name="visibility">Meteorological optical range, metres.</param>
    /// <param name="model">Its pulse's half-power length is the paper's tau_H.</param>
    public FogResponse(double visibility, LidarModel model)
    {
        _fullOverlap = model.FullOverlap;
        Extinction = -StrictMath.Log(0.05) / visibility;
        Backscatter = 0.046 / visibility;
        double pulse = model.PulseLength * 1e-9 * LidarModel.SpeedOfLight;
        int count = (int)(Farthest / Step);
        _peak = new double[count + 1];
        _cumulative = new double[count + 1];
        _response = new double[count + 1];
        for (int i = 0; i <= count; i++)
        {
            _response[i] = Integral(i * Step, pulse);
            _cumulative[i] = _response[i] + (i > 0 ? _cumulative[i - 1] : 0);
            // Before a target nearer than the peak, the response has only grown to what it is there.
            _peak[i] = i == 0 ? _response[i] : Math.Max(_response[i], _peak[i - 1]);
        }
    }

    /// <summary>1/m, one way.</summary>
    public double Extinction { get; }

    /// <summary>1/(m sr).</summary>
    public double Backscatter { get; }

    /// <summary>The highest signal of the fog before a target.</summary>
    public double Peak(double targetRange) => Math.PI * Backscatter * _peak[Index(targetRange)];

    /// <summary>The fog's signal from a range.</summary>
    public double Signal(double range)
    {
        double at = Math.Clamp(range, 0, Farthest) / Step;
        int step = Math.Min((int)at, _response.Length - 2);
        return Math.PI * Backscatter * (_response[step] + (at - step) * (_response[step + 1] - _response[step]));
    }

    /// <summary>A range at which the fog before a target is taken for one: distributed as the response.</summary>
    /// <param name="uniform">In [0, 1).</param>
    public double Draw(double targetRange, double uniform)
    {
        int last = Index(targetRange);
        double sought = uniform * _cumulative[last];
        int at = Array.BinarySearch(_cumulative, 0, last + 1, sought);
        at = at < 0 ? ~at : at + 1;
        at = Math.Clamp(at, 1, Math.Max(1, last));
        double width = _cumulative[at] - _cumulative[at - 1];
        return (at - 1 + (width > 0 ? (sought - _cumulative[at - 1]) / width : 0)) * Step;
    }

    private static int Index(double range) => (int)(Math.Clamp(range, 0, Farthest) / Step);

    // Integral over the pulse of sin^2(pi s / pulse) exp(-2 alpha r) / r^2 overlap(r), with r = range - s / 2, in the middle of 64 parts.
    private double Integral(double range, double pulse)
    {
        const int parts = 64;
        double sum = 0;
        for (int i = 0; i < parts; i++)
        {
            double s = (i + 0.5) / parts * pulse;
            double r = range - s / 2;
            if (r <= OverlapStart)
            {
                continue;
            }

            double overlap = Math.Min(1, (r - OverlapStart) / (OverlapEnd - OverlapStart));
            double shape = StrictMath.Sin(Math.PI * s / pulse);
            double spread = Math.Max(r, _fullOverlap);
            sum += shape * shape * StrictMath.Exp(-2 * Extinction * r) / (spread * spread) * overlap;
        }

        return sum / parts * pulse / 2;
    }
}
