using SceneForge.Base.Geometry;

namespace SceneForge.World.Models.Deformation;

/// <summary>Where the joints of a skin are.</summary>
public interface IJointPoses
{
    int Count { get; }

    /// <summary>Writes one map a joint, to the frame of the skinned mesh; a pure function of <paramref name="motion"/>.</summary>
    void Pose(in MotionState motion, Span<AffineMap> meshFromJoint);
}
