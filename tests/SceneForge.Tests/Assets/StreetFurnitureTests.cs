using SceneForge.Tests.Support;
using SceneForge.World.Assets;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using Xunit;

namespace SceneForge.Tests.Assets;

public sealed class StreetFurnitureTests
{
    /// <summary>Name, class, least and largest height of the body box, metres.</summary>
    public static TheoryData<string, string, double, double> Kinds => new()
    {
        { "cone.traffic", "traffic_cone", 0.5, 0.75 },
        { "ball.football", "ball", 0.215, 0.2205 },
        { "bin.wheelie", "bin", 1.0, 1.1 },
        { "lamp.street", "pole", 5.4, 7.6 },
        { "sign.speed30", "traffic_sign", 2.5, 3.0 },
        { "sign.children", "traffic_sign", 2.5, 3.2 },
        { "sign.give_way", "traffic_sign", 2.5, 3.2 },
        { "sign.stop", "traffic_sign", 2.5, 3.3 },
        { "sign.parking", "traffic_sign", 2.5, 3.0 },
        { "cabinet.utility", "wall", 1.0, 1.36 },
        { "bench.street", "fence", 0.8, 0.83 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_seed_gives_a_sound_model_on_the_ground(string name, string @class, double low, double high)
    {
        int made = 0;
        for (ulong seed = 0; seed < 20; seed++, made++)
        {
            Model model = TestWorlds.Assets.Make(RigidChecks.Request(name, seed));
            RigidChecks.Sound(model);
            Assert.Equal(@class, model.Class);
            Assert.InRange(RigidChecks.Triangles(model), 100, 1000);
            Box3 box = RigidChecks.Box(model);
            Assert.InRange(box.Size.Z, low, high);
            Assert.InRange(box.Min.Z, -0.001, 0.001);
            Assert.Equal(ModelChecks.Hash(model), ModelChecks.Hash(TestWorlds.Assets.Make(RigidChecks.Request(name, seed))));
        }

        Assert.Equal(20, made);
    }

    [Fact]
    public void The_football_is_a_sphere_of_twelve_pentagons_and_rolls()
    {
        Model ball = TestWorlds.Assets.Make(RigidChecks.Request("ball.football", 1));
        Mesh mesh = ball.Nodes[0].Mesh;
        // Single precision: 0.11 m has a last bit of 7e-9 m.
        Assert.All(mesh.Positions, p => Assert.InRange(Double3.From(p).Length, 0.11 - 2e-8, 0.11 + 2e-8));
        MeshPart black = mesh.Parts.Single(p => p.Name == "pentagons");
        // A face of 36 triangles gives 4 of them to each of its 3 corners; 20 faces.
        Assert.Equal(20 * 3 * 4, black.TriangleCount);
        Pose half = ball.PoseNodes(new MotionState(1, Math.PI * 0.11, 0, 0))[0];
        Assert.Equal(-1, half.ApplyDirection(Double3.UnitZ).Z, 9);
        Assert.Equal(0.11, half.Translation.Z, 12);
    }

    [Fact]
    public void The_street_lamp_shines_down_from_its_head()
    {
        Model lamp = TestWorlds.Assets.Make(RigidChecks.Request("lamp.street", 1));
        Lamp light = Assert.Single(lamp.Lamps);
        Box3 box = RigidChecks.Box(lamp);
        Assert.Equal(-1, light.Direction.Z, 12);
        Assert.InRange(light.Position.Z, box.Max.Z - 0.3, box.Max.Z);
        Assert.InRange(light.Position.X, 1, box.Max.X);
    }

    [Fact]
    public void Signs_face_forward_and_throw_light_back()
    {
        string[] signs = ["sign.speed30", "sign.children", "sign.give_way", "sign.stop", "sign.parking"];
        foreach (string sign in signs)
        {
            Model model = TestWorlds.Assets.Make(RigidChecks.Request(sign, 4));
            ModelNode plate = model.Nodes[0];
            Assert.Contains(plate.Materials, m => m.Retroreflection > 0.1f);
            Assert.Equal("pole", model.Nodes[1].Class);
            for (int part = 0; part < plate.Mesh.Parts.Length; part++)
            {
                if (plate.Materials[part].Retroreflection == 0)
                {
                    continue;
                }

                MeshPart range = plate.Mesh.Parts[part];
                for (int i = 3 * range.FirstTriangle; i < 3 * (range.FirstTriangle + range.TriangleCount); i++)
                {
                    Assert.Equal(1, plate.Mesh.Normals[plate.Mesh.Indices[i]].X, 6);
                }
            }
        }
    }
}
