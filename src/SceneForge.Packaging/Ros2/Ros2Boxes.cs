using System.Globalization;
using SceneForge.Base.Geometry;
using SceneForge.Frames.Storage;

namespace SceneForge.Packaging.Ros2;

/// <summary>3D boxes in the map: as detections for programs, as markers for viewers.</summary>
internal static class Ros2Boxes
{
    private const int Cube = 1;
    private const int Add = 0;
    private const int DeleteAll = 3;
    private const float Alpha = 0.35f;

    public static string Id(int objectId) => objectId.ToString(CultureInfo.InvariantCulture);

    public static Ros2Message Detections(StoredFrame frame, IReadOnlyCollection<StoredObject> objects, Func<int, DatasetClass> classOf)
    {
        CdrWriter cdr = new();
        cdr.Header(frame.TimeNs, Ros2Frames.Map).Sequence(objects, o =>
        {
            cdr.Header(frame.TimeNs, Ros2Frames.Map);
            Hypothesis(cdr, classOf(o.Box.ClassId).Name, o.Box.WorldFromBox);
            cdr.Pose(o.Box.WorldFromBox).Vector(o.Box.Size).Text(Id(o.Box.ObjectId));
        });
        return new Ros2Message("/detections", "vision_msgs/Detection3DArray", frame.TimeNs, cdr);
    }

    public static Ros2Message Markers(StoredFrame frame, IReadOnlyCollection<StoredObject> objects, Func<int, DatasetClass> classOf)
    {
        CdrWriter cdr = new();
        StoredObject?[] all = [null, .. objects];
        cdr.Sequence(all, o =>
        {
            // The first takes away those of the frame before.
            cdr.Header(frame.TimeNs, Ros2Frames.Map).Text("boxes").I32(o?.Box.ObjectId ?? 0).I32(Cube).I32(o is null ? DeleteAll : Add);
            cdr.Pose(o?.Box.WorldFromBox ?? Pose.Identity).Vector(o?.Box.Size ?? new Double3(1, 1, 1));
            string color = o is null ? "#000000" : classOf(o.Box.ClassId).Color;
            cdr.F32(Channel(color, 1)).F32(Channel(color, 3)).F32(Channel(color, 5)).F32(Alpha);
            // No end of life, not locked to its frame, no points, colours, texture, text or mesh.
            cdr.I32(0).U32(0).Flag(false).U32(0).U32(0).Text("").Header(0, "").Text("").U32(0).U32(0);
            cdr.Text(o?.Box.Name ?? "").Text("").Text("").U32(0).Flag(false);
        });
        return new Ros2Message("/boxes", "visualization_msgs/MarkerArray", frame.TimeNs, cdr);
    }

    /// <summary>One hypothesis, which is certain.</summary>
    public static void Hypothesis(CdrWriter cdr, string className, Pose pose) => cdr.U32(1).Text(className).F64(1).Pose(pose).F64s(new double[36]);

    private static float Channel(string color, int at) =>
        int.Parse(color.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255f;
}
