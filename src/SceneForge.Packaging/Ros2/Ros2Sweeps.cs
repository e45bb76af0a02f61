using System.Collections.Immutable;
using System.Runtime.InteropServices;
using SceneForge.Base.Numerics;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Source;
using SceneForge.Sensors.Lidar;

namespace SceneForge.Packaging.Ros2;

/// <summary>A LiDAR's messages: the points as they are stored, and of a scanner of one plane a scan.</summary>
internal static class Ros2Sweeps
{
    // sensor_msgs/PointField's kinds by the byte of LidarPoint's layout where each field stands.
    private static readonly ImmutableArray<(string Name, int Offset, byte Kind)> Fields =
    [
        ("x", 0, 7), ("y", 4, 7), ("z", 8, 7), ("intensity", 12, 7), ("time", 16, 5), ("ring", 20, 4), ("segment", 22, 4), ("instance", 24, 4),
            ("class", 26, 2), ("return", 27, 2), ("cause", 28, 2),
    ];

    // Places are stored in single precision: what lies in the plane is off it by rounding alone.
    private const float Flat = 1e-4f;

    public static Ros2Message Points(StoredSweep sweep, LidarPoint[] points)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes<LidarPoint>(points);
        CdrWriter cdr = new((1 << 10) + bytes.Length);
        cdr.Header(sweep.TimeNs, sweep.Lidar).U32(1).U32(points.Length);
        cdr.Sequence(Fields, f => cdr.Text(f.Name).U32(f.Offset).U8(f.Kind).U32(1));
        cdr.Flag(false).U32(LidarPoint.Bytes).U32(bytes.Length).Octets(bytes).Flag(true);
        return new Ros2Message($"/{sweep.Lidar}/points", "sensor_msgs/PointCloud2", sweep.TimeNs, cdr);
    }

    /// <summary>
    /// The strongest return of each firing by its angle, where the LiDAR turns in one plane and its points are given as they were fired; else
    /// null. The stamp is the first ray's, as the message has it; a firing without a return is inf.
    /// </summary>
    public static Ros2Message? Scan(StoredSweep sweep, StoredLidar lidar, LidarPoint[] points)
    {
        LidarPoint[] strongest = [.. points.Where(p => p.Return == 1).OrderBy(p => p.TimeOffsetNs)];
        if (lidar.Rings != 1 || lidar.Compensated || strongest.Length < 2
            || strongest.Any(p => MathF.Abs(p.Z) > Flat * (1 + MathF.Abs(p.X) + MathF.Abs(p.Y))))
        {
            return null;
        }

        // The head turns evenly, so a firing's time is its angle; firings are one step apart, and none of them stands for itself alone.
        long step = strongest.Zip(strongest.Skip(1), (a, b) => (long)b.TimeOffsetNs - a.TimeOffsetNs).Where(d => d > 0).DefaultIfEmpty(0).Min();
        if (step == 0)
        {
            return null;
        }

        LidarPoint far = strongest.MaxBy(p => Math.Abs((long)p.TimeOffsetNs));
        double exact = far.TimeOffsetNs / Math.Round((double)far.TimeOffsetNs / step);
        int first = -(lidar.Firings / 2);
        float[] ranges = [.. Enumerable.Repeat(float.PositiveInfinity, lidar.Firings)];
        float[] intensities = new float[lidar.Firings];
        foreach (LidarPoint p in strongest)
        {
            int index = (int)Math.Round(p.TimeOffsetNs / exact) - first;
            if (index < 0 || index >= ranges.Length)
            {
                return null;
            }

            ranges[index] = (float)Math.Sqrt((double)p.X * p.X + (double)p.Y * p.Y);
            intensities[index] = p.Intensity;
        }

        LidarPoint aside = strongest.MaxBy(p => Math.Abs((double)p.Y) / (1 + Math.Abs((double)p.X)));
        double sense = (aside.Y < 0) == (aside.TimeOffsetNs < 0) ? 1 : -1;
        double increment = sense * 2 * Math.PI * exact / lidar.PeriodNs;
        long start = sweep.TimeNs + (long)Math.Round(first * exact);
        CdrWriter cdr = new((1 << 8) + 8 * ranges.Length);
        cdr.Header(start, sweep.Lidar).F32((float)(first * increment)).F32((float)((first + ranges.Length - 1) * increment)).F32((float)increment);
        cdr.F32((float)(exact * 1e-9)).F32((float)(lidar.PeriodNs * 1e-9)).F32(0).F32((float)lidar.MaxRange);
        cdr.Sequence(ranges, r => cdr.F32(r)).Sequence(intensities, i => cdr.F32(i));
        return new Ros2Message($"/{sweep.Lidar}/scan", "sensor_msgs/LaserScan", sweep.TimeNs, cdr);
    }
}
