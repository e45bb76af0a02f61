namespace SceneForge.World.Models.Deformation;

/// <summary>
/// From standing to walking: one motion up to a speed, another from a higher one on, and between them each joint on its way from one to the other.
/// </summary>
public sealed class BlendedMotion : IJointMotion
{
    private readonly IJointMotion _slow;
    private readonly IJointMotion _fast;
    private readonly double _slowSpeed;
    private readonly double _fastSpeed;

    /// <param name="slowSpeed">Up to which only <paramref name="slow"/> shows, m/s.</param>
    /// <param name="fastSpeed">From which on only <paramref name="fast"/> shows, m/s.</param>
    public BlendedMotion(IJointMotion slow, IJointMotion fast, double slowSpeed, double fastSpeed)
    {
        ArgumentNullException.ThrowIfNull(slow);
        ArgumentNullException.ThrowIfNull(fast);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slowSpeed, fastSpeed);
        ArgumentOutOfRangeException.ThrowIfNotEqual(fast.Count, slow.Count);
        _slow = slow;
        _fast = fast;
        _slowSpeed = slowSpeed;
        _fastSpeed = fastSpeed;
    }

    public int Count => _slow.Count;

    public void Pose(in MotionState motion, Span<JointTransform> parentFromJoint)
    {
        double share = Math.Clamp((motion.Speed - _slowSpeed) / (_fastSpeed - _slowSpeed), 0, 1);
        (share < 1 ? _slow : _fast).Pose(motion, parentFromJoint);
        if (share is > 0 and < 1)
        {
            JointTransform[] fast = new JointTransform[Count];
            _fast.Pose(motion, fast);
            for (int i = 0; i < fast.Length; i++)
            {
                parentFromJoint[i] = JointTransform.Blend(parentFromJoint[i], fast[i], share);
            }
        }
    }
}
