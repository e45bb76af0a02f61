using System.Collections.Immutable;
using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.Base.Numerics;
using SceneForge.World.Meshing;
using SceneForge.World.Models;
using SceneForge.World.Models.Deformation;

namespace SceneForge.Tests.Support;

/// <summary>Shapes whose deformation has a closed form.</summary>
internal static class DeformingModels
{
    /// <summary>Of the bar, metres.</summary>
    public const double BarHeight = 2;

    /// <summary>Of the bar along x and y, metres.</summary>
    public static readonly (double X, double Y) BarHalf = (0.2, 0.3);

    /// <summary>Where the bar bends: the origin of its second joint.</summary>
    public static readonly Double3 Hinge = new(0, 0, 1);

    private const int Rings = 8;

    /// <summary>
    /// An upright bar on the origin, skinned by two joints: below 1 m it stands, above it turns around an axis through (0, 0, 1) by an angle that
    /// grows evenly with the time of its clip; the ring at 1 m follows both joints by half.
    /// </summary>
    /// <param name="speed">rad/s.</param>
    public static Model BendingBar(string @class, Double3 axis, double speed)
    {
        MeshBuilder mesh = Grey();
        for (int i = 0; i < Rings; i++)
        {
            Double3[] low = Ring(i * BarHeight / Rings);
            Double3[] high = Ring((i + 1) * BarHeight / Rings);
            for (int side = 0; side < 4; side++)
            {
                mesh.Quad(low[side], low[(side + 1) % 4], high[(side + 1) % 4], high[side]);
            }
        }

        Double3[] floor = Ring(0);
        Double3[] top = Ring(BarHeight);
        mesh.Quad(floor[3], floor[2], floor[1], floor[0]);
        mesh.Quad(top[0], top[1], top[2], top[3]);
        return WithSkin(@class, mesh.BuildNode("bar"), z => Math.Sign(z - Hinge.Z) * 0.5 + 0.5, new Joints(motion =>
        [
            JointTransform.Identity,
            new JointTransform(Hinge, Rotation.Around(axis, speed * motion.ClipTime), new Double3(1, 1, 1)),
        ]));
    }

    /// <summary>Where the upper joint of a bending bar has taken a point that is fixed to it.</summary>
    public static Double3 Bent(Double3 atRest, Double3 axis, double angle) => Rotation.Around(axis, angle).Apply(atRest - Hinge) + Hinge;

    /// <summary>A board square to x, skinned by one joint that stretches it: y by 1 + rate t, z by 1 + rate t / 2.</summary>
    public static Model StretchingBoard(string @class, double half, double rate)
    {
        MeshBuilder mesh = Grey();
        mesh.Quad(new(0, half, -half), new(0, -half, -half), new(0, -half, half), new(0, half, half));
        ModelNode node = mesh.BuildNode("board");
        int count = node.Mesh.Positions.Length;
        Joints joints = new(motion =>
        [
            JointTransform.Identity with { Scale = new Double3(1, 1 + rate * motion.ClipTime, 1 + rate * motion.ClipTime / 2) },
        ]);
        JointHierarchy skeleton = new([-1], joints, AffineMap.Identity);
        SkinDeformation skin = new(skeleton, [AffineMap.Identity], new int[count], [.. Enumerable.Repeat(1f, count)], 1);
        return Single(@class, node with { Deformation = skin });
    }

    /// <summary>
    /// A ball that bulges by a morph target in waves and is bent, twisted and scaled by two joints: no closed form, but nothing left out.
    /// </summary>
    public static Model Wobbling(string @class, double radius, int segments = 24, int rings = 12)
    {
        MeshBuilder mesh = Grey();
        mesh.Ellipsoid(Double3.Zero, new Double3(radius, radius, radius), segments, rings);
        ModelNode node = mesh.BuildNode("ball");
        Vector3[] bulge = [.. node.Mesh.Positions.Select(p => p * (float)(0.3 * StrictMath.Sin(4 * p.X / radius)))];
        MorphDeformation morph = new([new MorphTarget(bulge, [])], new Wave());
        Model skinned = WithSkin(@class, node, z => Math.Clamp(z / radius / 2 + 0.5, 0, 1), new Joints(motion =>
        [
            new JointTransform(Double3.Zero, Rotation.Around(Double3.UnitZ, motion.ClipTime),
                new Double3(1, 1 + 0.3 * StrictMath.Sin(6 * motion.ClipTime), 1)),
            new JointTransform(new Double3(0, 0, radius / 2), Rotation.Around(Double3.UnitX, 0.8 * StrictMath.Sin(5 * motion.ClipTime)),
                new Double3(1, 1, 1.2)),
        ]));
        return Single(@class, node with { Deformation = new DeformationChain(morph, skinned.Nodes[0].Deformation!) });
    }

    private static MeshBuilder Grey()
    {
        MeshBuilder mesh = new();
        mesh.Part("surface", new Material { Name = "grey", BaseColor = new Vector3(0.4f) });
        return mesh;
    }

    private static Double3[] Ring(double z) =>
        [new(BarHalf.X, -BarHalf.Y, z), new(BarHalf.X, BarHalf.Y, z), new(-BarHalf.X, BarHalf.Y, z), new(-BarHalf.X, -BarHalf.Y, z)];

    /// <param name="second">Weight of the second joint at a height; the first has the rest.</param>
    private static Model WithSkin(string @class, ModelNode node, Func<double, double> second, Joints joints)
    {
        JointHierarchy skeleton = new([-1, 0], joints, AffineMap.Identity);
        AffineMap[] atRest = new AffineMap[2];
        skeleton.Pose(default, atRest);
        int[] joint = [.. node.Mesh.Positions.SelectMany(_ => new[] { 0, 1, 0, 0 })];
        float[] weight = [.. node.Mesh.Positions.SelectMany(p => new[] { 1 - (float)second(p.Z), (float)second(p.Z), 0, 0 })];
        return Single(@class, node with { Deformation = new SkinDeformation(skeleton, [.. atRest.Select(m => m.Inverse())], joint, weight, 4) });
    }

    private static Model Single(string @class, ModelNode node) =>
        new() { Name = @class, Class = @class, Nodes = [node], Articulation = RigidArticulation.Single };

    private sealed class Joints(Func<MotionState, JointTransform[]> pose) : IJointMotion
    {
        public int Count { get; } = pose(default).Length;

        public void Pose(in MotionState motion, Span<JointTransform> parentFromJoint) => pose(motion).CopyTo(parentFromJoint);
    }

    private sealed class Wave : IMorphWeights
    {
        public int Count => 1;

        public void Weigh(in MotionState motion, Span<double> weights) => weights[0] = StrictMath.Sin(9 * motion.ClipTime);
    }
}
