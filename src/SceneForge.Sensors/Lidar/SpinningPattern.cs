using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Lidar;

/// <summary>A laser of a spinning LiDAR.</summary>
/// <param name="Elevation">Radians above the sensor's horizontal plane.</param>
/// <param name="Azimuth">Offset to the left of the column's direction, radians.</param>
/// <param name="TimeNs">From the start of the column, nanoseconds.</param>
public readonly record struct LaserChannel(double Elevation, double Azimuth, double TimeNs);

/// <summary>
/// Lasers that turn around the sensor's z axis and fire once in each column. The turn is locked to the frame: the column that looks along
/// the sensor's x axis fires at the sweep's time stamp, so that what lies ahead is measured when the cameras take their picture.
/// </summary>
public sealed class SpinningPattern : ScanPattern
{
    private readonly Firing[] _firings;

    /// <param name="columns">Of the field of view.</param>
    /// <param name="field">Horizontal field of view centred on the x axis, radians; 2 pi for a whole turn.</param>
    /// <param name="periodNs">Of a whole turn.</param>
    /// <param name="clockwise">Seen from above.</param>
    public SpinningPattern(int columns, double field, long periodNs, bool clockwise, IReadOnlyList<LaserChannel> channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        int[] rings = RingsOf(channels);
        Rings = channels.Count;
        _firings = new Firing[columns * channels.Count];
        double sense = clockwise ? -1 : 1;
        for (int column = 0; column < columns; column++)
        {
            double turn = (column - columns / 2) * (field / columns);
            double time = turn / (2 * Math.PI) * periodNs;
            for (int i = 0; i < channels.Count; i++)
            {
                LaserChannel channel = channels[i];
                // The head goes on turning while the lasers of a column fire one after the other.
                double azimuth = sense * (turn + channel.TimeNs / periodNs * 2 * Math.PI) + channel.Azimuth;
                double level = StrictMath.Cos(channel.Elevation);
                Double3 direction = new(level * StrictMath.Cos(azimuth), level * StrictMath.Sin(azimuth), StrictMath.Sin(channel.Elevation));
                _firings[column * channels.Count + i] = new Firing((int)Math.Round(time + channel.TimeNs), (ushort)rings[i], direction);
            }
        }
    }

    public override int Count => _firings.Length;

    public override int Rings { get; }

    public override int ColumnLength => Rings;

    public override ReadOnlyMemory<Firing> At(long timeNs) => _firings;

    // Rings are numbered from the lowest elevation up.
    private static int[] RingsOf(IReadOnlyList<LaserChannel> channels)
    {
        int[] order = [.. Enumerable.Range(0, channels.Count).OrderBy(i => channels[i].Elevation).ThenBy(i => i)];
        int[] rings = new int[order.Length];
        for (int ring = 0; ring < order.Length; ring++)
        {
            rings[order[ring]] = ring;
        }

        return rings;
    }
}
