using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using Xunit;

namespace SceneForge.Tests.Assets;

public sealed class TwoWheelerTests
{
    [Theory]
    [InlineData("bicycle.city", "bicycle")]
    [InlineData("motorcycle.standard", "motorcycle")]
    public void Seeds_give_sound_machines_with_a_rider_of_its_own_class(string name, string expectedClass)
    {
        HashSet<string> hashes = [];
        for (ulong seed = 0; seed < 12; seed++)
        {
            Model model = ModelChecks.Make(name, seed);
            ModelChecks.IsSound(model);
            Assert.Equal(expectedClass, model.Class);
            Assert.True(model.Nodes.Count(n => n.Class == "rider") >= 19);
            Assert.Equal(17, model.Keypoints.Length);
            Assert.All(model.Keypoints, k => Assert.Equal("rider", model.Nodes[k.Node].Class));
            Assert.Contains(model.Lamps, l => l.Channel == LampChannel.LowBeam && Math.Abs(l.Direction.Length - 1) < 1e-3);
            Assert.InRange(model.BodyBox(default).Min.Z, -0.001, 0.001);
            hashes.Add(ModelChecks.Hash(model));
            Assert.Equal(ModelChecks.Hash(model), ModelChecks.Hash(ModelChecks.Make(name, seed)));
        }

        Assert.Equal(12, hashes.Count);
    }

    [Theory]
    [InlineData("bicycle.city", 1.80)]
    [InlineData("bicycle.city", 1.88)]
    [InlineData("motorcycle.standard", 1.72)]
    [InlineData("motorcycle.standard", 1.80)]
    public void Machine_and_rider_are_as_high_as_requested(string name, double height)
    {
        for (ulong seed = 0; seed < 4; seed++)
        {
            Model model = ModelChecks.Make(name, seed, height);
            // The search over the rider's stature ends within half a millimetre.
            Assert.Equal(height, model.BodyBox(default).Size.Z, 0.001);
        }
    }

    [Theory]
    [InlineData("bicycle.city")]
    [InlineData("motorcycle.standard")]
    public void Wheels_stand_on_the_axles_and_roll_without_slipping(string name)
    {
        Model model = ModelChecks.Make(name, 1);
        foreach ((string wheel, double x) in new[] { ("rearWheel", 0.0), ("frontWheel", model.WheelBase) })
        {
            int node = model.NodeIndex(wheel);
            Pose[] before = model.PoseNodes(default);
            double radius = before[node].Translation.Z;
            Assert.Equal(x, before[node].Translation.X, 1e-9);
            Assert.Equal(radius, model.Nodes[node].Mesh.Bounds.Max.Z, 0.002);
            // A quarter of the circumference turns the top to the front.
            Pose[] after = model.PoseNodes(new MotionState(0, 0.25 * 2 * Math.PI * radius, 0, 0));
            Double3 top = after[node].Rotation.Apply(before[node].Rotation.Inverse().Apply(Double3.UnitZ));
            Assert.Equal(1, top.X, 1e-9);
        }
    }

    [Fact]
    public void Feet_stay_on_the_pedals_and_hands_at_the_grips()
    {
        for (ulong seed = 0; seed < 6; seed++)
        {
            Model model = ModelChecks.Make("bicycle.city", seed);
            int pedal = model.NodeIndex("leftPedal");
            int foot = model.NodeIndex("leftFoot");
            int shank = model.NodeIndex("leftShank");
            double shankLength = 0;
            for (int i = 0; i < 24; i++)
            {
                Pose[] poses = model.PoseNodes(new MotionState(4, 5.4 * i / 24, 0, 0));
                double sole = model.Points(foot, poses).Min(p => (p - poses[pedal].Translation).Length);
                // The pedal is 2 cm thick and the nearest vertex of the sole at most 5 cm aside.
                Assert.InRange(sole, 0, 0.06);
                double length = (poses[shank].Translation - poses[foot].Translation).Length;
                shankLength = i == 0 ? length : shankLength;
                Assert.Equal(shankLength, length, 1e-6);
            }

            foreach (double steer in new[] { 0, 0.3, -0.3 })
            {
                Pose[] poses = model.PoseNodes(new MotionState(0, 0, 0, steer));
                foreach (string side in new[] { "left", "right" })
                {
                    int hand = model.NodeIndex(side + "Hand");
                    int fork = model.NodeIndex("fork");
                    // A hand holds the handlebar: some point of it is within a grip's diameter of the bar.
                    Double3[] bar = [.. model.Points(fork, poses)];
                    Assert.True(model.Points(hand, poses).Min(p => bar.Min(q => (p - q).Length)) < 0.03, $"{side} hand, seed {seed}, steer {steer}");
                }
            }
        }
    }

    [Fact]
    public void Mirrors_do_not_count_for_the_motorcycles_box()
    {
        Model model = ModelChecks.Make("motorcycle.standard", 2);
        Assert.False(model.Nodes[model.NodeIndex("mirrors")].InBody);
        Assert.All(model.Nodes.Where(n => n.Name != "mirrors"), n => Assert.True(n.InBody));
    }

    [Fact]
    public void A_bend_leans_the_machine_inwards()
    {
        Model model = ModelChecks.Make("motorcycle.standard", 2);
        int head = model.NodeIndex("head");
        // tan(lean) = v^2 tan(steer) / (g wheelbase) = 100 * 0.05 / (9.81 * 1.41): 20 degrees to the left.
        Pose[] poses = model.PoseNodes(new MotionState(10, 0, 0, Math.Atan(0.05)));
        Double3 up = poses[0].ApplyDirection(Double3.UnitZ);
        Assert.Equal(Math.Atan(100 * 0.05 / (9.81 * model.WheelBase)), Math.Asin(up.Y), 1e-9);
        Assert.True(poses[head].Translation.Y > 0.3);
    }
}
