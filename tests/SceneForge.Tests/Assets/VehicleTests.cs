using SceneForge.World.Assets.Vehicles;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using Xunit;

namespace SceneForge.Tests.Assets;

public sealed class VehicleTests
{
    private const int Seeds = 20;
    private static readonly VehicleMaker Maker = new();

    /// <summary>Name, class, then length, width and height without mirrors and the range of each that seeds may give, metres.</summary>
    public static TheoryData<string, string, double, double, double> Kinds => new()
    {
        { "car.hatchback", "car", 4.25, 1.81, 1.48 },
        { "car.sedan", "car", 4.72, 1.85, 1.44 },
        { "car.suv", "car", 4.60, 1.89, 1.67 },
        { "car.estate", "car", 4.74, 1.85, 1.48 },
        { "van.panel", "van", 5.55, 2.05, 2.38 },
        { "bus.city", "bus", 12.03, 2.57, 3.10 },
        { "truck.box", "truck", 7.50, 2.47, 3.31 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_seed_gives_a_sound_model_of_the_right_size(string name, string @class, double length, double width, double height)
    {
        HashSet<Mesh> bodies = new(ReferenceEqualityComparer.Instance);
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            Model model = Maker.Make(RigidChecks.Request(name, seed));
            if (bodies.Add(model.Nodes[0].Mesh))
            {
                RigidChecks.Sound(model);
            }

            Assert.Equal(@class, model.Class);
            Assert.InRange(RigidChecks.Triangles(model), 4000, 12500);
            Box3 box = RigidChecks.Box(model);
            // Designs vary by 1.2 % in length and 0.8 % in height.
            Assert.InRange(box.Size.X, length * 0.975, length * 1.025);
            Assert.InRange(box.Size.Y, width - 0.03, width + 0.03);
            Assert.InRange(box.Size.Z, height * 0.985, height * 1.015);
            Assert.InRange(box.Min.Z, -0.001, 0.001);
            Assert.InRange(box.Center.Y, -0.01, 0.01);
        }

        // Rows of parked cars share what is uploaded.
        Assert.InRange(bodies.Count, 2, 3);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Mirrors_and_antennae_are_beside_the_body_box(string name, string @class, double length, double width, double height)
    {
        Model model = Maker.Make(RigidChecks.Request(name, 3));
        Box3 body = RigidChecks.Box(model);
        Model without = model with { Nodes = [.. model.Nodes.Select(n => n with { InBody = n.InBody })] };
        Assert.Contains(model.Nodes, n => n.Name == "mirrors" && !n.InBody);
        Box3 all = RigidChecks.Box(model with { Nodes = [.. model.Nodes.Select(n => n with { InBody = true })] });
        Assert.Equal(body, RigidChecks.Box(without));
        Assert.True(all.Size.Y > body.Size.Y + 0.15, $"{name} ({@class}, {length} x {width} x {height}) has no mirrors.");
        Assert.True(all.Min.Y < body.Min.Y - 0.07 && all.Max.Y > body.Max.Y + 0.07);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Wheels_roll_without_slip_and_only_the_front_ones_steer(string name, string @class, double length, double width, double height)
    {
        Model model = Maker.Make(RigidChecks.Request(name, 1));
        Pose[] rest = model.PoseNodes(default);
        int wheels = 0;
        for (int i = 0; i < model.Nodes.Length; i++)
        {
            if (!model.Nodes[i].Name.StartsWith("wheel_", StringComparison.Ordinal))
            {
                Assert.Equal(Pose.Identity, rest[i]);
                continue;
            }

            wheels++;
            double radius = rest[i].Translation.Z;
            bool front = model.Nodes[i].Name.StartsWith("wheel_front", StringComparison.Ordinal);
            Assert.Equal(front ? model.WheelBase : 0, rest[i].Translation.X, 12);
            // A quarter turn brings what was on top to the front.
            Pose quarter = model.PoseNodes(new MotionState(5, radius * Math.PI / 2, 0, 0))[i];
            Double3 top = rest[i].Rotation.Inverse().Apply(Double3.UnitZ);
            Assert.Equal(1, quarter.ApplyDirection(top).X, 9);
            // A whole turn changes nothing, and neither does a thousand kilometres of them.
            Pose far = model.PoseNodes(new MotionState(5, 2 * Math.PI * radius * 500_000, 0, 0))[i];
            Assert.Equal(1, far.ApplyDirection(top).Z, 6);
            Double3 axle = rest[i].Rotation.Inverse().Apply(Double3.UnitY);
            Double3 steered = model.PoseNodes(new MotionState(5, 1, 0, 0.3))[i].ApplyDirection(axle);
            Assert.Equal(front ? -Math.Sin(0.3) : 0, steered.X, 9);
        }

        Assert.Equal(4, wheels);
        Assert.True(length > width && height > 1 && @class.Length > 2);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_same_request_gives_the_same_bytes(string name, string @class, double length, double width, double height)
    {
        // A maker of its own, so that nothing comes from the shared meshes.
        string first = ModelChecks.Hash(Maker.Make(RigidChecks.Request(name, 7)));
        string second = ModelChecks.Hash(new VehicleMaker().Make(RigidChecks.Request(name, 7)));
        Assert.Equal(first, second);
        Assert.True(@class.Length > 2 && length * width * height > 1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Wanted_height_and_colour_are_kept(string name, string @class, double length, double width, double height)
    {
        double wanted = height * 1.05;
        Model model = Maker.Make(RigidChecks.Request(name, 5, wanted, "#336699"));
        // The box's top is a vertex of the skin: the highest point may lie between two, and roof rails or box edges stand out a little.
        Assert.InRange(RigidChecks.Box(model).Size.Z, wanted - 0.003, wanted + 0.02);
        Material paint = model.Nodes[0].Materials[Array.FindIndex(model.Nodes[0].Mesh.Parts, p => p.Name == "paint")];
        Assert.Equal(Paint.Linear(0x336699), paint.BaseColor);
        Assert.True(@class.Length > 2 && length > width);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Lamps_stand_in_the_front_and_are_aimed_level(string name, string @class, double length, double width, double height)
    {
        Model model = Maker.Make(RigidChecks.Request(name, 2));
        Box3 box = RigidChecks.Box(model);
        Assert.Equal(2, model.Lamps.Length);
        foreach (Lamp lamp in model.Lamps)
        {
            Assert.Equal(LampChannel.LowBeam, lamp.Channel);
            Assert.InRange(lamp.Position.X, box.Max.X - 0.6, box.Max.X + 0.02);
            Assert.InRange(Math.Abs(lamp.Position.Y), 0.4, width / 2);
            // UN Regulation 48: dipped beams between 500 and 1200 mm.
            Assert.InRange(lamp.Position.Z, 0.5, 1.2);
            // The beam's own pattern is cut off below this level.
            Assert.Equal(Double3.UnitX, lamp.Direction);
            Assert.InRange(lamp.Intensity.X, 10_000, 20_000);
        }

        Assert.Equal(0, model.Lamps[0].Position.Y + model.Lamps[1].Position.Y, 12);
        string[] parts = [.. model.Nodes[0].Mesh.Parts.Select(p => p.Name)];
        Assert.Contains("head_lamp", parts);
        Assert.Contains("brake_lamp", parts);
        Assert.Contains("tail_lamp", parts);
        Assert.Contains("glass", parts);
        Assert.True(@class.Length > 2 && length > height);
    }

    [Fact]
    public void Colours_vary_with_the_seed()
    {
        int colors = Enumerable.Range(0, 60).Select(seed => Maker.Make(RigidChecks.Request("car.hatchback", (ulong)seed)).Nodes[0])
            .Select(node => node.Materials[Array.FindIndex(node.Mesh.Parts, p => p.Name == "paint")].BaseColor).Distinct().Count();
        Assert.InRange(colors, 8, 18);
    }
}
