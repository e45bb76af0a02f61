using SceneForge.Frames.Storage;
using SceneForge.Quality.Checks.Data;
using SceneForge.Sensors.Labels;
using SceneForge.Base.Geometry;

namespace SceneForge.Quality.Checks.World;

/// <summary>The poses and boxes that a frame gives in several places are the same.</summary>
public sealed class PoseCheck : IFrameCheck
{
    // Products of poses in 64-bit arithmetic over kilometres, metres.
    private const double Limit = 1e-6;

    public string Name => "poses";

    public Severity Severity => Severity.Critical;

    public Violation? Find(FrameData frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        SequenceReader sequence = frame.Tables.Sequence;
        List<(double Off, string What)> found = [];
        Dictionary<int, ObjectBox> around = frame.Frame.Objects.Select(o => o.Box).ToDictionary(b => b.ObjectId);
        foreach (StoredPicture picture in frame.Frame.Cameras)
        {
            Pose mounted = picture.WorldFromVehicle * sequence.Rig.Cameras.First(c => c.Name == picture.Camera).VehicleFromCamera;
            found.Add((Off(picture.WorldFromCamera, mounted, Double3.Zero), $"The pose of {picture.Camera} is not where the rig mounts it"));
            if (picture.TimeNs == frame.Frame.TimeNs)
            {
                found.Add((Off(picture.WorldFromVehicle, frame.Frame.WorldFromVehicle, Double3.Zero),
                    $"The vehicle's pose in {picture.Camera} is not the frame's"));
            }

            foreach (ObjectLabel label in picture.Objects)
            {
                string who = $"{label.Name} (id {label.ObjectId})";
                found.Add((Off(picture.WorldFromCamera * label.CameraFromBox, label.WorldFromBox, label.Size),
                    $"The 3D box of {who} in {picture.Camera} is not where its place in the world is"));
                if (picture.TimeNs == frame.Frame.TimeNs && around.TryGetValue(label.ObjectId, out ObjectBox? box))
                {
                    found.Add((Math.Max(Off(label.WorldFromBox, box.WorldFromBox, label.Size), (label.Size - box.Size).Length),
                        $"The 3D box of {who} in {picture.Camera} is not the frame's"));
                }
            }
        }

        foreach (StoredSweep sweep in frame.Frame.Lidars.Where(s => s.TimeNs == frame.Frame.TimeNs))
        {
            Pose mounted = frame.Frame.WorldFromVehicle * sequence.Lidars.First(l => l.Name == sweep.Lidar).VehicleFromLidar;
            found.Add((Off(sweep.WorldFromLidar, mounted, Double3.Zero), $"The pose of {sweep.Lidar} is not where the rig mounts it"));
        }

        (double off, string what) = found.DefaultIfEmpty((0, "")).MaxBy(f => f.Item1);
        return off <= Limit ? null : new Violation(off, Limit, FormattableString.Invariant($"{what}: {off:0.000} m off."));
    }

    // How far two poses put a corner apart, at least a metre from the origin so that turns count.
    private static double Off(Pose a, Pose b, Double3 size)
    {
        Double3 corner = size * 0.5 + new Double3(1, 1, 1);
        return Math.Max((a.Apply(corner) - b.Apply(corner)).Length, (a.Apply(-corner) - b.Apply(-corner)).Length);
    }
}
