using SceneForge.Base.Geometry;
using SceneForge.World.Roads;
using SceneForge.World.Roads.Networks;
using Xunit;

namespace SceneForge.Tests.Roads;

/// <summary>The road of scenes/residential_street.</summary>
public sealed class ResidentialStreetTests
{
    [Fact]
    public void Outlines_hold_the_middle_of_every_drivable_lane()
    {
        RoadNetwork roads = RoadNetwork.Read(Repository.PathOf("scenes", "residential_street", "road.xodr"));
        LaneOutline[] outlines = [.. roads.Outlines()];
        int checkedPlaces = 0;
        foreach (LaneOutline lane in outlines.Where(l => l.Type == LaneType.Driving))
        {
            LaneSection section = roads.Find(lane.Road)!.Sections[lane.Section];
            for (double s = section.S + 0.5; s < section.End - 0.5; s += 3.7)
            {
                Double3 middle = roads.PoseAt(new LanePosition(lane.Road, lane.Lane, s, 0)).Translation;
                double width = roads.LaneWidth(new LanePosition(lane.Road, lane.Lane, s, 0));

                // Half a width from either border: millimetres by rounding, 5 mm by straight pieces, and the plan's bend within half a lane.
                Assert.InRange(Nearest(lane.Inner, middle), width / 2 - 0.02, width / 2 + 0.02);
                Assert.InRange(Nearest(lane.Outer, middle), width / 2 - 0.02, width / 2 + 0.02);
                checkedPlaces++;
            }
        }

        Assert.True(checkedPlaces > 50);
        Assert.Contains(outlines, l => l.Type == LaneType.Sidewalk);
    }

    private static double Nearest(IReadOnlyList<Double3> line, Double3 point) => Enumerable.Range(0, line.Count - 1).Min(i =>
    {
        Double3 along = line[i + 1] - line[i];
        double t = along.LengthSquared == 0 ? 0 : Math.Clamp(Double3.Dot(point - line[i], along) / along.LengthSquared, 0, 1);
        Double3 offset = point - (line[i] + t * along);
        return Math.Sqrt(offset.X * offset.X + offset.Y * offset.Y);
    });

    private static readonly RoadNetwork Roads = RoadNetwork.Read(Repository.PathOf("scenes", "residential_street", "road.xodr"));

    [Fact]
    public void It_is_read_without_warnings()
    {
        Assert.Empty(Roads.Warnings);
        Assert.Equal(9, Roads.Roads.Length);
        Assert.Equal(30 / 3.6, Roads.Find("main")!.SpeedLimitAt(50)!.Value, 1e-12);
        Assert.Equal(new Double3(0, 0, 0), Roads.Find("main")!.FrameAt(0).Origin);
    }

    [Fact]
    public void Lanes_join_at_every_link()
    {
        int joints = 0;
        foreach (Road road in Roads.Roads)
        {
            foreach (Lane lane in road.Sections[0].Lanes.Where(l => l.Id != 0))
            {
                bool along = road.Direction(lane.Id) > 0;
                LanePosition end = new(road.Id, lane.Id, along ? road.Length : 0);
                if (Roads.Advance(end, 1e-9) is not { } next)
                {
                    continue;
                }

                joints++;
                Pose a = Roads.PoseAt(end);
                Pose b = Roads.PoseAt(next);
                // The file gives 12 digits; lanes that change height across the mouth bend by the crown's last millimetre.
                Assert.True((a.Translation - b.Translation).Length < 2e-3, $"{end} -> {next}: {a.Translation} {b.Translation}");
                Assert.True((a.ApplyDirection(Double3.UnitX) - b.ApplyDirection(Double3.UnitX)).Length < 2e-3, $"{end} -> {next}");
            }
        }

        Assert.Equal(17, joints);
    }

    [Fact]
    public void Steps_add_up_and_places_are_found_again()
    {
        int found = 0;
        for (double metres = 0; metres < 250; metres += 7.3)
        {
            LanePosition place = Roads.Advance(new LanePosition("main", -1, 2), metres)!.Value;
            LanePosition stepped = Roads.Advance(Roads.Advance(new LanePosition("main", -1, 2), metres / 2)!.Value, metres / 2)!.Value;
            Assert.Equal(place.Road, stepped.Road);
            Assert.Equal(place.S, stepped.S, 1e-8);
            Double3 point = Roads.PoseAt(place with { Offset = 0.7 }).Translation;
            LanePosition again = Roads.Locate(point.X, point.Y)!.Value;
            Double3 same = Roads.PoseAt(again).Translation;
            // Offsets are measured on the surface: a fall of 2% shortens 0.7 m by 0.1 mm in the plane.
            // Where lanes cross in the junction the other one may be found; their heights differ by millimetres.
            Assert.True((point - same).Length < 5e-3, $"{place} -> {again}: {point} {same}");
            found++;
        }

        Assert.Equal(35, found);
        Assert.Null(Roads.Locate(20, 300));
    }
}
