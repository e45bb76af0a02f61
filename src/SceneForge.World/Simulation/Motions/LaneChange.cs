namespace SceneForge.World.Simulation.Motions;

/// <summary>A lateral move: the offset runs from one value to another as the quintic without velocity or acceleration at its ends.</summary>
internal sealed class LaneChange(double from, double to, double duration)
{
    private double _time;

    public bool IsOver => _time >= duration;

    /// <summary>The offset after a further <paramref name="dt"/> seconds, metres.</summary>
    public double Advance(double dt)
    {
        _time += dt;
        double x = Math.Clamp(_time / duration, 0, 1);
        return from + (to - from) * x * x * x * (10 + x * (-15 + 6 * x));
    }
}
