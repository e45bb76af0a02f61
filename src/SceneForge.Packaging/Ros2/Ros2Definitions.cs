using System.Collections.Immutable;
using System.Text;

namespace SceneForge.Packaging.Ros2;

/// <summary>
/// The fields of ROS 2's messages (common_interfaces of Humble and later, vision_msgs 4), by type. A recording embeds them, so that readers need no
/// ROS: the type's own fields, then those of every type that these use.
/// </summary>
internal static class Ros2Definitions
{
    private const string Separator = "================================================================================";

    private static readonly ImmutableSortedDictionary<string, string[]> Fields = new Dictionary<string, string[]>
    {
        ["builtin_interfaces/Duration"] = ["int32 sec", "uint32 nanosec"],
        ["builtin_interfaces/Time"] = ["int32 sec", "uint32 nanosec"],
        ["geometry_msgs/Point"] = ["float64 x", "float64 y", "float64 z"],
        ["geometry_msgs/Pose"] = ["geometry_msgs/Point position", "geometry_msgs/Quaternion orientation"],
        ["geometry_msgs/PoseWithCovariance"] = ["geometry_msgs/Pose pose", "float64[36] covariance"],
        ["geometry_msgs/Quaternion"] = ["float64 x 0", "float64 y 0", "float64 z 0", "float64 w 1"],
        ["geometry_msgs/Transform"] = ["geometry_msgs/Vector3 translation", "geometry_msgs/Quaternion rotation"],
        ["geometry_msgs/TransformStamped"] = ["std_msgs/Header header", "string child_frame_id", "geometry_msgs/Transform transform"],
        ["geometry_msgs/Twist"] = ["geometry_msgs/Vector3 linear", "geometry_msgs/Vector3 angular"],
        ["geometry_msgs/TwistWithCovariance"] = ["geometry_msgs/Twist twist", "float64[36] covariance"],
        ["geometry_msgs/Vector3"] = ["float64 x", "float64 y", "float64 z"],
        ["nav_msgs/Odometry"] = ["std_msgs/Header header", "string child_frame_id", "geometry_msgs/PoseWithCovariance pose",
            "geometry_msgs/TwistWithCovariance twist"],
        ["sensor_msgs/CameraInfo"] = ["std_msgs/Header header", "uint32 height", "uint32 width", "string distortion_model", "float64[] d",
            "float64[9] k", "float64[9] r", "float64[12] p", "uint32 binning_x", "uint32 binning_y", "sensor_msgs/RegionOfInterest roi"],
        ["sensor_msgs/CompressedImage"] = ["std_msgs/Header header", "string format", "uint8[] data"],
        ["sensor_msgs/Image"] = ["std_msgs/Header header", "uint32 height", "uint32 width", "string encoding", "uint8 is_bigendian", "uint32 step",
            "uint8[] data"],
        ["sensor_msgs/LaserScan"] = ["std_msgs/Header header", "float32 angle_min", "float32 angle_max", "float32 angle_increment",
            "float32 time_increment", "float32 scan_time", "float32 range_min", "float32 range_max", "float32[] ranges", "float32[] intensities"],
        ["sensor_msgs/PointCloud2"] = ["std_msgs/Header header", "uint32 height", "uint32 width", "sensor_msgs/PointField[] fields",
            "bool is_bigendian", "uint32 point_step", "uint32 row_step", "uint8[] data", "bool is_dense"],
        ["sensor_msgs/PointField"] = ["uint8 INT8=1", "uint8 UINT8=2", "uint8 INT16=3", "uint8 UINT16=4", "uint8 INT32=5", "uint8 UINT32=6",
            "uint8 FLOAT32=7", "uint8 FLOAT64=8", "string name", "uint32 offset", "uint8 datatype", "uint32 count"],
        ["sensor_msgs/RegionOfInterest"] = ["uint32 x_offset", "uint32 y_offset", "uint32 height", "uint32 width", "bool do_rectify"],
        ["std_msgs/ColorRGBA"] = ["float32 r", "float32 g", "float32 b", "float32 a"],
        ["std_msgs/Header"] = ["builtin_interfaces/Time stamp", "string frame_id"],
        ["tf2_msgs/TFMessage"] = ["geometry_msgs/TransformStamped[] transforms"],
        ["vision_msgs/BoundingBox2D"] = ["vision_msgs/Pose2D center", "float64 size_x", "float64 size_y"],
        ["vision_msgs/BoundingBox3D"] = ["geometry_msgs/Pose center", "geometry_msgs/Vector3 size"],
        ["vision_msgs/Detection2D"] = ["std_msgs/Header header", "vision_msgs/ObjectHypothesisWithPose[] results", "vision_msgs/BoundingBox2D bbox",
            "string id"],
        ["vision_msgs/Detection2DArray"] = ["std_msgs/Header header", "vision_msgs/Detection2D[] detections"],
        ["vision_msgs/Detection3D"] = ["std_msgs/Header header", "vision_msgs/ObjectHypothesisWithPose[] results", "vision_msgs/BoundingBox3D bbox",
            "string id"],
        ["vision_msgs/Detection3DArray"] = ["std_msgs/Header header", "vision_msgs/Detection3D[] detections"],
        ["vision_msgs/ObjectHypothesis"] = ["string class_id", "float64 score"],
        ["vision_msgs/ObjectHypothesisWithPose"] = ["vision_msgs/ObjectHypothesis hypothesis", "geometry_msgs/PoseWithCovariance pose"],
        ["vision_msgs/Point2D"] = ["float64 x", "float64 y"],
        ["vision_msgs/Pose2D"] = ["vision_msgs/Point2D position", "float64 theta"],
        ["visualization_msgs/Marker"] = ["int32 ARROW=0", "int32 CUBE=1", "int32 SPHERE=2", "int32 CYLINDER=3", "int32 LINE_STRIP=4",
            "int32 LINE_LIST=5", "int32 CUBE_LIST=6", "int32 SPHERE_LIST=7", "int32 POINTS=8", "int32 TEXT_VIEW_FACING=9", "int32 MESH_RESOURCE=10",
            "int32 TRIANGLE_LIST=11", "int32 ADD=0", "int32 MODIFY=0", "int32 DELETE=2", "int32 DELETEALL=3", "std_msgs/Header header", "string ns",
            "int32 id", "int32 type", "int32 action", "geometry_msgs/Pose pose", "geometry_msgs/Vector3 scale", "std_msgs/ColorRGBA color",
            "builtin_interfaces/Duration lifetime", "bool frame_locked", "geometry_msgs/Point[] points", "std_msgs/ColorRGBA[] colors",
            "string texture_resource", "sensor_msgs/CompressedImage texture", "visualization_msgs/UVCoordinate[] uv_coordinates", "string text",
            "string mesh_resource", "visualization_msgs/MeshFile mesh_file", "bool mesh_use_embedded_materials"],
        ["visualization_msgs/MarkerArray"] = ["visualization_msgs/Marker[] markers"],
        ["visualization_msgs/MeshFile"] = ["string filename", "uint8[] data"],
        ["visualization_msgs/UVCoordinate"] = ["float32 u", "float32 v"],
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>A type's definition as MCAP's schema encoding <c>ros2msg</c> wants it.</summary>
    /// <param name="type">Such as <c>sensor_msgs/Image</c>.</param>
    public static string Text(string type)
    {
        StringBuilder text = new();
        Append(text, type);
        List<string> used = [];
        Gather(type, used);
        foreach (string other in used)
        {
            text.Append(Separator).Append('\n').Append("MSG: ").Append(other).Append('\n');
            Append(text, other);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string type)
    {
        foreach (string field in Fields[type])
        {
            text.Append(field).Append('\n');
        }
    }

    private static void Gather(string type, List<string> used)
    {
        foreach (string field in Fields[type])
        {
            string name = field.Split(' ')[0].Split('[')[0];
            if (Fields.ContainsKey(name) && !used.Contains(name))
            {
                used.Add(name);
                Gather(name, used);
            }
        }
    }
}
