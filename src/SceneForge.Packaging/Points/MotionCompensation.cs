using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SceneForge.Frames.Storage;
using SceneForge.Sensors.Lidar;
using SceneForge.Base.Geometry;

namespace SceneForge.Packaging.Points;

/// <summary>
/// Gives a sweep's points in the sensor frame of the sweep's time stamp instead of that of each firing, as nuScenes and KITTI do: what stands
/// still lies where it stands, whatever the vehicle did during the turn. Only the vehicle's own motion is taken out: what moves itself stays where
/// the beam met it, as in those sets.
/// </summary>
internal sealed class MotionCompensation(CarrierPath path)
{
    // Between two knots a shift is taken as linear: at 10 m/s2 a micrometre off, at 1 rad/s 13 micrometres in 100 m.
    private const int KnotNs = 1_000_000;

    /// <summary>Moves the points; their times stay. Points of a sensor that compensates by itself stay where they are.</summary>
    public void Apply(StoredLidar lidar, StoredSweep sweep, Span<LidarPoint> points)
    {
        ArgumentNullException.ThrowIfNull(lidar);
        ArgumentNullException.ThrowIfNull(sweep);
        if (lidar.Compensated || points.IsEmpty)
        {
            return;
        }

        (int first, int last) = KnotsOf(points);
        Pose stampFromVehicle = (path.At(sweep.TimeNs) * lidar.VehicleFromLidar).Inverse();
        Shift[] knots = [.. Enumerable.Range(first, last - first + 2).Select(k =>
            Shift.Of(stampFromVehicle * path.At(sweep.TimeNs + (long)k * KnotNs) * lidar.VehicleFromLidar))];
        foreach (ref LidarPoint point in points)
        {
            int knot = FloorOfKnot(point.TimeOffsetNs);
            float share = (point.TimeOffsetNs - knot * KnotNs) / (float)KnotNs;
            ref readonly Shift a = ref knots[knot - first];
            ref readonly Shift b = ref knots[knot - first + 1];

            // A point begins with x, y, z and intensity, whose shift is 0.
            ref float place = ref MemoryMarshal.Cast<LidarPoint, float>(new Span<LidarPoint>(ref point))[0];
            Vector128<float> p = Vector128.LoadUnsafe(ref place);
            Vector128<float> before = a.Of(p);
            (p + (before + (b.Of(p) - before) * share)).StoreUnsafe(ref place);
        }
    }

    private static (int First, int Last) KnotsOf(ReadOnlySpan<LidarPoint> points)
    {
        int first = points[0].TimeOffsetNs;
        int last = first;
        foreach (ref readonly LidarPoint point in points)
        {
            first = Math.Min(first, point.TimeOffsetNs);
            last = Math.Max(last, point.TimeOffsetNs);
        }

        return (FloorOfKnot(first), FloorOfKnot(last));
    }

    private static int FloorOfKnot(int timeNs) => timeNs >= 0 ? timeNs / KnotNs : -((KnotNs - 1 - timeNs) / KnotNs);

    /// <summary>
    /// How far a rigid motion carries each place: its matrix less the identity, by columns, and its translation. Shifts are small, so single
    /// precision has them to a fraction of a micrometre.
    /// </summary>
    private readonly record struct Shift(Vector128<float> X, Vector128<float> Y, Vector128<float> Z, Vector128<float> Start)
    {
        public static Shift Of(Pose motion) => new(
            Column(motion.ApplyDirection(Double3.UnitX) - Double3.UnitX),
            Column(motion.ApplyDirection(Double3.UnitY) - Double3.UnitY),
            Column(motion.ApplyDirection(Double3.UnitZ) - Double3.UnitZ),
            Column(motion.Translation));

        public Vector128<float> Of(Vector128<float> place) => Start + X * place[0] + Y * place[1] + Z * place[2];

        private static Vector128<float> Column(Double3 v) => Vector128.Create((float)v.X, (float)v.Y, (float)v.Z, 0);
    }
}
