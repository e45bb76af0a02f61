using System.Collections.Immutable;
using SceneForge.World.Models;
using SceneForge.World.Models.Deformation;

namespace SceneForge.Gltf.Animations;

/// <summary>Weights of a node's morph targets: those at rest, or what the playing animation makes of them.</summary>
internal sealed class ClipWeights(ImmutableArray<double> rest, ImmutableArray<GltfClip> clips, int node) : IMorphWeights
{
    public int Count => rest.Length;

    public void Weigh(in MotionState motion, Span<double> weights)
    {
        rest.CopyTo(weights);
        if (motion.Clip > 0 && motion.Clip <= clips.Length && clips[motion.Clip - 1].Weights.TryGetValue(node, out ImmutableArray<VectorKeys> keys))
        {
            double time = clips[motion.Clip - 1].ToClip().Within(motion.ClipTime);
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] = keys[i].At(time).X;
            }
        }
    }
}
