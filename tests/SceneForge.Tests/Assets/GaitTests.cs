using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using Xunit;

namespace SceneForge.Tests.Assets;

public sealed class GaitTests
{
    private const int Steps = 60;
    private static readonly string[] FootNodes = ["leftFoot", "leftToes", "rightFoot", "rightToes"];

    [Theory]
    [InlineData("pedestrian.adult", 1.4, 1.42, 0.08)]
    [InlineData("pedestrian.adult", 2.5, 1.86, 0.10)]
    [InlineData("pedestrian.adult", 3.5, 2.50, 0.12)]
    public void Strides_are_as_long_as_published(string name, double speed, double published, double tolerance)
    {
        // Means of Grieve and Gear 1966 (walking) and Cavanagh and Kram 1990 (running) for people of about 1.75 m; their spread is 5 percent.
        Model model = ModelChecks.Make(name, 1, height: 1.75);
        Assert.Equal(published, model.Articulation.CycleLength(speed), tolerance);
    }

    [Fact]
    public void Strides_lengthen_with_speed()
    {
        foreach (string name in new[] { "pedestrian.adult", "pedestrian.child" })
        {
            IArticulation gait = ModelChecks.Make(name, 2).Articulation;
            for (double speed = 0; speed < 6; speed += 0.1)
            {
                Assert.True(gait.CycleLength(speed) > 0.2);
                Assert.True(gait.CycleLength(speed + 0.1) >= gait.CycleLength(speed), $"{name} at {speed:F1} m/s");
            }
        }
    }

    [Theory]
    [InlineData("pedestrian.adult", 0)]
    [InlineData("pedestrian.adult", 0.1)]
    [InlineData("pedestrian.adult", 0.4)]
    [InlineData("pedestrian.adult", 0.9)]
    [InlineData("pedestrian.adult", 1.4)]
    [InlineData("pedestrian.adult", 1.8)]
    [InlineData("pedestrian.child", 0)]
    [InlineData("pedestrian.child", 0.5)]
    [InlineData("pedestrian.child", 1.0)]
    [InlineData("pedestrian.child", 1.3)]
    public void Who_stands_or_walks_keeps_a_foot_on_the_ground_and_none_below(string name, double speed)
    {
        foreach (double lowest in LowestPoints(name, speed))
        {
            // Shoe soles are modelled to the millimetre; rounded tips lift by less than 3 mm as they roll.
            Assert.InRange(lowest, -0.003, 0.006);
        }
    }

    [Theory]
    [InlineData("pedestrian.adult", 2.8)]
    [InlineData("pedestrian.adult", 3.5)]
    [InlineData("pedestrian.adult", 5.0)]
    [InlineData("pedestrian.child", 2.4)]
    [InlineData("pedestrian.child", 3.4)]
    [InlineData("pedestrian.child", 4.2)]
    public void Who_runs_flies_between_steps_and_never_sinks(string name, double speed)
    {
        double[] lowest = LowestPoints(name, speed);
        Assert.All(lowest, low => Assert.InRange(low, -0.003, 0.12));
        double airborne = lowest.Count(low => low > 0.01) / (double)lowest.Length;
        // Twice the share of the cycle by which stance falls short of a half; published flight shares are 0.1 to 0.5.
        Assert.InRange(airborne, 0.05, 0.55);
    }

    [Theory]
    [InlineData("pedestrian.adult", 0.9)]
    [InlineData("pedestrian.adult", 1.4)]
    [InlineData("pedestrian.adult", 1.8)]
    [InlineData("pedestrian.child", 0.8)]
    [InlineData("pedestrian.child", 1.2)]
    public void The_supporting_foot_does_not_slide(string name, double speed)
    {
        Model model = ModelChecks.Make(name, 3);
        double length = model.Articulation.CycleLength(speed);
        int foot = model.NodeIndex("leftFoot");
        // The ball of the foot between foot-flat and heel-rise, in the world: the model moves on by its stride in a cycle.
        Double3 ball = new(0.06, 0, model.Nodes[foot].Mesh.Bounds.Min.Z);
        List<double> x = [];
        for (double phase = 0.08; phase <= 0.45; phase += 0.01)
        {
            Pose[] poses = model.PoseNodes(new MotionState(speed, 0, phase, 0));
            x.Add(poses[foot].Apply(ball).X + phase * length);
        }

        Assert.True(x.Count > 30);
        // The path on the ground is exact; a centimetre covers the ball's lift after heel-rise.
        Assert.InRange(x.Max() - x.Min(), 0, 0.01);
    }

    [Theory]
    [InlineData("pedestrian.adult", 2.8)]
    [InlineData("pedestrian.adult", 3.5)]
    [InlineData("pedestrian.child", 2.6)]
    [InlineData("pedestrian.child", 3.4)]
    public void A_runners_toes_do_not_slide_while_they_lie_flat(string name, double speed)
    {
        Model model = ModelChecks.Make(name, 3);
        double length = model.Articulation.CycleLength(speed);
        int toes = model.NodeIndex("leftToes");
        List<double> x = [];
        for (double phase = 0; phase < 0.4; phase += 0.005)
        {
            Pose[] poses = model.PoseNodes(new MotionState(speed, 0, phase, 0));
            if (Math.Abs(poses[toes].ApplyDirection(Double3.UnitX).Z) < 1e-9 && model.Points(toes, poses).Min(p => p.Z) < 0.001)
            {
                x.Add(poses[toes].Translation.X + phase * length);
            }
        }

        Assert.True(x.Count > 15);
        // The ground's path is exact; the toes' axis rises by fractions of a millimetre as the heel lifts.
        Assert.InRange(x.Max() - x.Min(), 0, 0.001);
    }

    [Fact]
    public void Walking_knees_and_hips_move_as_published()
    {
        // Winter 2009, natural cadence: knee flexion at 0, 10, ... 90 percent of the cycle.
        double[] published = [4, 17, 18, 11, 6, 10, 35, 60, 52, 18];
        Model model = ModelChecks.Make("pedestrian.adult", 3, height: 1.75);
        int thigh = model.NodeIndex("leftThigh");
        int shank = model.NodeIndex("leftShank");
        double squares = 0;
        for (int i = 0; i < 10; i++)
        {
            Pose[] poses = model.PoseNodes(new MotionState(1.4, 0, i / 10.0, 0));
            Double3 upper = poses[thigh].ApplyDirection(Double3.UnitZ);
            Double3 lower = poses[shank].ApplyDirection(Double3.UnitZ);
            double flexion = Math.Acos(Math.Clamp(Double3.Dot(upper, lower), -1, 1)) * 180 / Math.PI;
            // Winter's own standard deviation is 5 to 8 degrees; feet that do not slide cost a little more around heel-rise.
            Assert.InRange(flexion, published[i] - 13, published[i] + 13);
            squares += (flexion - published[i]) * (flexion - published[i]);
        }

        Assert.InRange(Math.Sqrt(squares / 10), 0, 7);
    }

    [Fact]
    public void Limbs_stay_joined_at_every_phase_and_speed()
    {
        Model model = ModelChecks.Make("pedestrian.child", 6);
        int shank = model.NodeIndex("leftShank");
        int foot = model.NodeIndex("leftFoot");
        double length = (model.PoseNodes(default)[shank].Translation - model.PoseNodes(default)[foot].Translation).Length;
        int tested = 0;
        for (double speed = 0; speed < 5; speed += 0.25)
        {
            for (int i = 0; i < Steps; i++)
            {
                Pose[] poses = model.PoseNodes(new MotionState(speed, 0, (double)i / Steps, 0));
                // The ankle is where the shank ends: feet are never out of reach.
                Assert.Equal(length, (poses[shank].Translation - poses[foot].Translation).Length, 0.002);
                tested++;
            }
        }

        Assert.Equal(20 * Steps, tested);
    }

    private static double[] LowestPoints(string name, double speed)
    {
        Model model = ModelChecks.Make(name, 3);
        int[] feet = [.. FootNodes.Select(model.NodeIndex)];
        return [.. Enumerable.Range(0, Steps).Select(i =>
        {
            Pose[] poses = model.PoseNodes(new MotionState(speed, 0, (double)i / Steps, 0));
            return feet.Min(f => model.Points(f, poses).Min(p => p.Z));
        })];
    }
}
