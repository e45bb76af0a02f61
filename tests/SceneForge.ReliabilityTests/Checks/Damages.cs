using System.Runtime.InteropServices;
using Newtonsoft.Json.Linq;
using SceneForge.Frames.Encoders;
using SceneForge.Frames.Storage;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Lidar;

namespace SceneForge.ReliabilityTests.Checks;

/// <summary>For every check a damage to the files of a sequence that it must catch.</summary>
internal static class Damages
{
    private const int Child = 3;

    /// <summary>By the check's name; each takes the sequence's folder.</summary>
    public static IReadOnlyDictionary<string, Action<string>> All { get; } = new Dictionary<string, Action<string>>
    {
        ["readable"] = s => Rewrite(s, "CAM_FRONT/000000.rgb.png", bytes => bytes[..(bytes.Length / 2)]),
        ["ids"] = s => FromNextFrame(s, "semantic.png"),
        ["sky_normal"] = s => FromNextFrame(s, "normal.png"),
        ["mask_box"] = s => EditLabels(s, 0, labels => Add(Seen(labels), "visible_pixels", 1)),
        ["truncation"] = s => EditLabels(s, 0, labels => Objects(labels).First(o => (double)o["truncation"]! == 0)["truncation"] = 0.25),
        ["keypoints"] = s => EditLabels(s, 0, labels => Add(Objects(labels).First(o => o["keypoints"]!.Any())["keypoints"]![0]!, "u", 4)),
        ["depth_box"] = s => FromNextFrame(s, "depth.png"),
        ["depth_float"] = s => FromNextFrame(s, "depth.npy"),
        ["flow"] = s => FromNextFrame(s, "flow.png"),
        ["flow_moving"] = ThingsFlowAside,
        ["black"] = s => Paint(s, (rgb, _) => new byte[rgb.Length]),
        ["blown_out"] = s => Paint(s, (rgb, _) => [.. Enumerable.Repeat((byte)255, rgb.Length)]),
        ["empty"] = s => Paint(s, (rgb, _) => [.. Enumerable.Repeat((byte)120, rgb.Length)]),
        ["blur"] = s => Paint(s, (rgb, width) => Blur(Blur(rgb, width, 3), width, 3 * width)),
        ["sweep_ids"] = s => Rewrite(s, "LIDAR_TOP/000000.points.bin", bytes => bytes[..^LidarPoint.Bytes]),
        ["sweep_box"] = OnePointAside,
        ["poses"] = s => EditLabels(s, 0, labels => Add((JArray)labels["cameras"]![0]!["world_from_camera"]!["translation"]!, 0, 0.01)),
        ["overlap"] = s => EditLabels(s, 0, labels =>
            labels["objects"]![0]!["world_from_box"]!.Replace(labels["objects"]![3]!["world_from_box"]!.DeepClone())),
        ["ground"] = s => EditLabels(s, 0, labels => Around(labels).ForEach(o => Add((JArray)o["world_from_box"]!["translation"]!, 2, 0.5))),
        ["frozen"] = s => File.Copy(Path.Combine(s, "CAM_FRONT", "000000.rgb.png"), Path.Combine(s, "CAM_FRONT", "000001.rgb.png"), overwrite: true),
        ["promise"] = HideTheChild,
    };

    /// <summary>Damage to a promise that no mask shows: two bodies come nearer than promised.</summary>
    public static void BringTheChildNear(string sequence) => EditLabels(sequence, 1, labels =>
    {
        JObject vehicle = (JObject)labels["world_from_vehicle"]!;
        Around(labels).First(o => (int)o["id"]! == Child)["world_from_box"]!["translation"]!.Replace(vehicle["translation"]!.DeepClone());
    });

    private static void Rewrite(string sequence, string file, Func<byte[], byte[]> damage)
    {
        string path = Path.Combine(sequence, file.Replace('/', Path.DirectorySeparatorChar));
        File.WriteAllBytes(path, damage(File.ReadAllBytes(path)));
    }

    // In 0.2 s the ego drives two metres.
    private static void FromNextFrame(string sequence, string channel) =>
        File.Copy(Path.Combine(sequence, "CAM_FRONT", $"000001.{channel}"), Path.Combine(sequence, "CAM_FRONT", $"000000.{channel}"),
            overwrite: true);

    private static void EditLabels(string sequence, int frame, Action<JObject> edit)
    {
        string path = Path.Combine(sequence, "labels", $"{frame:D6}.json");
        JObject labels = JObject.Parse(File.ReadAllText(path));
        edit(labels);
        File.WriteAllText(path, labels.ToString());
    }

    private static JToken Objects(JObject labels) => labels["cameras"]![0]!["objects"]!;

    private static JToken Seen(JObject labels) => Objects(labels).First(o => (int)o["visible_pixels"]! > 0);

    private static List<JToken> Around(JObject labels) => [.. labels["objects"]!];

    private static void Add(JToken owner, string member, double much) => owner[member] = (double)owner[member]! + much;

    private static void Add(JArray numbers, int index, double much) => numbers[index] = (double)numbers[index] + much;

    private static void Paint(string sequence, Func<byte[], int, byte[]> paint)
    {
        string path = Path.Combine(sequence, "CAM_FRONT", "000000.rgb.png");
        byte[] rgb = ChannelFiles.ReadRgb(path, out int width, out int height);
        File.WriteAllBytes(path, new ChannelEncoder().Rgb(paint(rgb, width), width, height).ToArray());
    }

    // The mean of nine samples in one direction.
    private static byte[] Blur(byte[] rgb, int width, int step) =>
        [.. Enumerable.Range(0, rgb.Length).Select(i => (byte)Enumerable.Range(-4, 9)
            .Average(k => rgb[Math.Clamp(i + k * step, i % 3, rgb.Length - 3 + i % 3)]))];

    private static void ThingsFlowAside(string sequence)
    {
        string folder = Path.Combine(sequence, "CAM_FRONT");
        ushort[] instance = ChannelFiles.ReadGray16(Path.Combine(folder, "000000.instance.png"), out int width, out int height);
        ushort[] stored = ChannelFiles.ReadFlow(Path.Combine(folder, "000000.flow.png"), out _, out _);
        float[] flow = new float[2 * instance.Length];
        for (int p = 0; p < instance.Length; p++)
        {
            bool isValid = stored[3 * p + 2] != 0;
            flow[2 * p] = isValid ? (stored[3 * p] - 32768) / 64f + (instance[p] != 0 ? 40 : 0) : float.NaN;
            flow[2 * p + 1] = isValid ? (stored[3 * p + 1] - 32768) / 64f : float.NaN;
        }

        File.WriteAllBytes(Path.Combine(folder, "000000.flow.png"), new ChannelEncoder().Flow(Blank(width, height) with { Flow = flow }).ToArray());
    }

    private static void HideTheChild(string sequence)
    {
        foreach (string path in Directory.GetFiles(Path.Combine(sequence, "CAM_FRONT"), "*.instance.png"))
        {
            ushort[] instance = ChannelFiles.ReadGray16(path, out int width, out int height);
            ushort[] without = [.. instance.Select(id => id == Child ? (ushort)0 : id)];
            File.WriteAllBytes(path, new ChannelEncoder().Instance(Blank(width, height) with { Instance = without }).ToArray());
        }
    }

    private static void OnePointAside(string sequence) => Rewrite(sequence, "LIDAR_TOP/000000.points.bin", bytes =>
    {
        Span<LidarPoint> points = MemoryMarshal.Cast<byte, LidarPoint>(bytes.AsSpan());
        int at = points.ToArray().ToList().FindIndex(p => p.Instance != 0);
        points[at] = points[at] with { Z = points[at].Z + 9 };
        return bytes;
    });

    private static Channels Blank(int width, int height) =>
        new() { Width = width, Height = height, Depth = [], Segment = [], Semantic = [], Instance = [], Normal = [], Flow = [] };
}
