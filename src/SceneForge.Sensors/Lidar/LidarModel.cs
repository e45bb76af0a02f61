namespace SceneForge.Sensors.Lidar;

/// <summary>Which echoes of a beam become points.</summary>
public enum ReturnMode
{
    Strongest,

    /// <summary>The farthest.</summary>
    Last,

    /// <summary>The strongest and the last; where they are one, the two strongest.</summary>
    Dual,

    /// <summary>The three strongest.</summary>
    Triple,
}

/// <summary>A LiDAR as its data sheet describes it.</summary>
public sealed record LidarModel
{
    public required string Name { get; init; }

    /// <summary>Where the figures come from.</summary>
    public required string Source { get; init; }

    public required ScanPattern Pattern { get; init; }

    /// <summary>Duration of a sweep, nanoseconds.</summary>
    public required long PeriodNs { get; init; }

    /// <summary>Nanometres.</summary>
    public required double Wavelength { get; init; }

    /// <summary>Nothing nearer is measured, metres.</summary>
    public required double MinRange { get; init; }

    /// <summary>Nothing farther is measured, metres.</summary>
    public required double MaxRange { get; init; }

    /// <summary>Full angle of a beam's cone, radians.</summary>
    public required double Divergence { get; init; }

    /// <summary>Diameter of a beam as it leaves the sensor, metres.</summary>
    public required double Aperture { get; init; }

    /// <summary>Rays that stand for a beam: 1, 7 or 19.</summary>
    public required int SubRays { get; init; }

    /// <summary>Duration of a pulse at half its height, nanoseconds; echoes nearer to each other than half the way light goes then are one.</summary>
    public required double PulseLength { get; init; }

    /// <summary>Range at which a plane of 10% reflectance, square to the beam in clear air, gives just the threshold's signal, metres.</summary>
    public required double RangeAtTenPercent { get; init; }

    /// <summary>Standard deviation of the range of a strong echo, metres.</summary>
    public required double RangeNoise { get; init; }

    /// <summary>Share of beams without any other echo that report one at any range, by stray light.</summary>
    public double FalseAlarmRate { get; init; }

    /// <summary>
    /// Range from which the detector holds the whole image of the spot, metres: nearer, the blurred image outgrows it, and its share falls as
    /// (range / this)^2. 0: all of it at any range.
    /// </summary>
    public double FullOverlap { get; init; }

    /// <summary>Standard deviation of a strong echo's signal as a share of it: the pulse's energy and speckle.</summary>
    public double SignalNoise { get; init; }

    /// <summary>Bits of a point's intensity; 0: it is not digitized.</summary>
    public int IntensityBits { get; init; }

    /// <summary>The digital value of a white plane square to the beam.</summary>
    public double WhiteCode { get; init; } = 1;

    public required ReturnMode Returns { get; init; }

    /// <summary>Half of <see cref="PeriodNs"/>: a sweep lies around its time stamp.</summary>
    public long HalfPeriodNs => PeriodNs / 2;

    /// <summary>Two echoes closer than this are one, metres.</summary>
    public double RangeResolution => PulseLength * 1e-9 * SpeedOfLight / 2;

    /// <summary>Signal at which an echo is detected in half of all cases: reflectance over range squared.</summary>
    public double Threshold => 0.1 / (RangeAtTenPercent * RangeAtTenPercent);

    /// <summary>What divides a target's signal: range^2, below <see cref="FullOverlap"/> the same at any range, square metres.</summary>
    public double SpreadAt(double range)
    {
        double spread = Math.Max(range, FullOverlap);
        return spread * spread;
    }

    /// <summary>The intensity that a point gets for a signal from a range: of the target, by the sensor's own gain, digitized.</summary>
    public double IntensityOf(double signal, double range)
    {
        double intensity = Math.Max(0, signal * SpreadAt(range));
        return IntensityBits == 0 ? intensity : Math.Min(Math.Floor(intensity * WhiteCode + 0.5), (1L << IntensityBits) - 1) / WhiteCode;
    }

    /// <summary>Metres a second.</summary>
    public const double SpeedOfLight = 299_792_458;
}
