using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.Tests.Support;
using SceneForge.World.Models;
using SceneForge.World.Models.Deformation;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Models;

/// <summary>Skins, morph targets and the shapes of a world at its instants, in closed form.</summary>
public sealed class DeformationTests
{
    // Vertices are rounded to single precision once: half a unit in the last place of 2 m.
    private const double Rounding = 1.2e-7;

    [Fact]
    public void A_bar_that_two_joints_bend_has_its_vertices_where_the_formula_says()
    {
        const double Angle = 0.7;
        Model bar = DeformingModels.BendingBar("car", Double3.UnitX, 1);
        ModelNode node = bar.Nodes[0];
        Mesh bent = node.MeshAt(new MotionState(0, 0, 0, 0, 1, Angle));
        int[] seen = new int[3];
        for (int i = 0; i < bent.Positions.Length; i++)
        {
            Double3 rest = Double3.From(node.Mesh.Positions[i]);
            Double3 turned = DeformingModels.Bent(rest, Double3.UnitX, Angle);
            int kind = Math.Sign(rest.Z - 1);
            Double3 expected = kind < 0 ? rest : kind > 0 ? turned : Double3.Lerp(rest, turned, 0.5);
            Assert.Equal(0, (Double3.From(bent.Positions[i]) - expected).Length, 2 * Rounding);
            Double3 normal = Double3.From(node.Mesh.Normals[i]);
            if (kind != 0)
            {
                Double3 turnedNormal = kind < 0 ? normal : Rotation.Around(Double3.UnitX, Angle).Apply(normal);
                Assert.Equal(0, (Double3.From(bent.Normals[i]) - turnedNormal).Length, 2 * Rounding);
            }

            seen[kind + 1]++;
        }

        Assert.All(seen, count => Assert.InRange(count, 12, 100));
        Assert.Same(node.Mesh.Indices, bent.Indices);
        Assert.True(bent.IsReshaped && !node.Mesh.IsReshaped);
    }

    [Fact]
    public void The_body_box_of_a_bent_bar_is_that_of_its_corners()
    {
        const double Angle = 0.5;
        WorldTimeline world = TestWorlds.World(new WorldObject(1, "bar", DeformingModels.BendingBar("car", Double3.UnitX, 1),
            Track.Playing(Pose.At(3, 4, 0, 1), 1)));
        Box3 box = world.At(TestWorlds.Second / 2).BodyBox(0);
        (double sin, double cos) = Math.SinCos(Angle);
        // Around x: y' = y cos - (z - 1) sin, z' = 1 + y sin + (z - 1) cos; y and z - 1 of the top's corners are 0.3 and 1.
        Assert.Equal(-(0.3 * cos + sin), box.Min.Y, 3 * Rounding);
        Assert.Equal(0.3, box.Max.Y, 3 * Rounding);
        Assert.Equal(1 + 0.3 * sin + cos, box.Max.Z, 3 * Rounding);
        Assert.Equal(0, box.Min.Z);
        Assert.Equal(0.4, box.Size.X, 3 * Rounding);
    }

    [Fact]
    public void A_ball_that_a_joint_scales_has_the_normals_of_its_ellipsoid()
    {
        Mesh ball = TestWorlds.Ball("ball", 1, 24, 12).Nodes[0].Mesh;
        Double3 scale = new(2, 0.5, 1.5);
        Rotation turn = Rotation.FromYawPitchRoll(0.4, 0.2, -0.7);
        SkinDeformation skin = new(new Placed(AffineMap.Of(Double3.UnitX, turn, scale)), [AffineMap.Identity], new int[ball.Positions.Length],
            [.. ball.Positions.Select(_ => 1f)], 1);
        Mesh scaled = DeformedMesh.Make(ball, skin, default);
        for (int i = 0; i < ball.Positions.Length; i++)
        {
            // The gradient of x^2 / a^2 + y^2 / b^2 + z^2 / c^2.
            Double3 n = Double3.From(ball.Normals[i]);
            Double3 expected = turn.Apply(new Double3(n.X / scale.X, n.Y / scale.Y, n.Z / scale.Z).Normalized());
            Assert.Equal(0, (Double3.From(scaled.Normals[i]) - expected).Length, 2 * Rounding);
        }

        Assert.InRange(ball.Positions.Length, 200, 400);
    }

    [Fact]
    public void A_map_with_uneven_scale_takes_normals_by_its_cofactors_and_has_an_inverse()
    {
        AffineMap map = AffineMap.Of(new Double3(1, 2, 3), Rotation.FromYawPitchRoll(0.3, -0.4, 1.1), new Double3(2, -0.5, 1.5))
            * AffineMap.Of(new Double3(-1, 0.2, 0), Rotation.FromYawPitchRoll(1.3, 0.2, 0.1), new Double3(1, 3, 0.7));
        Double3 e1 = new(0.3, 1, -0.2);
        Double3 e2 = new(-0.5, 0.1, 0.9);
        Double3 of = Double3.Cross(map.ApplyDirection(e1), map.ApplyDirection(e2));
        Assert.Equal(0, (map.ApplyNormal(Double3.Cross(e1, e2)) - of).Length, 1e-12);
        Assert.Equal(0, (map.Inverse().Apply(map.Apply(e1)) - e1).Length, 1e-12);
        Assert.Equal(2 * -0.5 * 1.5 * 3 * 0.7, map.Determinant, 1e-12);
    }

    [Fact]
    public void Morph_targets_add_up_before_the_skin_turns_them()
    {
        Mesh mesh = DeformingModels.StretchingBoard("car", 1, 0).Nodes[0].Mesh;
        Vector3[] forward = [.. mesh.Positions.Select(_ => new Vector3(0.5f, 0, 0))];
        Vector3[] up = [.. mesh.Positions.Select(p => new Vector3(0, 0, p.Y))];
        MorphDeformation morph = new([new MorphTarget(forward, []), new MorphTarget(up, [])], new Fixed(0.5, -2));
        SkinDeformation turn = new(Quarter(), [AffineMap.Identity], new int[mesh.Positions.Length],
            [.. mesh.Positions.Select(_ => 3f)], 1);
        Mesh moved = DeformedMesh.Make(mesh, new DeformationChain(morph, turn), default);
        for (int i = 0; i < mesh.Positions.Length; i++)
        {
            Vector3 p = mesh.Positions[i];
            // (x, y, z) + (0.25, 0, -2 y), then a quarter turn around z.
            Assert.Equal(0, (moved.Positions[i] - new Vector3(-p.Y, p.X + 0.25f, p.Z - 2 * p.Y)).Length(), 1e-6f);
        }

        Assert.Equal(4, mesh.Positions.Length);
    }

    [Fact]
    public void Between_its_keys_every_vertex_of_a_shape_moves_on_a_straight_line()
    {
        WorldTimeline world = TestWorlds.World(new WorldObject(1, "ball", DeformingModels.Wobbling("ball", 1), Track.Playing(Pose.Identity, 1)));
        const long Key = 37;
        Mesh before = world.At(Key * WorldTimeline.ShapeStepNs).MeshOf(0);
        Mesh after = world.At((Key + 1) * WorldTimeline.ShapeStepNs).MeshOf(0);
        Mesh between = world.At(Key * WorldTimeline.ShapeStepNs + WorldTimeline.ShapeStepNs / 4).MeshOf(0);
        Assert.Same(before, world.At(Key * WorldTimeline.ShapeStepNs).MeshOf(0));
        for (int i = 0; i < before.Positions.Length; i++)
        {
            Assert.Equal(0, (between.Positions[i] - (before.Positions[i] * 0.75f + after.Positions[i] * 0.25f)).Length(), 2e-7f);
        }

        Assert.InRange(before.Positions.Zip(after.Positions).Count(p => p.First != p.Second), 200, before.Positions.Length);
    }

    [Fact]
    public void A_snapshot_makes_one_mesh_for_all_who_ask()
    {
        WorldTimeline world = TestWorlds.World(
            new WorldObject(1, "ball", DeformingModels.Wobbling("ball", 1), Track.Playing(Pose.Identity, 1)),
            new WorldObject(2, "box", TestWorlds.Box("car", new Double3(1, 1, 1)), Track.Still(Pose.Identity)));
        WorldSnapshot snapshot = world.At(123_456_789);
        Mesh[] found = new Mesh[64];
        Parallel.For(0, found.Length, i => found[i] = snapshot.MeshOf(0));
        Assert.All(found, mesh => Assert.Same(found[0], mesh));
        Assert.Same(world.Instances[1].Mesh, snapshot.MeshOf(1));
        Assert.Equal([false, true], world.Instances.Select(i => i.IsStatic));
    }

    [Fact]
    public void What_stands_still_with_a_deformation_has_one_lasting_shape()
    {
        WorldObject item = new(1001, "bar", DeformingModels.BendingBar("car", Double3.UnitX, 1), Track.Still(Pose.Identity));
        WorldTimeline world = TestWorlds.World(item);
        MeshInstance instance = Assert.Single(world.Instances);
        Assert.True(instance.IsStatic && !instance.Deforms && !instance.Mesh.IsReshaped && !world.Deforms);
        Assert.Same(instance.Mesh, TestWorlds.World(item).Instances[0].Mesh);
    }

    [Fact]
    public void Clips_run_on_between_states_and_over_a_change_of_clip()
    {
        (int Clip, double Time)[] clips = [(1, 4), (2, 0), (2, 0.5)];
        Track track = new([.. clips.Select(c => new ObjectState(Pose.Identity, new MotionState(0, 0, 0, 0, c.Clip, c.Time)))], TestWorlds.Second);
        Assert.Equal((1, 4.25), (track.At(TestWorlds.Second / 4).Motion.Clip, track.At(TestWorlds.Second / 4).Motion.ClipTime));
        Assert.Equal((2, 0.25), (track.At(3 * TestWorlds.Second / 2).Motion.Clip, track.At(3 * TestWorlds.Second / 2).Motion.ClipTime));
        Track fan = Track.Playing(Pose.Identity, 3);
        Assert.True(fan.IsStill && !fan.IsConstant && !fan.Moved(Double3.UnitX).IsConstant);
        Assert.Equal(new MotionState(0, 0, 0, 0, 3, 2.5), fan.At(5 * TestWorlds.Second / 2).Motion);
    }

    [Fact]
    public void Standing_blends_into_walking_joint_by_joint()
    {
        BlendedMotion gait = new(new Lean(0), new Lean(1), 0.5, 1.5);
        JointTransform[] joints = new JointTransform[1];
        foreach ((double speed, double expected) in new[] { (0.0, 0.0), (0.5, 0), (0.75, 0.25), (1, 0.5), (1.5, 1), (4, 1) })
        {
            gait.Pose(new MotionState(speed, 0, 0, 0), joints);
            Assert.Equal(0, (joints[0].Translation - new Double3(expected, 0, 0)).Length, 1e-15);
            // Slerp turns evenly, also by half of an angle.
            Assert.Equal(expected, joints[0].Rotation.Yaw(), 1e-12);
        }
    }

    [Fact]
    public void Skins_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new SkinDeformation(Quarter(), [], [0], [1], 1));
        Assert.Throws<ArgumentException>(() => new SkinDeformation(Quarter(), [AffineMap.Identity], [1], [1], 1));
        Assert.Throws<ArgumentException>(() => new SkinDeformation(Quarter(), [AffineMap.Identity], [0, 0], [0, 0], 2));
        Assert.Throws<ArgumentException>(() => new JointHierarchy([0], new Lean(0), AffineMap.Identity));
        Assert.Throws<ArgumentException>(() => new MorphDeformation([], new Fixed(1)));
    }

    private static Placed Quarter() => new(AffineMap.From(new Pose(Double3.Zero, Rotation.Around(Double3.UnitZ, Math.PI / 2))));

    private sealed class Fixed(params double[] values) : IMorphWeights
    {
        public int Count => values.Length;

        public void Weigh(in MotionState motion, Span<double> weights) => values.CopyTo(weights);
    }

    private sealed class Placed(AffineMap at) : IJointPoses
    {
        public int Count => 1;

        public void Pose(in MotionState motion, Span<AffineMap> meshFromJoint) => meshFromJoint[0] = at;
    }

    private sealed class Lean(double by) : IJointMotion
    {
        public int Count => 1;

        public void Pose(in MotionState motion, Span<JointTransform> parentFromJoint) =>
            parentFromJoint[0] = new JointTransform(new Double3(by, 0, 0), Rotation.Around(Double3.UnitZ, by), new Double3(1, 1, 1));
    }
}
