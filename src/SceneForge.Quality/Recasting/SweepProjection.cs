using System.Globalization;
using SceneForge.Frames.Storage;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Lidar;
using SceneForge.Base.Geometry;

namespace SceneForge.Quality.Recasting;

/// <summary>
/// Projects a sweep's points into a picture of the same frame: where the camera sees a point's place, it must
/// see the same object at the same depth. Points that stand behind what the camera sees (it looks from another place) say nothing.
/// </summary>
public static class SweepProjection
{
    // Range noise of weak echoes, depth rounding, and what a pixel covers at a slant.
    private const double DepthReach = 0.25;
    private const double RelativeReach = 0.02;

    // Six standard deviations.
    private const double NoiseReach = 6;

    /// <summary>
    /// Compares one sweep with one picture. Points near edges of the picture's segments, where half a pixel decides, count for nothing.
    /// </summary>
    /// <param name="world">Tells where the sensor stood at each firing.</param>
    /// <param name="view">Of the picture.</param>
    public static RecastTally Compare(SequenceReader sequence, StoredFrame frame, StoredSweep sweep, StoredPicture picture, IRecastWorld world,
        IRecastView view)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(world);
        CameraSensor sensor = sequence.Rig.Cameras.First(c => c.Name == picture.Camera);
        CameraModel camera = sensor.Model;
        StoredLidar lidar = sequence.Lidars.First(l => l.Name == sweep.Lidar);
        ushort[] segments = ChannelFiles.ReadGray16(sequence.PathOf(picture.Files["segment"]), out _, out _);
        ushort[] instances = ChannelFiles.ReadGray16(sequence.PathOf(picture.Files["instance"]), out _, out _);
        ushort[] depths = ChannelFiles.ReadGray16(sequence.PathOf(picture.Files["depth"]), out _, out _);
        Dictionary<int, double> speeds = frame.Objects.ToDictionary(o => o.Box.ObjectId, o => o.Box.Speed);
        double baseline = (picture.WorldFromCamera.Translation - sweep.WorldFromLidar.Translation).Length;
        RecastTally tally = RecastTally.Empty;
        long known = long.MinValue;
        Pose worldFromLidar = default;
        foreach (LidarPoint point in PointFile.Read(sequence.PathOf(sweep.File)))
        {
            if (point.Cause != PointCause.Surface)
            {
                continue;
            }

            if (known != point.TimeOffsetNs)
            {
                known = point.TimeOffsetNs;
                worldFromLidar = lidar.Compensated ? sweep.WorldFromLidar : world.WorldFromLidar(lidar.Name, sweep.TimeNs + known);
            }

            if (view.Project(worldFromLidar.Apply(new Double3(point.X, point.Y, point.Z))) is not (double u, double v, { Z: >= 1 } seen))
            {
                continue;
            }

            (int x, int y) = ((int)Math.Floor(u), (int)Math.Floor(v));
            // Noise along the beam moves a near point sideways for a camera that stands elsewhere; what throws the light back may stand at the
            // beam's rim.
            int around = 1 + (int)(camera.Fx * Math.Max(baseline / (seen.Z * seen.Z) * NoiseReach * lidar.RangeNoise, lidar.Divergence / 2));
            if (x < around || y < around || x >= camera.Width - around || y >= camera.Height - around)
            {
                continue;
            }

            // What moves is elsewhere at the picture's time by up to its speed times the offset, limbs faster than the body.
            double moved = speeds.GetValueOrDefault(point.Instance) * 2.5 * (Math.Abs(point.TimeOffsetNs) + sensor.ReachNs) * 1e-9;
            double reach = DepthReach + RelativeReach * seen.Z + moved;
            if (moved > 0.5 * seen.Z / camera.Fx || IsNearEdge(segments, depths, camera.Width, x, y, around))
            {
                tally = tally.WithEdge();
                continue;
            }

            int pixel = y * camera.Width + x;
            double depth = depths[pixel] / 256.0;
            bool isOther = instances[pixel] != point.Instance;
            bool isHidden = depth < seen.Z - (isOther ? 0 : reach) && depths[pixel] != ushort.MaxValue;
            if (isHidden)
            {
                continue;
            }

            tally = Math.Abs(depth - seen.Z) <= reach && !isOther ? tally.WithAgreement()
                : IsBetweenPixels(view, u, v, point.Segment) ? tally.WithEdge()
                : tally.With(new Disagreement(sequence.Number, sweep.Lidar, frame.Frame, $"over pixel ({x}, {y}) of {picture.Camera}", string.Create(
                    CultureInfo.InvariantCulture,
                    $"the point of {SegmentNames.Of(sequence, point.Segment)} has a depth of {seen.Z:0.00} m, the picture shows "
                        + $"{SegmentNames.Of(sequence, segments[pixel])} at {depth:0.00} m")));
        }

        return tally;
    }

    // A leaf or wire may stand where the camera looks, and still cover the centre of no pixel.
    private static bool IsBetweenPixels(IRecastView view, double u, double v, int segment) => view.Through(u, v)?.Segment == segment;

    private static bool IsNearEdge(ushort[] segments, ushort[] depths, int width, int x, int y, int around)
    {
        int middle = y * width + x;
        for (int dy = -around; dy <= around; dy++)
        {
            for (int dx = -around; dx <= around; dx++)
            {
                int pixel = middle + dy * width + dx;
                if (segments[pixel] != segments[middle] || Math.Abs(depths[pixel] - depths[middle]) > 0.05 * depths[middle])
                {
                    return true;
                }
            }
        }

        return false;
    }
}
