using System.Collections.Immutable;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Models.Deformation;

/// <summary>A skeleton: joints that carry one another.</summary>
public sealed class JointHierarchy : IJointPoses
{
    private readonly ImmutableArray<int> _parents;
    private readonly IJointMotion _motion;
    private readonly AffineMap _meshFromRoot;

    /// <param name="parents">Of each joint its parent's index, which is below its own; -1: none.</param>
    /// <param name="meshFromRoot">Where joints without a parent stand.</param>
    /// <exception cref="ArgumentException">A parent that does not come before its child, or not as many parents as joints.</exception>
    public JointHierarchy(ImmutableArray<int> parents, IJointMotion motion, AffineMap meshFromRoot)
    {
        ArgumentNullException.ThrowIfNull(motion);
        if (parents.Length != motion.Count)
        {
            throw new ArgumentException($"A skeleton of {parents.Length} joints is moved by {motion.Count}.", nameof(parents));
        }

        for (int i = 0; i < parents.Length; i++)
        {
            if (parents[i] < -1 || parents[i] >= i)
            {
                throw new ArgumentException($"Joint {i} has joint {parents[i]} for a parent, which does not come before it.", nameof(parents));
            }
        }

        _parents = parents;
        _motion = motion;
        _meshFromRoot = meshFromRoot;
    }

    public int Count => _parents.Length;

    public void Pose(in MotionState motion, Span<AffineMap> meshFromJoint)
    {
        JointTransform[] local = new JointTransform[_parents.Length];
        _motion.Pose(motion, local);
        for (int i = 0; i < local.Length; i++)
        {
            meshFromJoint[i] = (_parents[i] < 0 ? _meshFromRoot : meshFromJoint[_parents[i]]) * local[i].ToMap();
        }
    }
}
