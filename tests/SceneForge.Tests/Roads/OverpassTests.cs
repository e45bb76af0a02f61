using SceneForge.Base.Geometry;
using SceneForge.Tests.Support;
using SceneForge.World.Models;
using SceneForge.World.Roads;
using SceneForge.World.Timeline;
using SceneForge.World.Roads.Networks;
using Xunit;

namespace SceneForge.Tests.Roads;

/// <summary>A road on the ground along x, and one across it that climbs to a deck at 6 m and comes down again.</summary>
public sealed class OverpassTests
{
    // From 0 at s = 0 over cubics without slope at their ends to 6 m at s = 100, level to 140, and down to 240.
    private const string Climb =
        """<elevationProfile><elevation s="0" a="0" b="0" c="0.0018" d="-0.000012"/><elevation s="100" a="6" b="0" c="0" d="0"/>"""
            + """<elevation s="140" a="6" b="0" c="-0.0018" d="0.000012"/></elevationProfile>""";

    /// <summary>The road file; also for those who draw it.</summary>
    internal static readonly string RoadFile = Xodr.File(
        Xodr.Element("low", Xodr.Geometry(0, -100, 0, 0, 200, "<line/>"), 200)
        + Xodr.Element("high", Xodr.Geometry(0, 0, -120, Math.PI / 2, 240, "<line/>"), 240, Climb));

    private static readonly RoadNetwork Roads = Xodr.Read(RoadFile);

    private static readonly RoadGround Ground = RoadGround.Of(Roads, TestWorlds.Surfaces);

    [Fact]
    public void Each_road_has_the_height_that_its_file_gives_it()
    {
        int compared = 0;
        foreach (string road in new[] { "low", "high" })
        {
            foreach (int lane in new[] { 1, -1 })
            {
                for (double s = 0.5; s < Roads.LengthOf(road); s += 0.7)
                {
                    Double3 p = Roads.PoseAt(new LanePosition(road, lane, s)).Translation;
                    // Chords stay within 1.5 mm of the road, triangles over a twist within 2.5 mm more.
                    double height = Ground.Height(p.X, p.Y, p.Z)!.Value;
                    Assert.True(Math.Abs(height - p.Z) < 0.004, $"{road} {lane} {s}: {height} not {p.Z}");
                    Assert.Equal("asphalt", Ground.Kind(p.X, p.Y, p.Z));
                    compared++;
                }
            }
        }

        Assert.True(compared > 1000);
    }

    [Fact]
    public void Under_the_deck_the_ground_goes_on()
    {
        Assert.Equal(0, Ground.Height(0, 0, 0)!.Value, 1e-9);
        Assert.Equal(6, Ground.Height(0, 0, 6)!.Value, 1e-9);
        Assert.Equal(0, Ground.Height(0, 0, double.NegativeInfinity)!.Value, 1e-9);
        // Beside both roads, under the deck: open ground of the lower one's height.
        Assert.Equal("ground", Ground.Kind(0, 6, 0));
        Assert.InRange(Ground.Height(0, 6, 0)!.Value, -0.1, 2.5);
        Assert.Equal(1, Ground.Normal(0, 0, 6).Z, 1e-9);
    }

    [Fact]
    public void Its_meshes_are_the_ground_and_a_deck_with_a_body()
    {
        WorldObject[] objects = [.. RoadSurface.Build(Ground, TestWorlds.Surfaces, 1001)];
        Assert.Equal(["road", "terrain", "road.level_1", "bridge.level_1"], objects.Select(o => o.Name));
        // No surface of the ground lies in the headroom over the lower road.
        int tried = 0;
        foreach (Double3 p in objects.Take(2).SelectMany(Points).Where(p => Math.Abs(p.Y) < 3.4 && Math.Abs(p.X) < 90))
        {
            Assert.InRange(p.Z, -0.01, 0.01);
            tried++;
        }

        Assert.True(tried > 20, $"{tried} vertices");
        Assert.Equal(6 - 0.9, objects[3].Model.Nodes[0].Mesh.Positions.Min(p => p.Z), 0.7);
    }

    [Fact]
    public void Lanes_are_found_on_the_level_of_whoever_asks()
    {
        Assert.Equal("low", Roads.Locate(1, -1, 0)!.Value.Road);
        Assert.Equal("high", Roads.Locate(1, -1, 6)!.Value.Road);
    }

    private static IEnumerable<Double3> Points(WorldObject item)
    {
        Pose[] poses = item.Model.PoseNodes(default);
        return item.Model.Nodes.SelectMany((ModelNode n, int i) => n.Mesh.Positions.Select(p => poses[i].Apply(Double3.From(p))));
    }
}
