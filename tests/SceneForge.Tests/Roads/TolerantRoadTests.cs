using SceneForge.Base.Input;
using SceneForge.World.Roads;
using SceneForge.World.Roads.Networks;
using Xunit;

namespace SceneForge.Tests.Roads;

/// <summary>Files that other programs draw are read: what is left out is a warning, and the rest holds.</summary>
public sealed class TolerantRoadTests
{
    private static readonly string Line = Xodr.Geometry(0, 0, 0, 0, 100, "<line/>");

    [Theory]
    [InlineData("""<successor elementType="road" elementId="b" contactPoint="start"/>""", "'b'")]
    [InlineData("""<successor elementType="road" elementId="-1" contactPoint="start"/>""", "'-1'")]
    [InlineData("""<successor elementType="junction" elementId="j"/>""", "'j'")]
    public void A_link_to_what_is_not_there_is_a_warning_and_no_link(string link, string name)
    {
        RoadNetwork network = Xodr.Read(Xodr.File(Xodr.Element("a", Line, 100, link: link)));
        Assert.Null(network.Roads[0].Successor);
        Assert.Contains(name, Assert.Single(network.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_a_place_within_a_road_is_a_warning()
    {
        RoadNetwork network = Xodr.Read(Xodr.File(Xodr.Element("a", Line, 100)
            + Xodr.Element("b", Line, 100, link: """<predecessor elementType="road" elementId="a" elementS="50" elementDir="+"/>""")));
        Assert.Null(network.Roads[1].Predecessor);
        Assert.Single(network.Warnings);
    }

    [Fact]
    public void A_connection_to_a_missing_road_is_left_out()
    {
        RoadNetwork network = Xodr.Read(Xodr.File(Xodr.Element("a", Line, 100)
            + """<junction id="j"><connection id="0" incomingRoad="a" connectingRoad="z" contactPoint="start"/></junction>"""));
        Assert.Contains("'z'", Assert.Single(network.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1e-8", true)]
    [InlineData("0.0009", true)]
    [InlineData("-0.5", false)]
    public void Disorder_below_a_millimetre_is_sorted(string place, bool read)
    {
        bool negative = place[0] == '-';
        string first = negative ? "10" : "10.0009";
        double second = negative ? 10 + Xodr.Number(place) : 10;
        string profiles = $"""<elevationProfile><elevation s="0" a="1" b="0" c="0" d="0"/><elevation s="{first}" a="2" b="0" c="0" d="0"/>"""
            + $"""<elevation s="{Xodr.F(second)}" a="3" b="0" c="0" d="0"/></elevationProfile>""";
        if (!read)
        {
            Assert.Throws<InputException>(() => Xodr.Read(Xodr.Road(Line, 100, profiles)));
            return;
        }

        Road road = Xodr.Read(Xodr.Road(Line, 100, profiles)).Roads[0];
        Assert.Equal(1, road.Elevation.At(9.9).Value);
        Assert.Equal(3, road.Elevation.At(10.1).Value);
    }

    [Fact]
    public void A_cross_section_that_is_there_twice_holds_before_and_behind()
    {
        static string Shape(double s, double t, double a) => $"""<shape s="{Xodr.F(s)}" t="{Xodr.F(t)}" a="{Xodr.F(a)}" b="0" c="0" d="0"/>""";
        string profiles = "<lateralProfile>" + Shape(0, -5, 0) + Shape(0, 0, 0) + Shape(50, -5, 1) + Shape(50, 0, 1)
            + Shape(50, -5, 3) + Shape(50, 0, 3) + Shape(100, -5, 3) + Shape(100, 0, 3) + "</lateralProfile>";
        Road road = Xodr.Read(Xodr.Road(Line, 100, profiles)).Roads[0];
        Assert.Equal(0.5, road.Shape.At(25, -2).Height, 12);
        Assert.Equal(3, road.Shape.At(75, -2).Height, 12);
    }

    [Fact]
    public void A_road_without_length_beside_a_sound_one_is_left_out()
    {
        RoadNetwork network = Xodr.Read(Xodr.File(Xodr.Element("a", Xodr.Geometry(0, 0, 0, 0, 0, "<line/>"), 0) + Xodr.Element("b", Line, 100)));
        Assert.Equal("b", Assert.Single(network.Roads).Id);
        Assert.Single(network.Warnings);
    }

    [Fact]
    public void Of_two_lane_sections_at_one_place_the_later_holds()
    {
        string wide = Xodr.TwoLanes.Replace("a=\"3.5\"", "a=\"4\"", StringComparison.Ordinal);
        RoadNetwork network = Xodr.Read(Xodr.Road(Line, 100, lanes: Xodr.TwoLanes + wide));
        Assert.Equal(4, Assert.Single(network.Roads[0].Sections).Find(-1)!.Extent.At(0).Value);
        Assert.Single(network.Warnings);
    }

    [Theory]
    [InlineData("""<predecessor elementType="road" elementId="a" contactPoint="end"/>""", ContactPoint.Start)]
    [InlineData("""<successor elementType="road" elementId="a" contactPoint="end"/>""", ContactPoint.End)]
    public void A_connection_without_contact_point_takes_the_end_that_the_connecting_road_links(string link, ContactPoint end)
    {
        RoadNetwork network = Xodr.Read(Xodr.File(Xodr.Element("a", Line, 100) + Xodr.Element("b", Line, 100, link: link, junction: "j")
            + """<junction id="j"><connection id="0" incomingRoad="a" connectingRoad="b"/></junction>"""));
        Assert.Equal(end, network.Junctions[0].Connections[0].Contact);
    }
}
