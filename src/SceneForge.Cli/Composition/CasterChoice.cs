using SceneForge.Renderers.RayTracing;
using SceneForge.Renderers.RayTracing.Kernels;
using SceneForge.Sensors.Rendering;

namespace SceneForge.Cli.Composition;

/// <summary>Makes the caster that <c>--caster</c> names.</summary>
internal static class CasterChoice
{
    public static readonly string[] Names = ["simd", "ilgpu"];

    /// <param name="simd">The processor's own, which also holds the trees.</param>
    public static IRayCaster Create(string name, RayCaster simd) => name == "ilgpu" ? new KernelCaster(simd) : simd;
}
