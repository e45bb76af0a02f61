using System.Numerics;
using SceneForge.Renderers.RayTracing.Traversal;

namespace SceneForge.Renderers.RayTracing.Kernels;

/// <summary>Takes the trees of a scene to an accelerator's arrays.</summary>
internal static class KernelGathering
{
    /// <summary>All trees that are seen but for the still world's, which stays on the accelerator.</summary>
    public static KernelInstance[] Gather(RayScene scene, KernelMemory memory) =>
        [.. scene.Seen.Select(s => Place(memory, s.Frame, s.Instance))];

    private static KernelInstance Place(KernelMemory memory, in InstanceFrame frame, int instance)
    {
        (int node, int pack) = memory.Add(frame.Tree!);
        (Vector3 x, Vector3 y, Vector3 z, Vector3 translation) = frame.ToMeshRows;
        return new KernelInstance(Float3.Of(x), Float3.Of(y), Float3.Of(z), Float3.Of(translation), instance, node, pack);
    }
}
