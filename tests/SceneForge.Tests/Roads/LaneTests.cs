using SceneForge.Base.Geometry;
using SceneForge.World.Roads;
using SceneForge.World.Roads.Networks;
using Xunit;

namespace SceneForge.Tests.Roads;

/// <summary>Lanes, heights and links against closed forms.</summary>
public sealed class LaneTests
{
    private static readonly string Straight = Xodr.Geometry(0, 0, 0, 0, 100, "<line/>");

    [Fact]
    public void Widths_are_cubics_from_their_own_start()
    {
        const string Lanes =
            """<laneSection s="0"><center><lane id="0"/></center><right><lane id="-1" type="driving"><width sOffset="0" a="3" b="0" c="0" d="0"/>"""
                + """<width sOffset="10" a="3" b="0.1" c="0.01" d="-0.001"/></lane><lane id="-2" type="driving"><width"""
                + """ sOffset="0" a="2" b="0" c="0" d="0"/></lane></right></laneSection>""";
        RoadNetwork roads = Xodr.Read(Xodr.Road(Straight, 100, lanes: Lanes));
        Assert.Equal(3, roads.LaneWidth(new LanePosition("r", -1, 5)));
        Assert.Equal(3 + 0.4 + 0.16 - 0.064, roads.LaneWidth(new LanePosition("r", -1, 14)), 1e-12);
        Assert.Equal(-(3 + 0.4 + 0.16 - 0.064) - 1, roads.PoseAt(new LanePosition("r", -2, 14)).Translation.Y, 1e-12);
        // The middle of lane -2 drifts by the first lane's slope 0.1 + 0.08 - 0.048 to the right.
        Double3 forward = roads.PoseAt(new LanePosition("r", -2, 14)).ApplyDirection(Double3.UnitX);
        Assert.Equal(-0.132, forward.Y / forward.X, 1e-12);
    }

    [Fact]
    public void The_lane_offset_shifts_every_lane()
    {
        string lanes = """<laneOffset s="0" a="0" b="0" c="0" d="0"/><laneOffset s="20" a="0" b="0.05" c="0" d="0"/>""" + Xodr.TwoLanes;
        RoadNetwork roads = Xodr.Read(Xodr.Road(Straight, 100, lanes: lanes));
        Assert.Equal(-1.75, roads.PoseAt(new LanePosition("r", -1, 10)).Translation.Y, 1e-12);
        Assert.Equal(-1.75 + 0.5, roads.PoseAt(new LanePosition("r", -1, 30)).Translation.Y, 1e-12);
        Assert.Equal(1.75 + 0.5, roads.PoseAt(new LanePosition("r", 1, 30)).Translation.Y, 1e-12);
    }

    [Fact]
    public void Left_lanes_drive_against_s()
    {
        RoadNetwork roads = Xodr.Read(Xodr.Road(Straight, 100));
        Pose pose = roads.PoseAt(new LanePosition("r", 1, 40, 0.5));
        // Its left is the right of the reference line.
        Assert.Equal(1.25, pose.Translation.Y, 1e-12);
        Assert.Equal(-1, pose.ApplyDirection(Double3.UnitX).X, 1e-12);
        Assert.Equal(30, roads.Advance(new LanePosition("r", 1, 40), 10)!.Value.S, 1e-12);
        Assert.Null(roads.Advance(new LanePosition("r", 1, 40), 41));
        Assert.Null(roads.Neighbour(new LanePosition("r", 1, 40), 1));
    }

    [Fact]
    public void Superelevation_rolls_around_the_reference_line()
    {
        double roll = Math.Atan(0.1);
        string profiles =
            $"""<elevationProfile><elevation s="0" a="5" b="0" c="0" d="0"/></elevationProfile><lateralProfile><superelevation"""
                + $""" s="0" a="{Xodr.F(roll)}" b="0" c="0" d="0"/></lateralProfile>""";
        RoadNetwork roads = Xodr.Read(Xodr.Road(Straight, 100, profiles));
        Pose right = roads.PoseAt(new LanePosition("r", -1, 50));
        Assert.Equal(-1.75 * Math.Cos(roll), right.Translation.Y, 1e-12);
        Assert.Equal(5 - 1.75 * Math.Sin(roll), right.Translation.Z, 1e-12);
        Double3 up = right.ApplyDirection(Double3.UnitZ);
        Assert.Equal(-Math.Sin(roll), up.Y, 1e-12);
        Assert.Equal(Math.Cos(roll), up.Z, 1e-12);
    }

    [Fact]
    public void Poses_point_along_their_own_path_on_every_kind_of_road()
    {
        string[] kinds = ["<line/>", """<arc curvature="0.02"/>""", """<spiral curvStart="0" curvEnd="-0.03"/>"""];
        const string Profiles =
            """<elevationProfile><elevation s="0" a="0" b="0.02" c="0.001" d="-0.00001"/></elevationProfile><lateralProfile><superelevation"""
                + """ s="0" a="0" b="0.002" c="0" d="0"/><shape s="0" t="-20" a="0.4" b="-0.02" c="0" d="0"/><shape"""
                + """ s="0" t="0" a="0" b="0.02" c="0" d="0"/><shape s="90" t="-20" a="0" b="0" c="0" d="0"/></lateralProfile>""";
        const string Lanes =
            """<laneOffset s="0" a="0.3" b="0.02" c="0" d="0"/><laneSection s="0"><left><lane id="1" type="driving"><width"""
                + """ sOffset="0" a="3" b="0.01" c="0" d="0"/></lane></left><center><lane id="0"/></center><right><lane id="-1" type="driving">"""
                + """<width sOffset="0" a="3" b="0.02" c="0" d="0"/></lane></right></laneSection>""";
        int checkedPoses = 0;
        foreach (string kind in kinds)
        {
            RoadNetwork roads = Xodr.Read(Xodr.Road(Xodr.Geometry(0, 10, 20, 0.7, 90, kind), 90, Profiles, Lanes));
            RoadNetwork flat = Xodr.Read(Xodr.Road(Xodr.Geometry(0, 10, 20, 0.7, 90, kind), 90, lanes: Lanes));
            foreach (int lane in new[] { -1, 1 })
            {
                for (double s = 5; s < 85; s += 8)
                {
                    const double Step = 1e-4;
                    int along = lane < 0 ? 1 : -1;
                    Pose pose = roads.PoseAt(new LanePosition("r", lane, s));
                    Double3 ahead = roads.PoseAt(new LanePosition("r", lane, s + along * Step)).Translation;
                    Double3 behind = roads.PoseAt(new LanePosition("r", lane, s - along * Step)).Translation;
                    Double3 tangent = (ahead - behind).Normalized();
                    // A central difference over 0.1 mm: 1e-9 of truncation, 1e-10 of rounding in 1e-4.
                    Assert.True((tangent - pose.ApplyDirection(Double3.UnitX)).Length < 1e-7);
                    Double3 left = roads.PoseAt(new LanePosition("r", lane, s, Step))
                        .Translation - roads.PoseAt(new LanePosition("r", lane, s, -Step)).Translation;
                    Assert.True(Math.Abs(Double3.Dot(left.Normalized(), pose.ApplyDirection(Double3.UnitZ))) < 1e-7);
                    Assert.True(Double3.Dot(left, pose.ApplyDirection(Double3.UnitY)) > 0);
                    // Two headings 2 cm of s apart; the lane's own length of that stretch from its poses.
                    LanePosition before = new("r", lane, s - along * 0.01);
                    LanePosition after = new("r", lane, s + along * 0.01);
                    double turn = flat.PoseAt(after).Rotation.Yaw() - flat.PoseAt(before).Rotation.Yaw();
                    double length = (flat.PoseAt(after).Translation - flat.PoseAt(before).Translation).Length;
                    Assert.Equal(turn / length, flat.Curvature(new LanePosition("r", lane, s)), 1e-6);
                    checkedPoses++;
                }
            }
        }

        Assert.Equal(60, checkedPoses);
    }

    [Fact]
    public void Advance_measures_the_lane_and_not_the_reference_line()
    {
        // On a left-hand arc of radius 50 m, the middle of lane -1 has a radius of 51.75 m.
        RoadNetwork roads = Xodr.Read(Xodr.Road(Xodr.Geometry(0, 0, 0, 0, 100, """<arc curvature="0.02"/>"""), 100));
        Assert.Equal(20 + 10 / 51.75 * 50, roads.Advance(new LanePosition("r", -1, 20), 10)!.Value.S, 1e-10);
        Assert.Equal(20 - 10 / 51.75 * 50, roads.Advance(new LanePosition("r", -1, 20), -10)!.Value.S, 1e-10);
        Assert.Equal(1 / 51.75, roads.Curvature(new LanePosition("r", -1, 20)), 1e-12);
        Assert.Equal(-1 / 48.25, roads.Curvature(new LanePosition("r", 1, 20)), 1e-12);
    }

    [Fact]
    public void Advance_takes_the_first_connection_and_turns_with_reversed_roads()
    {
        // a runs east to the junction; c leads on; b is drawn from its far end back to the junction.
        string a = Xodr.Element("a", Xodr.Geometry(0, 0, 0, 0, 50, "<line/>"), 50, link: """<successor elementType="junction" elementId="j"/>""");
        string c = Xodr.Element("c", Xodr.Geometry(0, 50, 0, 0, 10, "<line/>"), 10,
            link: """<predecessor elementType="road" elementId="a" contactPoint="end"/><successor"""
                + """ elementType="road" elementId="b" contactPoint="end"/>""", junction: "j")
            .Replace("""<successor id="-1"/>""", """<successor id="1"/>""", StringComparison.Ordinal)
                .Replace("""<successor id="1"/></link><width sOffset="0" a="3.5" b="0" c="0" d="0"/></lane></left>""",
                """<successor id="-1"/></link><width sOffset="0" a="3.5" b="0" c="0" d="0"/></lane></left>""", StringComparison.Ordinal);
        string b = Xodr.Element("b", Xodr.Geometry(0, 110, 0, Math.PI, 50, "<line/>"), 50,
            link: """<successor elementType="junction" elementId="j"/>""");
        const string J =
            """<junction id="j" name=""><connection id="0" incomingRoad="a" connectingRoad="c" contactPoint="start"><laneLink from="-1" to="-1"/>"""
                + """</connection></junction>""";
        RoadNetwork roads = Xodr.Read(Xodr.File(a + c + b + J));
        LanePosition there = roads.Advance(new LanePosition("a", -1, 30, 0.4), 50)!.Value;
        Assert.Equal("b", there.Road);
        Assert.Equal(1, there.Lane);
        Assert.Equal(30, there.S, 1e-10);
        Assert.Equal(0.4, there.Offset);
        Pose pose = roads.PoseAt(there);
        Assert.Equal(80, pose.Translation.X, 1e-10);
        Assert.Equal(-1.75 + 0.4, pose.Translation.Y, 1e-10);
        LanePosition back = roads.Advance(there, -50)!.Value;
        Assert.Equal("a", back.Road);
        Assert.Equal(30, back.S, 1e-10);
        Assert.Null(roads.Advance(there, 30.01));
    }

    [Fact]
    public void Links_in_a_circle_are_driven_round_and_round()
    {
        string ring = Xodr.Element("r", Xodr.Geometry(0, 0, 0, 0, 100, $"""<arc curvature="{Xodr.F(2 * Math.PI / 100)}"/>"""), 100,
            link: """<predecessor elementType="road" elementId="r" contactPoint="end"/><successor"""
                + """ elementType="road" elementId="r" contactPoint="start"/>""");
        RoadNetwork roads = Xodr.Read(Xodr.File(ring));
        double lap = 100 + 2 * Math.PI * 1.75;
        Assert.Equal(12.5, roads.Advance(new LanePosition("r", -1, 12.5), 7 * lap)!.Value.S, 1e-8);
    }

    [Fact]
    public void Objects_stand_where_their_repeat_says()
    {
        const string Objects =
            """<objects><object id="1" name="post" type="pole" s="0" t="4" zOffset="0.1" hdg="0"><repeat"""
                + """ s="10" length="20" distance="5" tStart="4" tEnd="6" heightStart="1" heightEnd="1" zOffsetStart="0.1" zOffsetEnd="0.1"/>"""
                + """</object></objects>""";
        RoadNetwork roads = Xodr.Read(Xodr.Road(Straight, 100, rest: Objects));
        Pose[] poses = [.. RoadPlaces.PosesOf(roads.Roads[0], roads.Roads[0].Objects[0])];
        Assert.Equal(5, poses.Length);
        Assert.Equal(15, poses[1].Translation.X, 1e-12);
        Assert.Equal(4.5, poses[1].Translation.Y, 1e-12);
        Assert.Equal(0.1, poses[1].Translation.Z, 1e-12);
    }
}
