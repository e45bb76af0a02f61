using System.Collections.Immutable;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Models.Deformation;

/// <summary>Deformations one after the other, such as morph targets and then a skin, as glTF 2.0 has it (3.7.3.3).</summary>
public sealed class DeformationChain(params ImmutableArray<IDeformation> steps) : IDeformation
{
    public void Deform(in MotionState motion, Span<Double3> positions, Span<Double3> normals)
    {
        foreach (IDeformation step in steps)
        {
            step.Deform(motion, positions, normals);
        }
    }
}
