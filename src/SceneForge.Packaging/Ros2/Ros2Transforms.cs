using SceneForge.Base.Geometry;
using SceneForge.Base.Numerics;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Source;
using SceneForge.Sensors.Cameras;

namespace SceneForge.Packaging.Ros2;

/// <summary>
/// The tree of frames map, odom, base_link, sensors; and odometry. tf2 goes straight between two poses, so there is one every 10 ms, from the first
/// sweep's begin to the last one's end.
/// </summary>
internal static class Ros2Transforms
{
    private const long StepNs = 10_000_000;

    /// <summary>What stays as it is: odom in the map, and every sensor on the vehicle.</summary>
    public static Ros2Message Static(SequenceReader tables, long timeNs)
    {
        List<(string Parent, string Child, Pose Pose)> edges = [(Ros2Frames.Map, Ros2Frames.Odom, Pose.Identity)];
        foreach (CameraSensor camera in tables.Rig.Cameras)
        {
            Pose body = camera.VehicleFromCamera * new Pose(Double3.Zero, Ros2Frames.BodyFromOptical.Inverse());
            edges.Add((Ros2Frames.Base, camera.Name, body));
            edges.Add((camera.Name, Ros2Frames.Optical(camera.Name), new Pose(Double3.Zero, Ros2Frames.BodyFromOptical)));
        }

        edges.AddRange(tables.Lidars.Select(l => (Ros2Frames.Base, l.Name, l.VehicleFromLidar)));
        CdrWriter cdr = new();
        cdr.Sequence(edges, e => Edge(cdr, timeNs, e.Parent, e.Child, e.Pose));
        return new Ros2Message("/tf_static", "tf2_msgs/TFMessage", timeNs, cdr);
    }

    /// <summary>Where the vehicle is, at the frame's own instants as stored, between frames by the vehicle's path.</summary>
    /// <param name="from">The first instant, nanoseconds.</param>
    /// <param name="to">The last one.</param>
    public static IEnumerable<Ros2Message> Moving(SourceSequence sequence, StoredFrame frame, long from, long to)
    {
        SortedDictionary<long, Pose> poses = new() { [from] = sequence.Carrier.At(from), [to] = sequence.Carrier.At(to) };
        for (long time = (from + StepNs - 1) / StepNs * StepNs; time < to; time += StepNs)
        {
            poses[time] = sequence.Carrier.At(time);
        }

        foreach ((long time, Pose pose) in frame.Cameras.Select(c => (c.TimeNs, c.WorldFromVehicle)).Append((frame.TimeNs, frame.WorldFromVehicle)))
        {
            poses[time] = pose;
        }

        foreach ((long time, Pose pose) in poses)
        {
            CdrWriter cdr = new();
            cdr.U32(1);
            Edge(cdr, time, Ros2Frames.Odom, Ros2Frames.Base, pose);
            yield return new Ros2Message("/tf", "tf2_msgs/TFMessage", time, cdr);
        }
    }

    /// <summary>The vehicle's pose in odom and its velocity in its own frame, by differences of its path over 2 ms.</summary>
    public static Ros2Message Odometry(SourceSequence sequence, StoredFrame frame)
    {
        const long reach = 1_000_000;
        const double span = 2e-3;
        Pose before = sequence.Carrier.At(frame.TimeNs - reach);
        Pose after = sequence.Carrier.At(frame.TimeNs + reach);
        Double3 linear = frame.WorldFromVehicle.Rotation.Inverse().Apply((after.Translation - before.Translation) * (1 / span));
        CdrWriter cdr = new();
        cdr.Header(frame.TimeNs, Ros2Frames.Odom).Text(Ros2Frames.Base).Pose(frame.WorldFromVehicle).F64s(new double[36]);
        cdr.Vector(linear).Vector(Turn(before.Rotation.Inverse() * after.Rotation) * (1 / span)).F64s(new double[36]);
        return new Ros2Message("/odom", "nav_msgs/Odometry", frame.TimeNs, cdr);
    }

    // Axis times angle.
    private static Double3 Turn(Rotation r)
    {
        Rotation near = r.W < 0 ? new Rotation(-r.W, -r.X, -r.Y, -r.Z) : r;
        Double3 axis = new(near.X, near.Y, near.Z);
        double sine = axis.Length;
        return sine == 0 ? Double3.Zero : axis * (2 * StrictMath.Atan2(sine, near.W) / sine);
    }

    private static void Edge(CdrWriter cdr, long timeNs, string parent, string child, Pose parentFromChild) =>
        cdr.Header(timeNs, parent).Text(child).Pose(parentFromChild);
}
