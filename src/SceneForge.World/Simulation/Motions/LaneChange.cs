using SceneForge.Base.Numerics;

namespace SceneForge.World.Simulation.Motions;

/// <summary>
/// A lateral move: the offset runs from one value to another as the quintic (Hermite) that begins at a given rate and without acceleration, and
/// ends without either.
/// </summary>
/// <param name="duration">Seconds at <paramref name="slowest"/> and above; slower bodies take the same way for it.</param>
/// <param name="rate">Lateral speed at its begin, m/s.</param>
/// <param name="slowest">m/s.</param>
internal sealed class LaneChange(double from, double to, double duration, double rate, double slowest)
{
    // Of the body against the lane while it changes lanes at the slowest speed.
    private const double SteepestHeading = 20;

    private double _time;
    private double? _offset;
    private double? _rate;

    public bool IsOver => _time >= duration;

    /// <summary>Where it leads.</summary>
    public double To => to;

    /// <summary>Present lateral speed of a body that drives at the slowest speed or faster, m/s.</summary>
    public double Rate => _rate ?? rate;

    /// <summary>Seconds to go.</summary>
    public double Remaining => Math.Max(0, duration - _time);

    /// <summary>Slowest speed at which a move of this kind takes its time alone, m/s.</summary>
    public static double SlowestFor(double metres, double duration) =>
        1.875 * Math.Abs(metres) / duration / StrictMath.Tan(StrictMath.Radians(SteepestHeading));

    /// <summary>The offset after a further <paramref name="dt"/> seconds at a speed, metres.</summary>
    public double Advance(double dt, double speed)
    {
        double step = slowest > 0 ? dt * Math.Min(1, speed / slowest) : dt;
        _time += step;
        double x = Math.Clamp(_time / duration, 0, 1);
        double offset = from + (to - from) * x * x * x * (10 + x * (-15 + 6 * x))
            + rate * duration * x * (1 + x * x * (-6 + x * (8 - 3 * x)));
        _rate = step > 0 ? (offset - (_offset ?? from)) / step : Rate;
        _offset = offset;
        return offset;
    }
}
