using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SceneForge.Gltf.Animations;
using SceneForge.Gltf.Descriptions;
using SceneForge.Gltf.Models;
using SceneForge.World.Models;

namespace SceneForge.Gltf.Guessing;

/// <summary>A first asset.json, made from what names, sizes and forms tell; each guess says why.</summary>
public sealed record GuessedDescription
{
    public required string Model { get; init; }

    /// <summary>Null where nothing tells.</summary>
    public string? Class { get; init; }

    public FileFrame Frame { get; init; } = FileFrame.Gltf;

    public AssetOrigin Origin { get; init; } = AssetOrigin.Footprint;

    public ImmutableArray<ClassRule> Classes { get; init; } = [];

    public ImmutableArray<string> OutsideBody { get; init; } = [];

    public ImmutableArray<WheelRule> Wheels { get; init; } = [];

    public ImmutableArray<LampRule> Lamps { get; init; } = [];

    public ImmutableArray<(string Name, string Node)> Keypoints { get; init; } = [];

    public GaitPlan Gaits { get; init; } = GaitPlan.None;

    public ImmutableArray<(string Material, Infrared Infrared)> Infrared { get; init; } = [];

    public ImmutableArray<string> Paint { get; init; } = [];

    public string? Licence { get; init; }

    /// <summary>What was guessed, and from what.</summary>
    public ImmutableArray<string> Guesses { get; init; } = [];

    /// <summary>What came from files beside the model.</summary>
    public ImmutableArray<string> Understood { get; init; } = [];

    /// <summary>As asset.json.</summary>
    /// <param name="schema">Path of the schema for editors.</param>
    /// <param name="class">Stands where nothing tells.</param>
    public string ToJson(string schema, string @class)
    {
        JsonObject root = new()
        {
            ["$schema"] = schema,
            ["model"] = Model,
            ["class"] = Class ?? @class,
            ["scale"] = Frame.Scale,
            ["up"] = Frame.Up,
            ["forward"] = Frame.Forward,
            ["origin"] = Origin switch { AssetOrigin.RearAxle => "rear_axle", AssetOrigin.Footprint => "footprint", _ => "file" },
        };
        Put(root, "classes", Classes.Select(c => new JsonObject { ["nodes"] = c.Nodes, ["class"] = c.Class }));
        Put(root, "outside_body", OutsideBody.Select(n => JsonValue.Create(n)));
        Put(root, "wheels", Wheels.Select(Wheel));
        Put(root, "lamps", Lamps.Select(Lamp));
        Put(root, "infrared", Infrared.Select(i => new JsonObject
        {
            ["materials"] = i.Material,
            ["near"] = Math.Round(i.Infrared.Near, 6),
            ["short"] = Math.Round(i.Infrared.Short, 6),
        }));
        Put(root, "paint", Paint.Select(n => JsonValue.Create(n)));
        if (!Keypoints.IsEmpty)
        {
            root["keypoints"] = new JsonObject(Keypoints.Select(k => KeyValuePair.Create(k.Name, (JsonNode?)JsonValue.Create(k.Node))));
        }

        if (Gaits != GaitPlan.None)
        {
            JsonObject clips = [];
            if (Gaits.Idle is { } idle)
            {
                clips["idle"] = idle;
            }

            string[] names = ["walk", "run"];
            for (int i = 0; i < Gaits.Gaits.Length; i++)
            {
                clips[names[i]] = new JsonObject { ["clip"] = Gaits.Gaits[i].Clip, ["speed"] = Gaits.Gaits[i].Speed };
            }

            root["clips"] = clips;
        }

        if (Licence is { } licence)
        {
            root["licence"] = licence;
        }

        JsonSerializerOptions options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };
        return root.ToJsonString(options) + "\n";
    }

    private static void Put(JsonObject root, string name, IEnumerable<JsonNode?> items)
    {
        JsonArray list = [.. items];
        if (list.Count > 0)
        {
            root[name] = list;
        }
    }

    private static JsonObject Wheel(WheelRule rule)
    {
        JsonObject wheel = new() { ["node"] = rule.Node };
        if (rule.Steers)
        {
            wheel["steers"] = true;
        }

        if (!rule.Rolls)
        {
            wheel["rolls"] = false;
        }

        if (rule.Radius is { } radius)
        {
            wheel["radius"] = radius;
        }

        return wheel;
    }

    private static JsonObject Lamp(LampRule rule)
    {
        JsonObject lamp = new() { ["channel"] = AssetDescriptionReader.ChannelName(rule.Channel) };
        Put(lamp, "nodes", rule.Nodes.Select(n => JsonValue.Create(n)));
        Put(lamp, "materials", rule.Materials.Select(n => JsonValue.Create(n)));
        if (rule.Luminance is { } luminance)
        {
            lamp["luminance"] = luminance;
        }

        return lamp;
    }
}
