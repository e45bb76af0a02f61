using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Lidar;

/// <summary>
/// One beam bent by two prisms that turn at different speeds (Risley pair): it draws a rosette that does not repeat from sweep to sweep,
/// but fills the field of view in time. Each prism bends the beam by half the field's half-angle.
/// </summary>
public sealed class RosettePattern : ScanPattern
{
    private readonly double _bend;
    private readonly double _first;
    private readonly double _second;
    private readonly long _periodNs;

    /// <param name="field">Full angle of the circular field of view, radians.</param>
    /// <param name="first">Speed of the first prism, turns a second.</param>
    /// <param name="second">Speed of the second; negative turns the other way.</param>
    /// <param name="count">Firings in a sweep.</param>
    public RosettePattern(double field, double first, double second, int count, long periodNs)
    {
        _bend = field / 4;
        _first = first;
        _second = second;
        _periodNs = periodNs;
        Count = count;
    }

    public override int Count { get; }

    public override int Rings => 1;

    public override ReadOnlyMemory<Firing> At(long timeNs)
    {
        Firing[] firings = new Firing[Count];
        for (int i = 0; i < Count; i++)
        {
            int offset = (int)((2L * i - Count) * _periodNs / (2 * Count));
            double seconds = (timeNs + offset) * 1e-9;
            double a = Turned(_first, seconds);
            double b = Turned(_second, seconds);
            double y = _bend * (StrictMath.Cos(a) + StrictMath.Cos(b));
            double z = _bend * (StrictMath.Sin(a) + StrictMath.Sin(b));
            double angle = Math.Sqrt(y * y + z * z);
            double scale = angle > 1e-12 ? StrictMath.Sin(angle) / angle : 1;
            firings[i] = new Firing(offset, 0, new Double3(StrictMath.Cos(angle), y * scale, z * scale));
        }

        return firings;
    }

    // Whole turns are taken off first, so that no precision is lost late in a scenario.
    private static double Turned(double turnsPerSecond, double seconds)
    {
        double turns = turnsPerSecond * seconds;
        return 2 * Math.PI * (turns - Math.Floor(turns));
    }
}
