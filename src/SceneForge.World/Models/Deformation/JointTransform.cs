using SceneForge.Base.Geometry;

namespace SceneForge.World.Models.Deformation;

/// <summary>A joint relative to its parent: scaled along its axes, then turned, then shifted.</summary>
/// <param name="Translation">Metres.</param>
/// <param name="Scale">By axis; 1 leaves it as it is.</param>
public readonly record struct JointTransform(Double3 Translation, Rotation Rotation, Double3 Scale)
{
    public static JointTransform Identity => new(Double3.Zero, Rotation.Identity, new Double3(1, 1, 1));

    public AffineMap ToMap() => AffineMap.Of(Translation, Rotation, Scale);

    /// <summary>From one transform to another, each of the three by itself, turns at an even rate.</summary>
    /// <param name="share">0: <paramref name="a"/>, 1: <paramref name="b"/>.</param>
    public static JointTransform Blend(in JointTransform a, in JointTransform b, double share) => new(
        Double3.Lerp(a.Translation, b.Translation, share),
        Rotation.Slerp(a.Rotation, b.Rotation, share),
        Double3.Lerp(a.Scale, b.Scale, share));
}

/// <summary>How the joints of a skeleton move, each relative to its parent.</summary>
public interface IJointMotion
{
    int Count { get; }

    /// <summary>Writes one transform a joint; a pure function of <paramref name="motion"/>.</summary>
    void Pose(in MotionState motion, Span<JointTransform> parentFromJoint);
}
