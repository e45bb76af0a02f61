using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using JsonTree = System.Text.Json.Nodes.JsonNode;
using SceneForge.Base.Input;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Lidar;
using SceneForge.Sensors.Rigs;
using SceneForge.Tests.Support;
using SceneForge.World.Assets;
using Xunit;

namespace SceneForge.Tests.Scenarios;

/// <summary>What the schema tells an editor and what the reader accepts are the same.</summary>
public sealed partial class SchemaTests : IDisposable
{
    // Between them these use every member that the schema knows.
    private static readonly string[] Complete =
    [
        """
        { "$schema": "scenario.schema.json", "name": "complete", "description": "Everything.", "seed": 3, "scene_seed": 4, "scene": "scenes/street",
          "rig": { "choice": ["rig.json"] },
          "duration": 20, "step": 0.01, "frames": { "count": 4, "rate": 5, "start": { "event": "child.dart", "offset": { "uniform": [-1, 0] } } },
          "variations": { "design": "pairwise", "count": 40, "strength": 2, "factors": ["preset", "a", "/ego/height"], "levels": 3, "max_attempts": 9,
            "constraints": [{ "forbid": { "preset": "noon", "a": { "min": 4, "max": 9 } }, "reason": "Too fast." }] },
          "parameters": { "preset": { "choice": ["noon", "night"], "weights": [2, 1] }, "a": { "uniform": [1, 5], "levels": 4 },
            "lane": { "grid": [-1] }, "car": { "grid": ["car.suv", "car.sedan"] } },
          "preset": { "parameter": "preset" },
          "presets": { "noon": { "description": "Bright.", "weather": { "cloud_cover": 0 }, "lighting": { "time": 12.5 } },
            "night": { "lighting": { "time": "23:30" } } },
          "weather": { "cloud_cover": { "truncated_normal": { "mean": 0.5, "deviation": 0.2, "min": 0, "max": 1 } }, "turbidity": 3,
            "visibility": { "log_uniform": [50, 5000] }, "rain_rate": 1, "wetness": 0.5, "snow_rate": 0.5, "snow_cover": { "uniform": [0, 1] } },
          "lighting": { "date": "2026-06-21", "time": "12:30", "utc_offset": 2, "latitude": 48, "longitude": 11, "street_lamps": "auto",
            "head_lamps": { "choice": ["on", "off"] } },
          "ego": { "name": "ego", "asset": { "parameter": "car" }, "height": { "grid": { "from": 1.4, "to": 1.6, "count": 3 } }, "color": "#aabbcc",
            "start": { "road": "main", "lane": { "parameter": "lane" }, "s": 30, "offset": 0.1, "heading": 1 },
            "speed": { "parameter": "a", "times": 2, "plus": 1 },
            "behaviour": [
              { "name": "drive", "do": { "follow_lane": { "desired_speed": 9, "time_headway": 1, "minimum_gap": 2, "acceleration": 1,
                "comfortable_deceleration": 2 } } },
              { "name": "change", "when": { "time": 1 }, "do": { "change_lane": { "lanes": 1, "duration": 3 } } },
              { "name": "profile", "when": { "distance": { "from": "ego", "to": "child", "below": 40 } },
                "do": { "drive_profile": { "points": [{ "time": 0, "speed": 8 }, { "time": 2, "speed": 6 }] } } },
              { "name": "brake", "when": { "time_to_collision": { "from": "ego", "to": "child", "below": 2 } },
                "do": { "brake": { "reaction_time": 0.5, "deceleration": 6 } } },
              { "name": "stand", "do": { "stand": {} } }
            ] },
          "actors": [
            { "name": "child", "asset": "pedestrian.child", "height": 1.2, "color": { "choice": ["#112233"] }, "speed": 0,
              "lamps": { "low_beam": false, "tail": true, "brake": true, "daytime_running": false, "indicator_left": true, "indicator_right": false,
              "reverse": true }, "start": { "beside": "ego", "ahead": 40, "left": { "normal": { "mean": -2, "deviation": 0.1 } }, "heading": 90 },
              "behaviour": [
                { "name": "walk", "do": { "follow_path": { "points": [{ "x": 1, "y": 2, "z": 3, "heading": 3 },
                  { "road": "main", "side": "left", "s": 4, "distance": 5 }, { "on": "ego", "ahead": 1, "left": 0, "up": 2 }],
                  "speed": 1, "acceleration": 2 } } },
                { "name": "dart", "when": { "reach": { "actor": "ego", "place": { "road": "main", "lane": -1, "s": 40 }, "radius": 2 } },
                  "do": { "cross": { "heading": 0, "distance": 6, "speed": 3, "acceleration": 3 } } }
              ] }
          ],
          "require": [
            { "distance": { "from": "ego", "to": "child", "at": "all_frames", "min": 0.3, "max": 90 } },
            { "time_to_collision": { "from": "ego", "to": "child", "at": { "event": "child.dart" }, "min": 1, "max": 3 } },
            { "visible_pixels": { "actor": "child", "camera": "CAM_FRONT", "min": 600, "max": 9000, "frames": 2, "first_frame": 1, "last_frame": 3 } }
          ] }
        """,
        """
        { "name": "rows", "scene": "scenes/street", "rig": "rig.json", "duration": 2, "frames": { "count": 1, "rate": 1 },
          "variations": { "design": "rows", "rows": [{ "aim": "Slow.", "set": { "speed": { "min": 1, "max": 2 }, "car": "car.suv" } },
            { "set": {} }] },
          "parameters": { "speed": { "uniform": [1, 5] }, "car": { "choice": ["car.suv", "car.sedan"] } },
          "ego": { "asset": { "parameter": "car" }, "start": { "x": 0, "y": 0 }, "lamps": { "hazard": true }, "speed": { "parameter": "speed" },
            "behaviour": [{ "name": "drive", "do": { "follow_lane": {} } }] } }
        """,
    ];

    private readonly SpecFolder _folder = new();
    private readonly SchemaValidator _schema = new(Repository.PathOf("scenarios", "scenario.schema.json"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_scenario_and_rig_of_the_repository_passes_its_schema()
    {
        string[] scenarios = RepositoryScenarioTests.Names;
        Assert.NotEmpty(scenarios);
        Assert.All(scenarios, f => Assert.Empty(_schema.Validate(File.ReadAllText(Repository.PathOf("scenarios", f)))));
        SchemaValidator rigSchema = new(Repository.PathOf("scenarios", "rig.schema.json"));
        string[] rigs = Directory.GetFiles(Repository.PathOf("scenarios", "rigs"), "*.json");
        Assert.NotEmpty(rigs);
        Assert.All(rigs, f => Assert.Empty(rigSchema.Validate(File.ReadAllText(f))));
    }

    [Fact]
    public void Assets_that_the_schema_offers_exist()
    {
        string[] offered = [.. JsonTree.Parse(File.ReadAllText(Repository.PathOf("scenarios",
            "scenario.schema.json")))!["$defs"]!["assetName"]!["anyOf"]![0]!["enum"]!.AsArray().Select(n => (string)n!)];
        Assert.True(offered.Length >= 15);
        Assert.All(offered, name => Assert.True(TestWorlds.Assets.Contains(name), name));
    }

    [Fact]
    public void Schema_and_reader_know_the_same_members()
    {
        int objects = 0;
        HashSet<string> readerKnows = [];
        foreach (string text in Complete)
        {
            Assert.Empty(_schema.Validate(text));
            _folder.Read(text);

            // A member that nobody knows, in each object in turn: both refuse it, and the reader's advice lists what it knows.
            foreach (string pointer in ObjectsOf(text).Where(p => !Freeform().IsMatch(p)))
            {
                string broken = Edit(text, pointer, o => o["zzzzzzzzzzzzzzzz"] = 1);
                Assert.NotEmpty(_schema.Validate(broken));
                InputError error = Assert.Single(_folder.ErrorsOf(broken), e => e.Pointer == $"{pointer}/zzzzzzzzzzzzzzzz");
                readerKnows.UnionWith(error.Mend.Split("one of: ").ElementAtOrDefault(1)?.TrimEnd('.').Split(", ") ?? []);
                objects++;
            }
        }

        Assert.True(objects > 60, $"{objects} objects");
        Assert.True(readerKnows.Count > 80, $"{readerKnows.Count} names");
        IReadOnlySet<string> schemaKnows = _schema.AllProperties();
        Assert.Empty(schemaKnows.Except(_schema.PropertiesSeen));
        Assert.Empty(readerKnows.Except(schemaKnows.Select(p => p.Split('/')[^1])));
    }

    [Fact]
    public void Every_member_of_the_wrong_type_is_refused_by_both_at_its_pointer()
    {
        int members = 0;
        foreach (string text in Complete)
        {
            foreach (string pointer in ObjectsOf(text))
            {
                foreach (string name in Member(JsonTree.Parse(text)!, pointer).AsObject().Select(m => m.Key).Where(n => n[0] != '$'))
                {
                    string broken = Edit(text, pointer, o => o[name] = IsFlag(o[name]) ? "no" : true);
                    Assert.NotEmpty(_schema.Validate(broken));
                    IReadOnlyList<InputError> errors = _folder.ErrorsOf(broken);
                    Assert.Contains(errors, e => e.Pointer == $"{pointer}/{name}");
                    Assert.All(errors, e => Assert.True(e.Line > 0 && e.Column > 0 && e.Mend.Length > 0));
                    members++;
                }
            }
        }

        Assert.True(members > 150, $"{members} members");
    }

    private static bool IsFlag(JsonTree? member) =>
        member?.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False;

    [Fact]
    public void A_required_member_is_required_by_both()
    {
        int required = 0;
        foreach (string text in Complete)
        {
            foreach (string pointer in ObjectsOf(text).Where(p => !Freeform().IsMatch(p)))
            {
                foreach (string name in Member(JsonTree.Parse(text)!, pointer).AsObject().Select(m => m.Key))
                {
                    string broken = Edit(text, pointer, o => o.Remove(name));
                    bool schemaRefuses = _schema.Validate(broken).Count > 0;
                    bool readerRefuses = false;
                    try
                    {
                        _folder.Read(broken);
                    }
                    catch (InputException)
                    {
                        readerRefuses = true;
                    }

                    // The reader sees more (names that then refer to nothing), never less.
                    Assert.True(readerRefuses || !schemaRefuses, $"{pointer}/{name}: the schema requires it, the reader does not");
                    required += schemaRefuses ? 1 : 0;
                }
            }
        }

        Assert.True(required > 50, $"{required} required members");
    }

    [Fact]
    public void The_rig_schema_and_the_rig_reader_know_the_same_members()
    {
        SchemaValidator schema = new(Repository.PathOf("scenarios", "rig.schema.json"));
        string[] rigs =
        [
            """{ "$schema": "s", "name": "r", "cameras": [{ "name": "C", "width": 64, "height": 48, "fx": 60, "fy": 61, "cx": 32, "cy": 24,"""
                + """ "mount": { "x": 1, "y": 2, "z": 3, "yaw": 4, "pitch": 5, "roll": 6 }, "exposure_value": 12, "supersampling": 2 }],"""
                + """ "lidars": [{ "name": "L", "model": "lidar.json", "mount": { "x": 1, "y": 2, "z": 3, "yaw": 4, "pitch": 5, "roll": 6 },"""
                + """ "compensate": true }] }""",
            """{ "name": "r", "cameras": [{ "name": "C", "width": 64, "height": 48, "horizontal_fov": 60, "exposure_value": null }] }""",
            """{ "name": "r", "mount": { "actor": "truck" }, "cameras": [{ "name": "C", "width": 64, "height": 48, "horizontal_fov": 60 }] }""",
            """{ "name": "r", "mount": { "world": { "x": 1, "y": 2, "z": 3, "yaw": 4, "pitch": 5, "roll": 6 } },"""
                + """ "cameras": [{ "name": "C", "width": 64, "height": 48, "horizontal_fov": 60 }] }""",
            """{ "name": "r", "cameras": [{ "name": "C", "width": 64, "height": 48, "fx": 60, "lens": { "model": "brown_conrady", "k1": -0.1,"""
                + """ "k2": 0.01, "p1": 0.001, "p2": 0, "k3": 0, "k4": 0.1, "k5": 0, "k6": 0, "max_angle": 40 }, "row_time": 20 }] }""",
            """{ "name": "r", "cameras": [{ "name": "C", "width": 64, "height": 48, "fx": 20, "lens": { "model": "kannala_brandt", "k1": -0.1,"""
                + """ "k2": 0.01, "k3": 0.001, "k4": 0, "max_angle": 95 } }] }""",
        ];
        File.Copy(Repository.PathOf("scenarios", "rigs", "lidars", "vlp_16.json"), Path.Combine(_folder.Root, "lidar.json"));
        Assert.True(SameMembers(schema, rigs, text => RigReader.Read(_folder.Write("rig.json", text))) > 30);
    }

    [Fact]
    public void The_lidar_schema_and_the_lidar_reader_know_the_same_members()
    {
        SchemaValidator schema = new(Repository.PathOf("scenarios", "lidar.schema.json"));
        const string Sheet =
            """ "name": "l", "source": "s", "rate": 10, "wavelength": 905, "range": { "min": 1, "max": 90 }, "beam": { "divergence": 2,"""
                + """ "aperture": 9, "rays": 7, "pulse": 5 }, "detection": { "range_at_10_percent": 50, "range_noise": 0.01, "false_alarm_rate":"""
                + """ 0, "full_overlap": 5, "signal_noise": 0.05 }, "intensity": { "bits": 8, "white": 100 }, "returns": "dual" """;
        string[] lidars =
        [
            $$"""{ "$schema": "s", {{Sheet}}, "scan": { "spinning": { "columns": 9, "field": 90, "clockwise": true, "elevations": [1, 2],"""
                + $$""" "azimuths": [0, 1], "times": [0, 1] } } }""",
            $$"""{ {{Sheet}}, "scan": { "rosette": { "field": 38, "prisms": [100, -50], "points": 100 } } }""",
        ];
        Assert.True(SameMembers(schema, lidars, text => LidarModelReader.Read(_folder.Write("lidar.json", text))) > 40);
    }

    /// <summary>Members that either knows are refused by both when they are misspelt or of a wrong type; returns how many were tried.</summary>
    private static int SameMembers(SchemaValidator schema, string[] texts, Action<string> read)
    {
        int members = 0;
        foreach (string text in texts)
        {
            Assert.Empty(schema.Validate(text));
            read(text);
            foreach (string pointer in ObjectsOf(text))
            {
                foreach (string name in (string[])["zzzzzzzzzzzzzzzz", .. Member(JsonTree.Parse(text)!, pointer).AsObject()
                    .Where(m => m.Value?.GetValueKind() is not (System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False))
                    .Select(m => m.Key).Where(n => n[0] != '$')])
                {
                    string broken = Edit(text, pointer, o => o[name] = true);
                    Assert.NotEmpty(schema.Validate(broken));
                    Assert.Contains(Assert.Throws<InputException>(() => read(broken)).Errors, e => e.Pointer == $"{pointer}/{name}");
                    members++;
                }
            }
        }

        Assert.Empty(schema.AllProperties().Except(schema.PropertiesSeen));
        return members;
    }

    private static IEnumerable<string> ObjectsOf(string text)
    {
        return Walk(JsonTree.Parse(text)!, "");

        static IEnumerable<string> Walk(JsonTree node, string pointer) => node switch
        {
            JsonObject o => [pointer, .. o.Where(m => m.Value is not null)
                .SelectMany(m => Walk(m.Value!, $"{pointer}/{m.Key.Replace("/", "~1", StringComparison.Ordinal)}"))],
            JsonArray a => a.SelectMany((item, i) => Walk(item!, $"{pointer}/{i}")),
            _ => [],
        };
    }

    private static string Edit(string text, string pointer, Action<JsonObject> edit)
    {
        JsonTree root = JsonTree.Parse(text)!;
        edit(Member(root, pointer).AsObject());
        return root.ToJsonString();
    }

    private static JsonTree Member(JsonTree root, string pointer) => pointer.Split('/').Skip(1)
        .Select(n => n.Replace("~1", "/", StringComparison.Ordinal))
        .Aggregate(root, (node, name) => node is JsonArray array
            ? array[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]!
            : node[name]!);

    // Objects whose members' names the author chooses.
    [GeneratedRegex("^/(parameters|presets|variations/constraints/[0-9]+/forbid|variations/rows/[0-9]+/set)\\z")]
    private static partial Regex Freeform();
}
