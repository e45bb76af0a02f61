using System.Globalization;
using SceneForge.Quality.Checks.Data;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Lidar;
using SceneForge.Base.Geometry;

namespace SceneForge.Quality.Checks.Sweeps;

/// <summary>Points that carry an object's id lie in its 3D box.</summary>
public sealed class SweepBoxCheck : ISweepCheck
{
    // Mirrors and antennae, which the box leaves out, reach this far beyond it. Metres.
    private const double Reach = 0.35;

    // Standard deviations of the range's noise; an echo at the threshold has three times the strong one's.
    private const double Deviations = 18;

    public string Name => "sweep_box";

    public Severity Severity => Severity.Critical;

    public Violation? Find(SweepData sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        Dictionary<int, (ObjectBox Box, Pose BoxFromLidar)> boxes = sweep.Frame.Objects.ToDictionary(o => o.Box.ObjectId,
            o => (o.Box, o.Box.WorldFromBox.Inverse() * sweep.Sweep.WorldFromLidar));
        double vehicleSpeed = sweep.Sensor.Compensated ? 0 : sweep.VehicleSpeed;
        double turning = sweep.Sensor.Compensated ? 0 : sweep.VehicleTurning;
        (double worst, double limit, int at) = (0, 0, -1);
        for (int i = 0; i < sweep.Points.Length; i++)
        {
            LidarPoint point = sweep.Points[i];
            if (point.Cause != PointCause.Surface || point.Instance == 0
                || !boxes.TryGetValue(point.Instance, out (ObjectBox Box, Pose BoxFromLidar) item))
            {
                continue;
            }

            // The box holds at the sweep's time, the point at its firing's: both body and sensor move in between, and limbs swing.
            double moved = Math.Abs(point.TimeOffsetNs) / 1e9 * (2 * Math.Abs(item.Box.Speed) + vehicleSpeed
                + turning * new Double3(point.X, point.Y, point.Z).Length);
            double allowed = Reach + Deviations * sweep.Sensor.RangeNoise + moved;
            Double3 inBox = item.BoxFromLidar.Apply(new Double3(point.X, point.Y, point.Z));
            Double3 half = item.Box.Size * 0.5;
            double beyond = Math.Max(Math.Abs(inBox.X) - half.X, Math.Max(Math.Abs(inBox.Y) - half.Y, Math.Abs(inBox.Z) - half.Z));
            (worst, limit, at) = beyond > allowed && beyond > worst ? (beyond, allowed, i) : (worst, limit, at);
        }

        return at < 0
            ? null
            : new Violation(worst, limit,
                string.Create(CultureInfo.InvariantCulture, $"Point {at} carries the id {sweep.Points[at].Instance}, yet lies {worst:0.00} m "
                    + $"outside that object's 3D box."));
    }
}
