using System.Collections.Immutable;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Models.Deformation;

/// <summary>Linear blend skinning (Magnenat-Thalmann et al. 1988; glTF 2.0, 3.7.3): each vertex by the weighted mean of its joints' maps.</summary>
public sealed class SkinDeformation : IDeformation
{
    private readonly IJointPoses _joints;
    private readonly ImmutableArray<AffineMap> _jointFromMesh;
    private readonly int[] _joint;
    private readonly double[] _weight;
    private readonly int _influences;

    /// <param name="jointFromMesh">At rest, one a joint: glTF's inverse bind matrices.</param>
    /// <param name="joint">Of each vertex the joints that move it, <paramref name="influences"/> a vertex.</param>
    /// <param name="weight">As many; scaled to a sum of 1 a vertex.</param>
    /// <exception cref="ArgumentException">Counts that do not match, a joint that is not there, weights that are negative or all 0.</exception>
    public SkinDeformation(IJointPoses joints, ImmutableArray<AffineMap> jointFromMesh, int[] joint, float[] weight, int influences)
    {
        ArgumentNullException.ThrowIfNull(joints);
        ArgumentNullException.ThrowIfNull(joint);
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(influences);
        if (joints.Count != jointFromMesh.Length || joint.Length != weight.Length || joint.Length % influences != 0)
        {
            throw new ArgumentException($"A skin of {joints.Count} joints has {jointFromMesh.Length} maps at rest; its vertices have {joint.Length} joints "
                + $"and {weight.Length} weights.");
        }

        _joints = joints;
        _jointFromMesh = jointFromMesh;
        _joint = joint;
        _influences = influences;
        _weight = new double[weight.Length];
        for (int first = 0; first < weight.Length; first += influences)
        {
            double sum = 0;
            for (int i = first; i < first + influences; i++)
            {
                if (joint[i] < 0 || joint[i] >= joints.Count || !(weight[i] >= 0))
                {
                    throw new ArgumentException($"Vertex {first / influences} of a skin follows joint {joint[i]} with weight {weight[i]}.");
                }

                sum += weight[i];
            }

            if (!(sum > 0) || !double.IsFinite(sum))
            {
                throw new ArgumentException($"Vertex {first / influences} of a skin has weights with a sum of {sum}.");
            }

            for (int i = first; i < first + influences; i++)
            {
                _weight[i] = weight[i] / sum;
            }
        }
    }

    public void Deform(in MotionState motion, Span<Double3> positions, Span<Double3> normals)
    {
        if (positions.Length * _influences != _joint.Length)
        {
            throw new ArgumentException($"A skin of {_joint.Length / _influences} vertices cannot move {positions.Length}.", nameof(positions));
        }

        AffineMap[] moved = new AffineMap[_joints.Count];
        _joints.Pose(motion, moved);
        for (int i = 0; i < moved.Length; i++)
        {
            moved[i] *= _jointFromMesh[i];
        }

        for (int vertex = 0; vertex < positions.Length; vertex++)
        {
            AffineMap map = default;
            for (int i = vertex * _influences; i < (vertex + 1) * _influences; i++)
            {
                if (_weight[i] > 0)
                {
                    map += moved[_joint[i]] * _weight[i];
                }
            }

            positions[vertex] = map.Apply(positions[vertex]);
            normals[vertex] = map.ApplyNormal(normals[vertex]);
        }
    }
}
