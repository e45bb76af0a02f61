using System.Collections.Immutable;
using SceneForge.Base.Random;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Roads;
using SceneForge.World.Roads.Networks;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Roads;

/// <summary>The ground of the residential street as meshes.</summary>
public sealed class RoadSurfaceTests
{
    private static readonly RoadNetwork Roads = RoadNetwork.Read(Repository.PathOf("scenes", "residential_street", "road.xodr"));
    private static readonly ImmutableArray<WorldObject> Objects = RoadSurface.Build(Roads, 1001);

    [Fact]
    public void It_has_one_object_a_class_from_the_given_id_on()
    {
        Assert.Equal(["road", "lane_marking", "kerb", "sidewalk", "terrain"], Objects.Select(o => o.Model.Class));
        Assert.Equal([1001, 1002, 1003, 1004, 1005], Objects.Select(o => o.Id));
        int nodes = 0;
        foreach (ModelNode node in Objects.Where(o => o.Name != "terrain").SelectMany(o => o.Model.Nodes))
        {
            // Tiles of 24 m, and triangles that reach over their border by at most one station.
            Assert.True(node.Mesh.Bounds.Size.X < 60 && node.Mesh.Bounds.Size.Y < 60, node.Name);
            nodes++;
        }

        Assert.True(nodes > 60);
    }

    [Fact]
    public void Triangles_cover_every_place_of_the_plan_exactly_once()
    {
        // The signed plan areas of all triangles add up to the area around them only if there are neither gaps nor overlaps.
        (Double3 A, Double3 B, Double3 C)[] triangles = [.. Triangles().Select(t => t.Corners).Where(t => PlanArea(t) > 1e-9)];
        Assert.DoesNotContain(Triangles(), t => PlanArea(t.Corners) < -1e-7);
        Box3 box = triangles.Aggregate(Box3.Empty, (b, t) => b.Include(t.A).Include(t.B).Include(t.C));
        // Terrain ends in a square of whole cells; vertices are 32-bit floats in tiles of up to 256 m: 1e-5 m on a side of 1.2 km.
        Assert.Equal(box.Size.X * box.Size.Y, triangles.Sum(PlanArea), 0.5);
        Assert.True(box.Size.X > 1000 && triangles.Length > 10_000);
    }

    [Fact]
    public void Ground_heights_are_those_of_the_meshes()
    {
        RandomStream random = new(3, 0, "ground");
        int compared = 0;
        foreach ((string name, (Double3 a, Double3 b, Double3 c)) in Triangles())
        {
            if (PlanArea((a, b, c)) < 1e-4)
            {
                continue;
            }

            double u = random.Uniform(0.02, 0.96);
            double v = random.Uniform(0.01, 1 - u);
            Double3 p = a * u + b * v + c * (1 - u - v);
            // 32-bit vertices: below 2e-5 m in a tile, times slopes of up to 6 on the kerb's face.
            Assert.True(Math.Abs(Roads.GroundHeight(p.X, p.Y) - p.Z) < 5e-4, $"{name} at {p}: {Roads.GroundHeight(p.X, p.Y)}");
            compared++;
        }

        Assert.True(compared > 10_000);
    }

    [Fact]
    public void Lanes_lie_on_the_ground()
    {
        int compared = 0;
        foreach (Road road in Roads.Roads)
        {
            foreach (Lane lane in road.Sections[0].Lanes.Where(l => l.Id != 0))
            {
                for (double s = 0.3; s < road.Length; s += 0.9)
                {
                    LanePosition place = new(road.Id, lane.Id, s);
                    if (Roads.LaneWidth(place) < 2)
                    {
                        continue;
                    }

                    Double3 p = Roads.PoseAt(place).Translation;
                    // Chords stay within 1.5 mm; a twisted quadrilateral of the fading camber and lanes that cross in the junction add to it.
                    Assert.True(Math.Abs(Roads.GroundHeight(p.X, p.Y) - p.Z) < 0.008, $"{place}: {Roads.GroundHeight(p.X, p.Y)} and {p.Z}");
                    compared++;
                }
            }
        }

        Assert.True(compared > 1500);
    }

    [Fact]
    public void Kerbs_rise_by_twelve_centimetres_and_drop_at_the_crossing()
    {
        double Step(double s) => Height(s, -5.4 - 0.15) - Height(s, -5.4 + 0.01);
        // A camber of 2% between the two probes adds 3 mm.
        Assert.Equal(0.12, Step(60), 0.004);
        Assert.Equal(0.03, Step(33), 0.004);
        Double3 top = Roads.Find("main")!.FrameAt(159).Point(-3.2 - 0.15);
        Double3 foot = Roads.Find("main")!.FrameAt(159).Point(-3.2 + 0.01);
        Assert.Equal(0.03, Height(top.X, top.Y) - Height(foot.X, foot.Y), 0.004);
        Assert.Equal(-0.02 * 3, Height(60, -3), 0.001);
    }

    [Fact]
    public void Dashes_are_as_long_as_the_file_says()
    {
        double Paint(double from, double to) => Triangles()
            .Where(t => t.Name == "lane_marking")
            .Select(t => t.Corners)
            .Where(t => new[] { t.A, t.B, t.C }.All(p => Math.Abs(p.Y) < 0.1 && p.X > from && p.X < to))
            .Sum(PlanArea);
        // The first dash runs from 1.5 m to 4.5 m, the next from 10.5 m to 13.5 m. The plan's grid is 0.5 mm.
        Assert.Equal(3 * 0.12, Paint(0, 6), 0.004);
        Assert.Equal(3 * 0.12, Paint(9, 14), 0.004);
        Assert.Equal(0, Paint(4.6, 10.4));
    }

    [Fact]
    public void Roads_rebuilt_are_the_same_to_the_bit()
    {
        ImmutableArray<WorldObject> again = RoadSurface.Build(RoadNetwork.Read(Repository.PathOf("scenes", "residential_street", "road.xodr")), 1001);
        int nodes = 0;
        for (int i = 0; i < Objects.Length; i++)
        {
            for (int n = 0; n < Objects[i].Model.Nodes.Length; n++)
            {
                Mesh a = Objects[i].Model.Nodes[n].Mesh;
                Mesh b = again[i].Model.Nodes[n].Mesh;
                Assert.Equal(a.Positions, b.Positions);
                Assert.Equal(a.Normals, b.Normals);
                Assert.Equal(a.TexCoords, b.TexCoords);
                Assert.Equal(a.Indices, b.Indices);
                nodes++;
            }
        }

        Assert.True(nodes > 100);
    }

    private static double Height(double x, double y) => Roads.GroundHeight(x, y);

    private static double PlanArea((Double3 A, Double3 B, Double3 C) t) =>
        ((t.B.X - t.A.X) * (t.C.Y - t.A.Y) - (t.B.Y - t.A.Y) * (t.C.X - t.A.X)) / 2;

    private static IEnumerable<(string Name, (Double3 A, Double3 B, Double3 C) Corners)> Triangles()
    {
        foreach (WorldObject thing in Objects)
        {
            Pose[] poses = thing.Model.PoseNodes(default);
            for (int n = 0; n < poses.Length; n++)
            {
                Mesh mesh = thing.Model.Nodes[n].Mesh;
                Pose pose = poses[n];
                Double3 At(int i) => pose.Apply(Double3.From(mesh.Positions[mesh.Indices[i]]));
                for (int i = 0; i < mesh.Indices.Length; i += 3)
                {
                    yield return (thing.Name, (At(i), At(i + 1), At(i + 2)));
                }
            }
        }
    }
}
