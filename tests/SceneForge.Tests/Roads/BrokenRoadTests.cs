using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using SceneForge.Base.Input;
using SceneForge.Base.Random;
using SceneForge.World.Roads;
using SceneForge.World.Roads.Networks;
using Xunit;

namespace SceneForge.Tests.Roads;

/// <summary>Broken files end in an <see cref="InputException"/> that names the place; nothing else ever comes out.</summary>
public sealed partial class BrokenRoadTests
{
    private static readonly string Line = Xodr.Geometry(0, 0, 0, 0, 100, "<line/>");

    public static TheoryData<string, string> Broken => new()
    {
        { Xodr.Road(Line, 100)[..200], "/" },
        { "<html/>", "/html" },
        { Xodr.File(""), "/OpenDRIVE" },
        { Xodr.Road(Line, 0), "/OpenDRIVE/road/@length" },
        { Xodr.Road(Xodr.Geometry(0, 0, 0, 0, -100, "<line/>"), 100), "/OpenDRIVE/road/planView/geometry/@length" },
        { Xodr.Road(Xodr.Geometry(0, 0, 0, 0, 0, "<line/>"), 100), "/OpenDRIVE/road/planView" },
        { Xodr.Road(Line.Replace("hdg=\"0\"", "hdg=\"NaN\"", StringComparison.Ordinal), 100), "/OpenDRIVE/road/planView/geometry/@hdg" },
        { Xodr.Road(Line.Replace("x=\"0\"", "x=\"1e999\"", StringComparison.Ordinal), 100), "/OpenDRIVE/road/planView/geometry/@x" },
        { Xodr.Road(Line.Replace(" y=\"0\"", "", StringComparison.Ordinal), 100), "/OpenDRIVE/road/planView/geometry" },
        { Xodr.Road(Line.Replace("<line/>", "", StringComparison.Ordinal), 100), "/OpenDRIVE/road/planView/geometry" },
        { Xodr.Road(Line + Xodr.Geometry(100, 300, 0, 0, 10, "<line/>"), 110), "/OpenDRIVE/road/planView/geometry[2]" },
        { Xodr.Road(Xodr.Geometry(0, 0, 0, 0, 100, """<arc curvature="1e6"/>"""), 100), "/OpenDRIVE/road/planView/geometry/arc/@curvature" },
        { Xodr.Road(Line, 100, lanes: ""), "/OpenDRIVE/road/lanes" },
        { Xodr.Road(Line, 100, lanes: Xodr.TwoLanes.Replace("id=\"-1\" type", "id=\"-2\" type", StringComparison.Ordinal)),
            "/OpenDRIVE/road/lanes/laneSection/right" },
        { Xodr.Road(Line, 100, lanes: Xodr.TwoLanes + Xodr.TwoLanes.Replace("s=\"0\"", "s=\"50\"", StringComparison.Ordinal)
            + Xodr.TwoLanes), "/OpenDRIVE/road/lanes/laneSection[3]/@s" },
        { Xodr.File(Xodr.Element("a", Line, 100) + Xodr.Element("a", Line, 100)), "/OpenDRIVE/road[2]/@id" },
        { Xodr.File(Xodr.Element("a", Line, 100)
            + """<junction id="j"><connection id="0" incomingRoad="a" connectingRoad="a" contactPoint="start"/></junction>"""),
            "/OpenDRIVE/junction" },
        { Xodr.Road(Line, 100, rest: """<objects><object id="1" s="0" t="0"><repeat s="0" length="100" distance="1e-9"/></object></objects>"""),
            "/OpenDRIVE/road/objects/object/repeat/@distance" },
        { """<?xml version="1.0"?><!DOCTYPE OpenDRIVE [<!ENTITY x SYSTEM "file:///etc/passwd">]><OpenDRIVE>&x;</OpenDRIVE>""", "/" },
        { string.Concat(Enumerable.Repeat("<a>", 5000)) + string.Concat(Enumerable.Repeat("</a>", 5000)), "/" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_file_names_the_place_and_the_mend(string xml, string place)
    {
        InputException e = Assert.Throws<InputException>(() => Xodr.Read(xml));
        InputError error = Assert.Single(e.Errors);
        Assert.Equal(place, error.Pointer.Length == 0 ? "/" : error.Pointer);
        Assert.True(error.Line > 0 && error.Column > 0, e.Message);
        Assert.NotEmpty(error.Mend);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        InputException e = Assert.Throws<InputException>(() => RoadNetwork.Read("no/such/road.xodr"));
        Assert.Equal("no/such/road.xodr", e.Errors[0].File);
    }

    [Fact]
    public void A_byte_order_mark_is_no_error()
    {
        string path = Path.Combine(Path.GetTempPath(), $"sceneforge-{Guid.NewGuid():N}.xodr");
        File.WriteAllText(path, Xodr.Road(Line, 100), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal(100, RoadNetwork.Read(path).Roads[0].Length);
        File.Delete(path);
    }

    [Fact]
    public void What_is_not_supported_is_reported()
    {
        RoadNetwork roads = Xodr.Read(Xodr.Road(
            Line, 100, """<lateralProfile><crossfall side="both" s="0" a="0.02" b="0" c="0" d="0"/></lateralProfile>""",
                Xodr.TwoLanes.Replace("type=\"driving\"", "type=\"hover\"", StringComparison.Ordinal)));
        Assert.Equal(3, roads.Warnings.Length);
        Assert.All(roads.Warnings, w => Assert.Contains(":1:", w, StringComparison.Ordinal));
    }

    [Fact]
    public void Mutations_of_a_real_file_are_read_or_refused_but_never_crash()
    {
        string original = File.ReadAllText(Repository.PathOf("scenes", "residential_street", "road.xodr"));
        MatchCollection attributes = Attribute().Matches(original);
        MatchCollection elements = Element().Matches(original);
        RandomStream random = new(11, 0, "mutants");
        string[] values = ["", "NaN", "-1", "0", "1e999", "-1e30", "1e7", "3.7", "main", "-0.5", "99999999999999", "side", "j1", "end"];
        int refused = 0;
        int read = 0;
        Stopwatch clock = Stopwatch.StartNew();
        for (int i = 0; i < 700; i++)
        {
            Match a = attributes[(int)random.Uniform(0, attributes.Count)];
            Match e = elements[(int)random.Uniform(0, elements.Count)];
            string mutant = (i % 4) switch
            {
                0 => original.Remove(a.Index, a.Length),
                1 => original[..a.Groups[1].Index] + values[(int)random.Uniform(0, values.Length)]
                    + original[(a.Groups[1].Index + a.Groups[1].Length)..],
                2 => original.Remove(e.Index, e.Length),
                _ => i % 8 == 3 ? original[..(int)random.Uniform(0, original.Length)] : original.Insert(e.Index, e.Value),
            };
            try
            {
                RoadNetwork roads = Xodr.Read(mutant);
                read++;
                Drive(roads);
            }
            catch (InputException refusal)
            {
                Assert.All(refusal.Errors, x => Assert.NotEmpty(x.Mend));
                refused++;
            }
        }

        Assert.Equal(700, refused + read);
        Assert.True(refused > 150 && read > 150, $"{refused} refused, {read} read");
        // A hang would be minutes; the reads take some ten seconds on a loaded machine.
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(5));
    }

    // What was accepted must also be usable.
    private static void Drive(RoadNetwork roads)
    {
        foreach (Road road in roads.Roads)
        {
            foreach (Lane lane in road.SectionAt(road.Length / 2).Lanes.Where(l => l.Id != 0))
            {
                LanePosition place = new(road.Id, lane.Id, road.Length / 2);
                _ = roads.Advance(place, 30);
                _ = roads.Curvature(place);
                Assert.True(double.IsFinite(roads.PoseAt(place).Translation.Length) || roads.LaneWidth(place) == 0);
            }
        }
    }

    [GeneratedRegex(" [A-Za-z]+=\"([^\"]*)\"")]
    private static partial Regex Attribute();

    [GeneratedRegex("<[A-Za-z]+ [^<>]*/>")]
    private static partial Regex Element();
}
