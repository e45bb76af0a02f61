using System.Numerics;
using SceneForge.Base.Input;
using SceneForge.World.Dressing;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Roads;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Dressing;

public sealed class SceneLoaderTests
{
    private static readonly Taxonomy Classes = Taxonomy.Read(Repository.PathOf("scenes", "taxonomy.json"));
    private static readonly Lazy<Scene> Street = new(() => SceneLoader.Load(Repository.PathOf("scenes", "residential_street"), Classes, 1));

    // Surfaces are what others stand on.
    private static readonly string[] Surfaces = ["road", "lane_marking", "kerb", "sidewalk", "terrain"];

    [Fact]
    public void The_street_holds_what_a_street_has()
    {
        ILookup<string, WorldObject> byClass = Street.Value.Objects.ToLookup(o => o.Model.Class);
        Assert.True(byClass["building"].Count() >= 25);
        Assert.True(byClass["vegetation"].Count() >= 100);
        Assert.True(byClass["car"].Count() >= 10);
        Assert.True(byClass["fence"].Any() && byClass["wall"].Any());
        Assert.Equal(Street.Value.Objects.Length, Street.Value.Objects.Select(o => o.Id).Distinct().Count());
        Assert.Equal(WorldObject.FirstSceneId, Street.Value.Objects.Min(o => o.Id));
    }

    [Fact]
    public void Meshes_are_shared()
    {
        Mesh[] trees = [.. Street.Value.Objects.Where(o => o.Model.Name.StartsWith("tree.", StringComparison.Ordinal))
            .Select(o => o.Model.Nodes[0].Mesh)];
        Assert.True(trees.Length > 40);
        Assert.True(trees.Distinct().Count() <= 16);
    }

    [Fact]
    public void Same_seed_gives_the_same_street_and_another_seed_another()
    {
        string folder = Repository.PathOf("scenes", "residential_street");
        Scene again = SceneLoader.Load(folder, Classes, 1);
        Assert.Equal(Street.Value.Objects.Select(Describe), again.Objects.Select(Describe));
        Scene other = SceneLoader.Load(folder, Classes, 2);
        Assert.NotEqual(Street.Value.Objects.Select(Describe), other.Objects.Select(Describe));
    }

    [Fact]
    public void Nothing_that_stands_reaches_into_a_drivable_lane()
    {
        int tried = 0;
        IRoadNetwork roads = Street.Value.Roads;
        foreach (WorldObject item in Standing())
        {
            foreach (Double3 p in LowPoints(item))
            {
                tried++;
                if (roads.Locate(p.X, p.Y) is { } lane && (roads.PoseAt(lane with { Offset = 0 }).Translation - p with { Z = 0 } is var d)
                    && Math.Abs(lane.Offset) < roads.LaneWidth(lane) / 2)
                {
                    // Beyond a lane's end its sideways offset says nothing.
                    Double3 along = roads.PoseAt(lane).ApplyDirection(Double3.UnitX);
                    Assert.True(Math.Abs(Double3.Dot(d with { Z = 0 }, along)) > 0.02, $"{item.Name} stands on lane {lane}");
                }
            }
        }

        Assert.True(tried > 2000);
    }

    [Fact]
    public void Nothing_floats()
    {
        int tried = 0;
        foreach (WorldObject item in Standing())
        {
            Double3 lowest = Points(item).MinBy(p => p.Z);
            double ground = Street.Value.Roads.GroundHeight(lowest.X, lowest.Y);
            Assert.True(lowest.Z <= ground + 0.03, $"{item.Name} floats {lowest.Z - ground} m");
            tried++;
        }

        Assert.True(tried > 200);
    }

    [Fact]
    public void Houses_and_cars_keep_apart()
    {
        WorldObject[] solid = [.. Street.Value.Objects.Where(o => o.Model.Class is "building" or "car" or "van" or "bin")];
        Footprint[] outlines = [.. solid.Select(o => Footprint.Of(LowBox(o.Model), o.Track.At(0).WorldFromObject))];
        Assert.True(solid.Length > 40);
        for (int i = 0; i < solid.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                Assert.False(outlines[i].Overlaps(outlines[j]), $"{solid[i].Name} overlaps {solid[j].Name}");
            }
        }
    }

    [Theory]
    [InlineData("""{ "road": "road.xodr", "rows": [ { "assets": ["tree.brodleaf"], "road": "main", "side": "left", "s": [0, 9], "distance": 9,"""
        + """ "pitch": 9 } ] }""", "/rows/0/assets/0", "tree.broadleaf")]
    [InlineData("""{ "road": "road.xodr", "rows": [ { "assets": ["shrub"], "road": "mian", "side": "left", "s": [0, 9], "distance": 9, "pitch": 9"""
        + """ } ] }""", "/rows/0/road", "main")]
    [InlineData("""{ "road": "road.xodr", "rows": [ { "assets": ["shrub"], "road": "main", "side": "up", "s": [0, 9], "distance": 9, "pitch": 9 }"""
        + """ ] }""", "/rows/0/side", "left")]
    [InlineData("""{ "road": "road.xodr", "rows": [ { "assets": ["shrub"], "road": "main", "side": "left", "s": [9, 0], "distance": 9, "pitch": 9"""
        + """ } ] }""", "/rows/0/s", "smaller")]
    [InlineData("""{ "road": "road.xodr", "rows": [ { "assets": [], "road": "main", "side": "left", "s": [0, 9], "distance": 9, "pitch": 9 } ] }""",
        "/rows/0/assets", "at least one")]
    [InlineData("""{ "road": "road.xodr", "items": [ { "asset": "shrub", "road": "main", "side": "left", "s": 5, "distance": 9, "colour":"""
        + """ "#ffffff" } ] }""", "/items/0/colour", "color")]
    [InlineData("""{ "road": "road.xodr", "items": [ { "asset": "shrub", "road": "main", "side": "left", "s": 5, "distance": 9, "color": "red" }"""
        + """ ] }""", "/items/0/color", "#rrggbb")]
    [InlineData("""{ "rows": [] }""", "", "\"road\"")]
    public void A_broken_scene_says_where_and_how_to_mend_it(string json, string pointer, string mend)
    {
        string folder = Directory.CreateTempSubdirectory("scene").FullName;
        try
        {
            File.Copy(Repository.PathOf("scenes", "residential_street", "road.xodr"), Path.Combine(folder, "road.xodr"));
            File.WriteAllText(Path.Combine(folder, "scene.json"), json);
            InputError error = Assert.Single(Assert.Throws<InputException>(() => SceneLoader.Load(folder, Classes, 1)).Errors);
            Assert.EndsWith("scene.json", error.File, StringComparison.Ordinal);
            Assert.Equal(1, error.Line);
            Assert.True(error.Column > 0);
            Assert.Equal(pointer, error.Pointer);
            Assert.Contains(mend, error.Mend, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<WorldObject> Standing() => Street.Value.Objects.Where(o => !Surfaces.Contains(o.Model.Class));

    private static string Describe(WorldObject item) =>
        $"{item.Id} {item.Name} {item.Track.At(0).WorldFromObject} {item.Model.Nodes.Sum(n => n.Mesh.Positions.Sum(p => (double)p.X + p.Y + p.Z)):R}";

    private static IEnumerable<Double3> Points(WorldObject item)
    {
        Pose world = item.Track.At(0).WorldFromObject;
        Pose[] nodes = item.Model.PoseNodes(default);
        return item.Model.Nodes.SelectMany((node, i) => node.Mesh.Positions.Select(p => world.Apply(nodes[i].Apply(Double3.From(p)))));
    }

    // Corners of what stands below head height; crowns and lamp arms may hang over a road.
    private static Double3[] LowPoints(WorldObject item) => Footprint.Of(LowBox(item.Model), item.Track.At(0).WorldFromObject).Corners();

    private static Box3 LowBox(Model model)
    {
        Pose[] nodes = model.PoseNodes(default);
        Box3 box = Box3.Empty;
        for (int i = 0; i < nodes.Length; i++)
        {
            foreach (Vector3 position in model.Nodes[i].InBody ? model.Nodes[i].Mesh.Positions : [])
            {
                Double3 p = nodes[i].Apply(Double3.From(position));
                box = p.Z < 1.2 ? box.Include(p) : box;
            }
        }

        return box;
    }
}
