using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Models.Deformation;
using Xunit;

namespace SceneForge.Tests.Models;

/// <summary>Animations between their keys, in closed form.</summary>
public sealed class KeyframeTests
{
    private static readonly Double3[] Places = [new(0, 0, 0), new(2, 4, -6)];

    [Theory]
    [InlineData(KeyInterpolation.Step, 0)]
    [InlineData(KeyInterpolation.Linear, 0.25)]
    public void Places_hold_or_go_straight_from_key_to_key_and_hold_before_and_after(KeyInterpolation interpolation, double share)
    {
        VectorKeys keys = new([1, 3], Places, interpolation);
        Assert.Equal(Places[0], keys.At(-5));
        Assert.Equal(Places[0], keys.At(1));
        Assert.Equal(Places[1] * share, keys.At(1.5));
        Assert.Equal(Places[1], keys.At(3));
        Assert.Equal(Places[1], keys.At(99));
    }

    [Fact]
    public void A_cubic_spline_is_the_cubic_that_its_values_and_tangents_are_taken_from()
    {
        // x(t) = t^3 - 2 t: any cubic is met exactly by Hermite's form.
        static Double3 Value(double t) => new(t * t * t - 2 * t, 0, 0);
        static Double3 Slope(double t) => new(3 * t * t - 2, 0, 0);
        double[] times = [-1, 0.5, 2];
        VectorKeys keys = new(times, [.. times.SelectMany(t => new[] { Slope(t), Value(t), Slope(t) })], KeyInterpolation.CubicSpline);
        for (int i = 0; i <= 60; i++)
        {
            double time = -1 + i * 0.05;
            Assert.Equal(Value(time).X, keys.At(time).X, 1e-13);
        }
    }

    [Fact]
    public void Rotations_turn_evenly_the_short_way_and_cubic_ones_keep_unit_length()
    {
        Rotation quarter = Rotation.Around(Double3.UnitZ, 1.5);
        Rotation same = new(-quarter.W, -quarter.X, -quarter.Y, -quarter.Z);
        Assert.Equal(0.45, new RotationKeys([0, 1], [Rotation.Identity, same], KeyInterpolation.Linear).At(0.3).Yaw(), 1e-12);
        Rotation none = new(0, 0, 0, 0);
        Rotation middle = new RotationKeys([0, 1], [none, Rotation.Identity, none, none, quarter, none], KeyInterpolation.CubicSpline).At(0.5);
        Assert.Equal(1, middle.W * middle.W + middle.X * middle.X + middle.Y * middle.Y + middle.Z * middle.Z, 1e-15);
        Assert.Equal(0.75, middle.Yaw(), 1e-12);
    }

    [Fact]
    public void Clips_loop_or_hold_and_a_gait_goes_once_through_its_clip_a_cycle()
    {
        JointTransform rest = JointTransform.Identity with { Translation = new Double3(9, 9, 9), Scale = new Double3(2, 2, 2) };
        JointChannels slide = new(new VectorKeys([0, 2], Places, KeyInterpolation.Linear));
        ClipMotion motion = new([rest], [new AnimationClip([slide], 2, false), new AnimationClip([slide], 2, true)]);
        Assert.Equal(rest, Pose(motion, default));
        Assert.Equal(Places[1] * 0.25, Pose(motion, new MotionState(0, 0, 0, 0, 1, 0.5)).Translation);
        Assert.Equal(Places[1], Pose(motion, new MotionState(0, 0, 0, 0, 1, 5)).Translation);
        Assert.Equal(Places[1] * 0.5, Pose(motion, new MotionState(0, 0, 0, 0, 2, 5)).Translation);
        Assert.Equal(rest.Scale, Pose(motion, new MotionState(0, 0, 0, 0, 2, 5)).Scale);
        GaitClipMotion gait = new([rest], new AnimationClip([slide], 2, false));
        Assert.Equal(Places[1] * 0.75, Pose(gait, new MotionState(1, 8, 4.75, 0)).Translation);
        Assert.Throws<ArgumentOutOfRangeException>(() => Pose(motion, new MotionState(0, 0, 0, 0, 3, 0)));
    }

    [Fact]
    public void Keys_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new VectorKeys([], [], KeyInterpolation.Step));
        Assert.Throws<ArgumentException>(() => new VectorKeys([1, 1], Places, KeyInterpolation.Linear));
        Assert.Throws<ArgumentException>(() => new VectorKeys([0, 1], Places, KeyInterpolation.CubicSpline));
        Assert.Throws<ArgumentException>(() => new RotationKeys([0, double.NaN], [Rotation.Identity, Rotation.Identity], KeyInterpolation.Step));
        Assert.Throws<ArgumentException>(() => new ClipMotion([], [new AnimationClip([new JointChannels()], 1, true)]));
    }

    private static JointTransform Pose(IJointMotion motion, MotionState state)
    {
        JointTransform[] joints = new JointTransform[motion.Count];
        motion.Pose(state, joints);
        return joints[0];
    }
}
