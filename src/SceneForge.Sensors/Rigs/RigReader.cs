using System.Collections.Immutable;
using SceneForge.Base.Input;
using SceneForge.Base.Numerics;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Lidar;
using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Rigs;

/// <summary>
/// Reads a sensor rig: <c>{ "name", "cameras": [ { "name", "width", "height", "horizontal_fov" | "fx" ["fy" "cx" "cy"], "lens", "row_time",
/// "mount", ... } ], "lidars": [ { "name", "model", "mount", "compensate" } ], "mount" }</c>. Lengths in metres, angles in degrees.
/// </summary>
public static class RigReader
{
    private const double FarthestPlace = 100_000;

    /// <exception cref="InputException">The file is not a rig.</exception>
    public static SensorRig Read(string path)
    {
        JsonNode root = JsonFile.Read(path);
        string name = Name(root.Get("name"));
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        JsonNode list = root.Get("cameras");
        CameraSensor[] cameras = [.. list.Items().Select(node => CameraReader.Read(node, SensorName(node.Get("name"), names)))];
        if (cameras.Length == 0)
        {
            throw list.Fail("The rig has no camera.", "Add at least one.");
        }

        List<string> files = [Path.GetFullPath(path)];
        LidarSensor[] lidars = [.. (root.Find("lidars")?.Items() ?? []).Select(node => Lidar(node, names, files))];
        RigMount mount = root.Find("mount") is { } carrier ? ReadMount(carrier) : new RigMount.OnEgo();
        root.Finish();
        return new SensorRig(name, [.. cameras], [.. lidars]) { Files = [.. files], Mount = mount };
    }

    private static LidarSensor Lidar(JsonNode node, HashSet<string> names, List<string> files)
    {
        string name = SensorName(node.Get("name"), names);
        JsonNode model = node.Get("model");
        string file = Path.GetFullPath(model.AsString(), Path.GetDirectoryName(Path.GetFullPath(node.File))!);
        if (Path.IsPathRooted(model.AsString()) || !File.Exists(file))
        {
            throw model.Fail($"There is no LiDAR model \"{NearestName.Shorten(model.AsString())}\".",
                "Check the path; it starts at the rig's folder.");
        }

        files.Add(file);
        Pose mount = node.Find("mount") is { } place ? Mount(place) : Pose.Identity;
        bool compensate = node.Find("compensate")?.AsBoolean() ?? false;
        node.Finish();
        return new LidarSensor(name, LidarModelReader.Read(file), mount, compensate);
    }

    private static RigMount ReadMount(JsonNode node)
    {
        JsonNode? actor = node.Find("actor");
        JsonNode? world = node.Find("world");
        if (actor is null == world is null)
        {
            throw node.Fail("A rig is mounted on one thing.", "Write either { \"actor\": name } or { \"world\": { \"x\", \"y\", \"z\", ... } }.");
        }

        RigMount mount = actor is null ? new RigMount.InWorld(Mount(world!, FarthestPlace)) : new RigMount.OnActor(actor.AsString());
        node.Finish();
        return mount;
    }

    internal static Pose Mount(JsonNode node, double reach = 100)
    {
        double Length(string name) => node.Find(name)?.AsNumber(-reach, reach) ?? 0;
        double Angle(string name) => StrictMath.Radians(node.Find(name)?.AsNumber(-360, 360) ?? 0);
        Double3 position = new(Length("x"), Length("y"), Length("z"));
        Rotation turn = Rotation.FromYawPitchRoll(Angle("yaw"), Angle("pitch"), Angle("roll"));
        node.Finish();
        return new Pose(position, turn);
    }

    private static string SensorName(JsonNode node, HashSet<string> names)
    {
        string name = Name(node);
        return names.Add(name)
            ? name
            : throw node.Fail($"Two sensors are named \"{name}\".", "Give each its own name; upper and lower case count as the same.");
    }

    /// <summary>A name that can be a folder's on every file system.</summary>
    private static string Name(JsonNode node)
    {
        string name = node.AsString();
        bool safe = name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        return safe ? name : throw node.Fail($"\"{name}\" cannot name a folder.", "Use 1 to 64 letters, digits and underscores.");
    }
}
