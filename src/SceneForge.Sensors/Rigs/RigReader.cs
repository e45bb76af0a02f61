using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using SceneForge.Scenarios.Input;
using SceneForge.Scenarios.Numerics;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Lidar;
using SceneForge.World.Geometry;

namespace SceneForge.Sensors.Rigs;

/// <summary>
/// Reads a sensor rig: <c>{ "name", "cameras": [ { "name", "width", "height", "horizontal_fov" | "fx" ["fy" "cx" "cy"], "mount", ... } ],
/// "lidars": [ { "name", "model", "mount", "compensate" } ] }</c>. Lengths in metres, angles in degrees.
/// </summary>
public static class RigReader
{
    private const int MaxSide = 16384;

    /// <summary>The optical frame (x right, y down, z forward) of a camera that looks along the vehicle's x axis.</summary>
    private static readonly Rotation MountFromCamera = Rotation.FromAxes(-Double3.UnitY, -Double3.UnitZ, Double3.UnitX);

    /// <exception cref="InputException">The file is not a rig.</exception>
    public static SensorRig Read(string path)
    {
        JsonNode root = JsonFile.Read(path);
        string name = Name(root.Get("name"));
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        JsonNode list = root.Get("cameras");
        CameraSensor[] cameras = [.. list.Items().Select(node => Camera(node, names))];
        if (cameras.Length == 0)
        {
            throw list.Fail("The rig has no camera.", "Add at least one.");
        }

        List<string> files = [Path.GetFullPath(path)];
        LidarSensor[] lidars = [.. (root.Find("lidars")?.Items() ?? []).Select(node => Lidar(node, names, files))];
        root.Finish();
        return new SensorRig(name, [.. cameras], [.. lidars]) { Files = [.. files] };
    }

    private static LidarSensor Lidar(JsonNode node, HashSet<string> names, List<string> files)
    {
        string name = SensorName(node.Get("name"), names);
        JsonNode model = node.Get("model");
        string file = Path.GetFullPath(model.AsString(), Path.GetDirectoryName(Path.GetFullPath(node.File))!);
        if (Path.IsPathRooted(model.AsString()) || !File.Exists(file))
        {
            throw model.Fail($"There is no LiDAR model \"{NearestName.Shorten(model.AsString())}\".", "Check the path; it starts at the rig's folder.");
        }

        files.Add(file);
        Pose mount = node.Find("mount") is { } place ? Mount(place) : Pose.Identity;
        bool compensate = node.Find("compensate")?.AsBoolean() ?? false;
        node.Finish();
        return new LidarSensor(name, LidarModelReader.Read(file), mount, compensate);
    }

    private static CameraSensor Camera(JsonNode node, HashSet<string> names)
    {
        string name = SensorName(node.Get("name"), names);
        CameraModel model = Model(node);
        Pose mount = node.Find("mount") is { } place ? Mount(place) : Pose.Identity;
        double? exposure = node.Find("exposure_value") is { } ev && ev.Token.Type != JTokenType.Null ? ev.AsNumber(-10, 25) : null;
        int supersampling = node.Find("supersampling")?.AsInteger(1, 2) ?? 1;
        node.Finish();
        return new CameraSensor(name, model, mount * new Pose(Double3.Zero, MountFromCamera), exposure, supersampling);
    }

    private static CameraModel Model(JsonNode node)
    {
        int width = node.Get("width").AsInteger(1, MaxSide);
        int height = node.Get("height").AsInteger(1, MaxSide);
        JsonNode? fov = node.Find("horizontal_fov");
        JsonNode? focal = node.Find("fx");
        if (fov is not null && focal is not null)
        {
            throw focal.Fail("The focal length is given twice, as \"fx\" and by \"horizontal_fov\".", "Remove one of them.");
        }

        if (fov is null && focal is null)
        {
            throw node.Fail("The camera has no focal length.", "Add \"horizontal_fov\" (degrees) or \"fx\" (pixels).");
        }

        double fx = focal is not null ? Focal(focal) : width / 2.0 / StrictMath.Tan(StrictMath.Radians(fov!.AsNumber(1, 170)) / 2);
        double fy = node.Find("fy") is { } vertical ? Focal(vertical) : fx;
        double cx = node.Find("cx")?.AsNumber(-MaxSide, 2 * MaxSide) ?? width / 2.0;
        double cy = node.Find("cy")?.AsNumber(-MaxSide, 2 * MaxSide) ?? height / 2.0;
        return new CameraModel(width, height, fx, fy, cx, cy);
    }

    private static double Focal(JsonNode node) => node.AsNumber(1, 1e6);

    private static Pose Mount(JsonNode node)
    {
        double Length(string name) => node.Find(name)?.AsNumber(-100, 100) ?? 0;
        double Angle(string name) => StrictMath.Radians(node.Find(name)?.AsNumber(-360, 360) ?? 0);
        Double3 position = new(Length("x"), Length("y"), Length("z"));
        Rotation turn = Rotation.FromYawPitchRoll(Angle("yaw"), Angle("pitch"), Angle("roll"));
        node.Finish();
        return new Pose(position, turn);
    }

    private static string SensorName(JsonNode node, HashSet<string> names)
    {
        string name = Name(node);
        return names.Add(name) ? name : throw node.Fail($"Two sensors are named \"{name}\".", "Give each its own name; upper and lower case count as the same.");
    }

    /// <summary>A name that can be a folder's on every file system.</summary>
    private static string Name(JsonNode node)
    {
        string name = node.AsString();
        bool safe = name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        return safe ? name : throw node.Fail($"\"{name}\" cannot name a folder.", "Use 1 to 64 letters, digits and underscores.");
    }
}
