using System.Text.Json.Nodes;
using JsonTree = System.Text.Json.Nodes.JsonNode;
using SceneForge.Base.Input;
using SceneForge.Tests.Roads;
using SceneForge.Tests.Scenarios;
using SceneForge.World.Scenes;
using Xunit;

namespace SceneForge.Tests.Scenes;

/// <summary>What the schema tells an editor, what the registry holds and what the readers accept are the same.</summary>
public sealed class SceneSchemaTests
{
    private const string Everything =
        """
        { "$schema": "s", "road": "road.xodr", "terrain": { "surface": "soil" }, "furniture": false, "signals": false, "sky": "open",
          "walls": [{ "name": "w", "outline": [[100, 100], [110, 100], [110, 108], [100, 108]], "closed": true, "z": 1, "height": 3, "thickness": 0.3,
            "material": "brick_red", "floor": "concrete", "slab": 0.2, "ceiling": true, "ceiling_material": "concrete",
            "openings": [{ "wall": 1, "at": 4, "width": 1, "sill": 0.9, "height": 1, "filling": "glass" }] }],
          "rails": [{ "road": "r", "side": "left", "s": [0, 20], "distance": 5, "kind": "railing", "height": 1 }],
          "items": [
            { "asset": "cabinet.utility", "name": "a", "road": "r", "side": "left", "s": 5, "distance": 9, "facing": "away", "heading": 5,
              "height": 1, "color": "#aabbcc" },
            { "asset": "cone.traffic", "road": "r", "lane": -1, "s": 40, "offset": 0.5 },
            { "asset": "cone.traffic", "beside": "a", "ahead": 1, "left": 2 },
            { "asset": "ball.football", "on": "a", "up": 2 },
            { "asset": "cone.traffic", "x": 20, "y": 30, "z": 0 }],
          "models": [{ "asset": "bench.street", "name": "m", "x": 1, "y": 40, "z": 1, "heading": 9, "ground": "concrete",
            "floor": ["*"], "classes": [{ "nodes": "*", "class": "fence" }] }],
          "plots": [{ "road": "r", "side": "left", "s": [0, 90], "front": 9, "setback": 4, "gap": [2, 3], "houses": ["house.semi"],
            "boundaries": ["none"], "garden": ["shrub"], "back": ["tree.birch"], "cars": ["car.suv"] }],
          "grid": [{ "name": "g", "assets": ["bin.wheelie"], "x": 0, "y": -30, "columns": 2, "rows": 2, "pitch": [2, 2], "turn": 90, "chance": 1,
            "gaps": [[0, 1]] },
            { "assets": ["bin.wheelie"], "road": "r", "lane": 1, "s": 5, "offset": 0, "columns": 1, "rows": 1, "pitch": [1, 1], "heading": 5 },
            { "assets": ["bin.wheelie"], "road": "r", "side": "right", "s": 5, "distance": 30, "columns": 1, "rows": 1, "pitch": [1, 1] },
            { "assets": ["bin.wheelie"], "beside": "a", "ahead": 30, "left": 30, "columns": 1, "rows": 1, "pitch": [1, 1] },
            { "assets": ["bin.wheelie"], "on": "a", "up": 9, "columns": 1, "rows": 1, "pitch": [9, 9] },
            { "assets": ["bin.wheelie"], "x": 90, "y": 9, "z": 9, "columns": 1, "rows": 1, "pitch": [9, 9] }],
          "lamps": [{ "x": 105, "y": 104, "z": 3.5, "columns": 1, "rows": 1, "pitch": [2, 2], "flux": 900 }],
          "rows": [{ "assets": ["shrub"], "road": "r", "side": "right", "s": [0, 50], "distance": [9, 10], "pitch": 9, "chance": 0.5, "scatter": 1,
            "clear": 1, "facing": "random", "except": [[3, 4]] }] }
        """;

    private const string Hall =
        """
        { "terrain": { "surface": "concrete", "height": -1, "x": [0, 50], "y": [0, 50] },
          "walls": [{ "outline": [[0, 0], [9, 0], [9, 9], [0, 9]], "height": 4, "floor": "hall_floor", "ceiling": true }],
          "lamps": [{ "x": 4, "y": 4, "z": 3.9 }], "sky": { "hall": { "reflectance": 0.4, "size": [2, 3, 4] } } }
        """;

    private static readonly string Road = Xodr.Road(Xodr.Geometry(0, 0, 0, 0, 100, "<line/>"), 100);

    private readonly SchemaValidator _schema = new(Repository.PathOf("scenes", "scene.schema.json"));

    [Fact]
    public void Every_layer_is_in_the_schema_and_every_member_of_the_schema_is_a_layer()
    {
        IEnumerable<string> members = _schema.AllProperties().Where(p => p.StartsWith("#/", StringComparison.Ordinal) && p.Count(c => c == '/') == 1)
            .Select(p => p[2..]).Where(p => p != "$schema");
        Assert.Equal(SceneLayers.Members.Order(StringComparer.Ordinal), members.Order(StringComparer.Ordinal));
        Assert.True(SceneLayers.Members.Length >= 13);
    }

    [Fact]
    public void Scenes_of_the_repository_pass_the_schema()
    {
        string[] scenes = Directory.GetFiles(Repository.PathOf("scenes"), "scene.json", SearchOption.AllDirectories);
        Assert.True(scenes.Length >= 2);
        Assert.All(scenes, file => Assert.Empty(_schema.Validate(File.ReadAllText(file))));
        SchemaValidator surfaces = new(Repository.PathOf("scenes", "surfaces.schema.json"));
        Assert.Empty(surfaces.Validate(File.ReadAllText(Repository.PathOf("scenes", "surfaces.json"))));
    }

    [Fact]
    public void Members_that_one_refuses_the_other_refuses_too()
    {
        int tried = 0;
        foreach ((string text, string? road) in new[] { (Everything, Road), (Hall, null) })
        {
            Assert.Empty(_schema.Validate(text));
            SceneFolder.Load(text, road);
            foreach (string pointer in Objects(JsonTree.Parse(text)!, ""))
            {
                JsonTree root = JsonTree.Parse(text)!;
                At(root, pointer).AsObject()["zzzzzzzzzzzz"] = 1;
                Assert.NotEmpty(_schema.Validate(root.ToJsonString()));
                using SceneFolder folder = new(root.ToJsonString(), road);
                InputError error = folder.Error();
                Assert.Equal($"{pointer}/zzzzzzzzzzzz", error.Pointer);
                Assert.True(error.Line > 0 && error.Column > 0 && error.Mend.Length > 0);
                tried++;
            }
        }

        Assert.True(tried > 20, $"{tried} objects");
        Assert.Empty(_schema.AllProperties().Except(_schema.PropertiesSeen));
    }

    private static IEnumerable<string> Objects(JsonTree node, string pointer) => node switch
    {
        JsonObject o => [pointer, .. o.Where(m => m.Value is not null).SelectMany(m => Objects(m.Value!, $"{pointer}/{m.Key}"))],
        JsonArray a => a.SelectMany((item, i) => item is null ? [] : Objects(item, $"{pointer}/{i}")),
        _ => [],
    };

    private static JsonTree At(JsonTree root, string pointer) => pointer.Split('/').Skip(1).Aggregate(root, (node, name) =>
        node is JsonArray array ? array[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]! : node[name]!);
}
