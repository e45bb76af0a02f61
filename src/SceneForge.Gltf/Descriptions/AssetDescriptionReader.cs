using System.Collections.Immutable;
using SceneForge.Base.Input;
using SceneForge.Gltf.Animations;
using SceneForge.Gltf.Models;
using SceneForge.World.Models;

namespace SceneForge.Gltf.Descriptions;

/// <summary>Reads asset.json strictly.</summary>
public static class AssetDescriptionReader
{
    private static readonly Dictionary<string, LampChannel> Channels =
        Enum.GetValues<LampChannel>().ToDictionary(c => ChannelName(c), StringComparer.Ordinal);

    private static readonly Dictionary<string, AssetOrigin> Origins = new(StringComparer.Ordinal)
    {
        ["file"] = AssetOrigin.File,
        ["footprint"] = AssetOrigin.Footprint,
        ["rear_axle"] = AssetOrigin.RearAxle,
    };

    /// <summary>COCO's 17 keypoints of a person, in its order.</summary>
    public static ImmutableArray<string> PersonKeypoints { get; } =
    [
        "nose", "left_eye", "right_eye", "left_ear", "right_ear", "left_shoulder", "right_shoulder", "left_elbow", "right_elbow", "left_wrist",
        "right_wrist", "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle",
    ];

    /// <summary>As asset.json writes it, such as <c>indicator_left</c>.</summary>
    public static string ChannelName(LampChannel channel) =>
        string.Concat(channel.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    /// <exception cref="InputException">The file is missing or wrong.</exception>
    public static AssetDescription Read(string path)
    {
        JsonNode root = JsonFile.Read(path);
        _ = root.Find("$schema");
        JsonNode model = root.Get("model");
        FileFrame frame = new(
            root.Find("up")?.AsChoice([.. FileFrame.Axes]) ?? FileFrame.Gltf.Up,
            root.Find("forward")?.AsChoice([.. FileFrame.Axes]) ?? FileFrame.Gltf.Forward,
            root.Find("scale")?.AsNumber(1e-6, 1e6) ?? 1);
        if (!frame.IsSquare)
        {
            throw (root.Find("forward") ?? root.Get("up")).Fail("Forward and up lie along one axis.", "Name two axes that are square to each other.");
        }

        AssetDescription description = new()
        {
            Path = path,
            ModelPath = ModelPath(path, model),
            Class = root.Get("class").AsString(),
            Frame = frame,
            Origin = root.Find("origin") is { } origin ? Origins[origin.AsChoice([.. Origins.Keys])] : AssetOrigin.File,
            Classes = [.. Items(root, "classes", n => new ClassRule(n.Get("nodes").AsString(), n.Get("class").AsString()))],
            OutsideBody = Names(root, "outside_body"),
            Hidden = Names(root, "hidden"),
            Wheels = [.. Items(root, "wheels", n => new WheelRule(n.Get("node").AsString(), n.Find("steers")?.AsBoolean() ?? false,
                n.Find("radius")?.AsNumber(0.01, 10), n.Find("rolls")?.AsBoolean() ?? true))],
            Lamps = [.. Items(root, "lamps", Lamp)],
            Keypoints = Keypoints(root.Find("keypoints")),
            Gaits = Gaits(root.Find("clips")),
            Paint = Names(root, "paint"),
            Infrared = [.. Items(root, "infrared", n => (n.Get("materials").AsString(), new Infrared(n.Get("near").AsNumber(0, 1),
                n.Get("short").AsNumber(0, 1), n.Find("transmission")?.AsNumber(0, 1) ?? 0)))],
            Licence = root.Find("licence")?.AsString(),
            Source = root,
        };
        root.Finish();
        return description;
    }

    // The model lies beside its description, or below it.
    private static string ModelPath(string path, JsonNode model)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string full = Path.GetFullPath(Path.Combine(folder, model.AsString()));
        if (!full.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw model.Fail("The model does not lie beside its description.", "Copy it there; \"sceneforge import\" does.");
        }

        return File.Exists(full) ? full : throw model.Fail($"The file {full} does not exist.", "Correct the name, or import the model again.");
    }

    private static IEnumerable<T> Items<T>(JsonNode root, string name, Func<JsonNode, T> read)
    {
        foreach (JsonNode node in root.Find(name)?.Items() ?? [])
        {
            T item = read(node);
            node.Finish();
            yield return item;
        }
    }

    private static ImmutableArray<string> Names(JsonNode node, string name) => [.. (node.Find(name)?.Items() ?? []).Select(n => n.AsString())];

    private static LampRule Lamp(JsonNode node)
    {
        LampRule rule = new(Channels[node.Get("channel").AsChoice([.. Channels.Keys])], Names(node, "nodes"), Names(node, "materials"),
            node.Find("luminance")?.AsNumber(0, 1e8));
        return rule.Nodes.Length + rule.Materials.Length > 0
            ? rule
            : throw node.Fail("The lamp is neither a node nor a material.", "Name them as \"nodes\" or \"materials\".");
    }

    private static ImmutableArray<(string Name, string Node)> Keypoints(JsonNode? node)
    {
        if (node is null)
        {
            return [];
        }

        // All of a person's or none: labels have COCO's list.
        ImmutableArray<(string Name, string Node)> points = [.. PersonKeypoints.Select(name => (name, node.Get(name).AsString()))];
        node.Finish();
        return points;
    }

    private static GaitPlan Gaits(JsonNode? node)
    {
        if (node is null)
        {
            return GaitPlan.None;
        }

        GaitClip? Gait(string name)
        {
            if (node.Find(name) is not { } gait)
            {
                return null;
            }

            GaitClip clip = new(gait.Get("clip").AsString(), gait.Get("speed").AsNumber(0.01, 50));
            gait.Finish();
            return clip;
        }

        GaitClip? walk = Gait("walk");
        GaitClip? run = Gait("run");
        if (walk is not null && run is not null && run.Speed <= walk.Speed)
        {
            throw node.Get("run").Get("speed").Fail("Running is no faster than walking.", "Give a greater speed.");
        }

        GaitPlan plan = new(node.Find("idle")?.AsString(), [.. new[] { walk, run }.OfType<GaitClip>()]);
        node.Finish();
        return plan;
    }
}
