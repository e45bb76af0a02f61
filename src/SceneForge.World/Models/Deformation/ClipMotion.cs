using System.Collections.Immutable;

namespace SceneForge.World.Models.Deformation;

/// <summary>What an animation does to one joint; what has no keys stays at rest.</summary>
public sealed record JointChannels(VectorKeys? Translation = null, RotationKeys? Rotation = null, VectorKeys? Scale = null)
{
    public JointTransform At(in JointTransform rest, double time) => new(
        Translation?.At(time) ?? rest.Translation,
        Rotation?.At(time) ?? rest.Rotation,
        Scale?.At(time) ?? rest.Scale);
}

/// <summary>An animation of a skeleton.</summary>
/// <param name="Joints">One a joint.</param>
/// <param name="Duration">Seconds.</param>
/// <param name="Loops">Whether it begins again at its end; else its end holds on.</param>
public sealed record AnimationClip(ImmutableArray<JointChannels> Joints, double Duration, bool Loops)
{
    /// <summary>A time since the animation began as one within it.</summary>
    public double Within(double time) => Loops && Duration > 0 ? time - Duration * Math.Floor(time / Duration) : Math.Clamp(time, 0, Duration);
}

/// <summary>Joints that follow the animation that the motion says plays; without one they are at rest.</summary>
public sealed class ClipMotion : IJointMotion
{
    private readonly ImmutableArray<JointTransform> _rest;
    private readonly ImmutableArray<AnimationClip> _clips;

    /// <param name="clips">Number 1 and up of <see cref="MotionState.Clip"/>.</param>
    /// <exception cref="ArgumentException">A clip of another number of joints.</exception>
    public ClipMotion(ImmutableArray<JointTransform> rest, ImmutableArray<AnimationClip> clips)
    {
        if (clips.Any(c => c.Joints.Length != rest.Length))
        {
            throw new ArgumentException($"A clip does not move {rest.Length} joints.", nameof(clips));
        }

        _rest = rest;
        _clips = clips;
    }

    public int Count => _rest.Length;

    /// <exception cref="ArgumentOutOfRangeException">There is no such clip.</exception>
    public void Pose(in MotionState motion, Span<JointTransform> parentFromJoint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(motion.Clip);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(motion.Clip, _clips.Length);
        AnimationClip? clip = motion.Clip == 0 ? null : _clips[motion.Clip - 1];
        double time = clip?.Within(motion.ClipTime) ?? 0;
        for (int i = 0; i < _rest.Length; i++)
        {
            parentFromJoint[i] = clip?.Joints[i].At(_rest[i], time) ?? _rest[i];
        }
    }
}

/// <summary>Joints that go once through an animation in each cycle of the gait.</summary>
public sealed class GaitClipMotion(ImmutableArray<JointTransform> rest, AnimationClip cycle) : IJointMotion
{
    private readonly ClipMotion _motion = new(rest, [cycle with { Loops = true }]);

    public int Count => _motion.Count;

    public void Pose(in MotionState motion, Span<JointTransform> parentFromJoint) =>
        _motion.Pose(motion with { Clip = 1, ClipTime = motion.Phase * cycle.Duration }, parentFromJoint);
}
