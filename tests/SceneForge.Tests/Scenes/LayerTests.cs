using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;
using SceneForge.Tests.Roads;
using SceneForge.Tests.Support;
using SceneForge.World.Assets;
using SceneForge.World.Models;
using SceneForge.World.Scenes;
using SceneForge.World.Scenes.Building;
using SceneForge.World.Timeline;
using SceneForge.World.Assets.Requests;
using Xunit;

namespace SceneForge.Tests.Scenes;

/// <summary>Scenes without roads, and things anchored in every way.</summary>
public sealed class LayerTests
{
    private const string Plane = """ "terrain": { "surface": "concrete", "height": 2, "x": [-50, 50], "y": [-40, 40] } """;

    [Fact]
    public void A_plane_needs_no_roads()
    {
        Scene scene = SceneFolder.Load($$"""{ {{Plane}} }""");
        Assert.Null(scene.Roads);
        Assert.Equal(2, scene.Ground.Height(3, 4, 0));
        Assert.Null(scene.Ground.Height(51, 4, 0));
        Assert.Equal("concrete", scene.Ground.Kind(3, 4, 0));
        Assert.Equal("road", Assert.Single(scene.Objects).Model.Class);
        // 100 m by 80 m in quads of 50 m: single-precision corners are whole numbers, so the area is exact.
        Assert.Equal(8000, scene.Objects[0].Model.Nodes.Sum(n => (double)n.Mesh.Bounds.Size.X * n.Mesh.Bounds.Size.Y));
    }

    [Fact]
    public void Things_stand_where_their_anchors_say()
    {
        Scene scene = SceneFolder.Load($$"""
            { {{Plane}}, "items": [
              { "asset": "cabinet.utility", "name": "a", "x": 10, "y": 5, "heading": 90, "height": 1.2 },
              { "asset": "cone.traffic", "name": "b", "beside": "a", "ahead": 3, "left": 1, "heading": 10 },
              { "asset": "ball.football", "name": "c", "on": "a" } ] }
            """);
        Double3 At(string name) => scene.Named[name].Track.PoseAt(0).Translation;
        Near(new Double3(10, 5, 2), At("a"));
        Near(new Double3(9, 8, 2), At("b"));
        Near(new Double3(10, 5, 3.2), At("c"));
        Assert.Equal(100 * Math.PI / 180, scene.Named["b"].Track.PoseAt(0).Rotation.Yaw(), 1e-12);
        Assert.Empty(scene.Warnings);
    }

    [Fact]
    public void A_grid_leaves_its_gaps_free()
    {
        Scene scene = SceneFolder.Load($$"""
            { {{Plane}}, "grid": [{ "name": "g", "assets": ["bin.wheelie"], "x": 1, "y": 2, "heading": 90, "columns": 3, "rows": 2, "pitch": [2, 4],
              "gaps": [[1, 0]] }] }
            """);
        Assert.Equal(["g.0.0", "g.0.1", "g.0.2", "g.1.1", "g.1.2"], scene.Named.Keys.Order(StringComparer.Ordinal));
        Near(new Double3(1 - 4, 2 + 2 * 2, 2), scene.Named["g.1.2"].Track.PoseAt(0).Translation);
    }

    [Fact]
    public void What_has_no_room_is_named()
    {
        Scene scene =
            SceneFolder.Load($$"""{ {{Plane}}, "items": [{ "asset": "bin.wheelie", "x": 0, "y": 0 },"""
                + $$""" { "asset": "bin.wheelie", "x": 0.2, "y": 0 }] }""");
        Assert.Contains("/items/1", Assert.Single(scene.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Floors_one_above_the_other_are_told_apart_by_height()
    {
        Scene scene = SceneFolder.Load("""
            { "walls": [
                { "name": "deck1", "outline": [[0, 0], [20, 0], [20, 10], [0, 10]], "floor": "concrete", "height": 3 },
                { "name": "deck2", "outline": [[0, 0], [20, 0], [20, 10], [0, 10]], "floor": "asphalt", "z": 3.25 }],
              "items": [{ "asset": "cone.traffic", "name": "low", "x": 5, "y": 5 }, { "asset": "cone.traffic", "name": "high", "x": 5, "y": 5,
                "z": 4 }] }
            """);
        // Corners of slabs are whole quarters of a metre, exact in single precision.
        Assert.Equal(0, scene.Ground.Height(5, 5, 0.3));
        Assert.Equal(0, scene.Ground.Height(5, 5, double.NegativeInfinity));
        Assert.Equal(3.25, scene.Ground.Height(5, 5, 3));
        Assert.Equal("asphalt", scene.Ground.Kind(5, 5, 3));
        Assert.Equal(Double3.UnitZ, scene.Ground.Normal(5, 5, 3));
        Assert.Equal(0, scene.Named["low"].Track.PoseAt(0).Translation.Z);
        Assert.Equal(3.25, scene.Named["high"].Track.PoseAt(0).Translation.Z);
    }

    [Fact]
    public void Walls_have_the_volume_of_their_outline_less_their_openings()
    {
        Scene scene = SceneFolder.Load("""
            { "walls": [{ "name": "w", "outline": [[0, 0], [8, 0], [8, 6], [4, 6], [4, 3], [0, 3]], "height": 2.5, "thickness": 0.25,
              "floor": "concrete",
                "openings": [{ "wall": 0, "at": 2, "width": 1, "height": 2 }, { "wall": 0, "at": 5, "width": 2, "sill": 1, "height": 1 }] }] }
            """);
        double volume = scene.Objects.Where(o => o.Name.Contains(".wall_", StringComparison.Ordinal)).Sum(o => Volume(o.Model));
        // Mitred walls of an outline of length 28 m cover thickness times length, each corner's gain being another one's loss.
        Assert.Equal(0.25 * 2.5 * 28 - 0.25 * (1 * 2 + 2 * 1), volume, 1e-5);
        // The floor is the outline: 8 x 6 less 4 x 3 (0.25 m thick).
        Assert.Equal(0.25 * (48 - 12), Volume(scene.Objects.Single(o => o.Name.StartsWith("w.floor", StringComparison.Ordinal)).Model), 1e-5);
    }

    [Fact]
    public void A_hall_without_lamps_or_ceiling_is_refused()
    {
        using SceneFolder dark =
            new("""{ "walls": [{ "outline": [[0,0],[9,0],[9,9]], "floor": "concrete", "height": 3, "ceiling": true }], "sky": { "hall": {} } }""");
        Assert.Contains("lamps", dark.Error().Mend, StringComparison.Ordinal);
        using SceneFolder open =
            new("""{ "walls": [{ "outline": [[0,0],[9,0],[9,9]], "floor": "concrete", "height": 3 }], "sky": { "hall": {} } }""");
        Assert.Contains("ceiling", open.Error().Mend, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "terrain": { "surface": "asfalt" } }""", "/terrain/surface", "asphalt")]
    [InlineData("""{ "walls": [{ "outline": [[0,0],[0,9],[9,9]], "floor": "concrete" }] }""", "/walls/0/outline", "counter-clockwise")]
    [InlineData("""{ "walls": [{ "outline": [[0,0],[9,9],[9,0],[0,9]], "floor": "concrete" }] }""", "/walls/0/outline", "along the walls")]
    [InlineData("""{ "terrain": { "surface": "soil" }, "items": [{ "asset": "shrub", "on": "rack" }] }""", "/items/0/on", "name")]
    [InlineData("""{ "terrain": { "surface": "soil" }, "items": [{ "asset": "shrub", "road": "r", "side": "left", "s": 1, "distance": 1 }] }""",
        "/items/0", "road")]
    [InlineData("""{ "terrain": { "surface": "soil" }, "items": [{ "asset": "shrub", "x": 1, "beside": "b" }] }""", "/items/0", "on")]
    public void A_broken_layer_says_where_and_how_to_mend_it(string json, string pointer, string mend)
    {
        using SceneFolder folder = new(json);
        InputError error = folder.Error();
        Assert.Equal(pointer, error.Pointer);
        Assert.Contains(mend, error.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void Assets_of_files_are_inputs_of_the_scene_and_may_be_ground()
    {
        AssetCatalogue assets = new(new FloorSource(), new ProceduralAssets());
        Scene scene =
            SceneFolder.Load("""{ "models": [{ "asset": "file.floor", "x": 5, "z": 1, "ground": "concrete" }],"""
                + """ "items": [{ "asset": "cone.traffic", "name": "c", "x": 6, "y": 0 }] }""",
            assets: assets);
        Assert.Contains(Path.GetFullPath("floor.bin"), scene.Files);
        Assert.Equal(1.5, scene.Named["c"].Track.PoseAt(0).Translation.Z);
        Assert.Null(scene.Ground.Height(0, 0, 0));
    }

    [Fact]
    public void A_hall_that_is_a_model_has_the_light_that_its_size_says()
    {
        Scene Load(string size) => SceneFolder.Load($$"""
            { "terrain": { "surface": "concrete" }, "lamps": [{ "x": 0, "y": 0, "z": 4, "columns": 2, "flux": 10000 }],
              "sky": { "hall": { "reflectance": 0.5, "size": {{size}} } } }
            """);
        HallLight light = Assert.IsType<SceneSky.Hall>(Load("[10, 20, 5]").Sky).Light;

        // 20,000 lm in a hall of 700 m^2: F / A * r / (1 - r), and 0.9 F on 200 m^2 of floor; green of the lamps' white is 0.99.
        Assert.Equal(0.99 * 20000 / 700, light.Ambient.Y, 0.01);
        Assert.Equal(0.99 * (0.9 * 20000 / 200 + 20000.0 / 700), light.Floor.Y, 0.01);
        Assert.Equal("/sky/hall/size", Assert.Single(Assert.Throws<InputException>(() => Load("[10, 20]")).Errors).Pointer);
    }

    [Fact]
    public void Nodes_of_a_model_get_classes_by_their_names_and_only_those_of_its_floor_are_ground()
    {
        AssetCatalogue assets = new(new FloorSource(), new ProceduralAssets());
        string node = new FloorSource().Make(null!).Nodes[0].Name;
        Scene Load(string more) => SceneFolder.Load(
            $$"""{ "terrain": { "surface": "soil" }, "models": [{ "asset": "file.floor", "x": 5, "z": 1, "ground": "concrete"{{more}} }] }""",
            assets: assets);
        Scene named = Load($$""", "floor": ["{{node[..2]}}*"], "classes": [{ "nodes": "{{node.ToUpperInvariant()}}", "class": "sidewalk" }]""");
        Assert.Equal("concrete", named.Ground.Kind(6, 0, 1.5));
        Assert.Equal("sidewalk", named.Objects.SelectMany(o => o.Model.Nodes).Single(n => n.Name == node).Class);
        foreach (string wrong in new[] { """, "floor": ["nothing*"]""", """, "classes": [{ "nodes": "nothing", "class": "road" }]""" })
        {
            InputError error = Assert.Single(Assert.Throws<InputException>(() => Load(wrong)).Errors);
            Assert.StartsWith("/models/0/", error.Pointer, StringComparison.Ordinal);
            Assert.Contains(node, error.Mend, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Bodies_of_the_road_file_are_built_and_what_is_unknown_is_named()
    {
        string objects = """
            <objects>
              <object id="1" type="barrier" name="guardRail" s="0" t="-6" height="0.8" width="0.4">
                <repeat s="10" length="50" distance="0" tStart="-6" tEnd="-6" heightStart="0.8" heightEnd="0.8"/></object>
              <object id="2" type="building" s="40" t="14" length="10" width="8" height="9"/>
              <object id="3" type="pole" s="35" t="-7" radius="0.15" height="6"/>
              <object id="4" type="tree" s="45" t="-9" radius="2" height="7"/>
              <object id="5" type="obstacle" s="50" t="-9"><outline><cornerLocal u="-1" v="-1" z="0" height="1.5"/>
                <cornerLocal u="1" v="-1" z="0" height="1.5"/><cornerLocal u="1" v="1" z="0" height="1.5"/></outline></object>
              <object id="6" type="wind" s="60" t="-9" height="2" length="1" width="1"/>
              <object id="7" type="pole" s="70" t="-9"/>
            </objects>
            """;
        Scene scene = SceneFolder.Load("""{ "road": "road.xodr" }""", Xodr.Road(Xodr.Geometry(0, 0, 0, 0, 100, "<line/>"), 100, rest: objects));
        Box3 Box(string @class) => Bounds(scene.Objects.First(o => o.Model.Class == @class));
        Near(new Double3(50, 0.4, 0.8), Box("fence").Size);
        Near(new Double3(10, 8, 9), Box("building").Size);
        Near(new Double3(40, 14, 4.5), Box("building").Center);
        Near(new Double3(0.3, 0.3, 6), Box("pole").Size);
        Near(new Double3(2, 2, 1.5), Box("wall").Size);
        Assert.True(Box("vegetation").Size.Z > 3);
        Assert.Equal(2, scene.Warnings.Length);
        Assert.Contains("\"6\"", scene.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("\"7\"", scene.Warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Lane_materials_of_the_road_file_are_honoured()
    {
        const string Lanes =
            """<laneSection s="0"><center><lane id="0"/></center><right><lane id="-1" type="driving">"""
                + """<width sOffset="0" a="4" b="0" c="0" d="0"/><material sOffset="0" surface="concrete" friction="1"/>"""
                + """<material sOffset="30" surface="moss" friction="1"/></lane></right></laneSection>""";
        Scene scene = SceneFolder.Load("""{ "road": "road.xodr" }""", Xodr.Road(Xodr.Geometry(0, 0, 0, 0, 60, "<line/>"), 60, lanes: Lanes));
        Assert.Equal("concrete", scene.Ground.Kind(10, -2, 0));
        Assert.Equal("asphalt", scene.Ground.Kind(40, -2, 0));
        Assert.Equal("ground", scene.Ground.Kind(10, 20, 0));
        MeshPart[] parts = [.. scene.Objects.Single(o => o.Name == "road").Model.Nodes.SelectMany(n => n.Mesh.Parts)];
        Assert.Contains(parts, p => p.Name == "concrete");
        Assert.Contains("moss", Assert.Single(scene.Warnings), StringComparison.Ordinal);
    }

    // Single precision of vertices up to 100 m from their model's origin: 1e-5 m.
    private static void Near(Double3 expected, Double3 actual) => Assert.True((expected - actual).Length < 2e-5, $"{actual} instead of {expected}");

    private static Box3 Bounds(WorldObject item)
    {
        Pose world = item.Track.PoseAt(0);
        Pose[] nodes = item.Model.PoseNodes(default);
        return item.Model.Nodes.SelectMany((n, i) => n.Mesh.Positions.Select(p => world.Apply(nodes[i].Apply(Double3.From(p)))))
            .Aggregate(Box3.Empty, (box, p) => box.Include(p));
    }

    /// <summary>Signed volume within a closed mesh, by the divergence theorem.</summary>
    private static double Volume(Model model)
    {
        double sum = 0;
        foreach (Mesh mesh in model.Nodes.Select(n => n.Mesh))
        {
            Double3 P(int i) => Double3.From(mesh.Positions[mesh.Indices[i]]);
            for (int i = 0; i < mesh.Indices.Length; i += 3)
            {
                sum += Double3.Dot(P(i), Double3.Cross(P(i + 1), P(i + 2))) / 6;
            }
        }

        return sum;
    }

    /// <summary>One asset, as if read from a file: a slab of 4 m by 4 m, half a metre high.</summary>
    private sealed class FloorSource : IAssetSource
    {
        public IReadOnlyCollection<string> Names => ["file.floor"];

        public bool Contains(string name) => name == "file.floor";

        public Model Make(AssetRequest request) => TestWorlds.Box("terrain", new Double3(4, 4, 1));

        public IReadOnlyCollection<string> Files(string name) => ["floor.bin"];
    }
}
