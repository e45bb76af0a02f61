using ILGPU;
using ILGPU.Runtime;

namespace SceneForge.Renderers.RayTracing.Kernels;

/// <summary>Trees in an accelerator's memory, freed with this.</summary>
internal sealed class KernelTreeBuffers(
    MemoryBuffer1D<float, Stride1D.Dense> planes,
    MemoryBuffer1D<int, Stride1D.Dense> children,
    MemoryBuffer1D<float, Stride1D.Dense> corners,
    MemoryBuffer1D<int, Stride1D.Dense> triangles,
    MemoryBuffer1D<int, Stride1D.Dense> owners) : IDisposable
{
    public KernelTrees View => new(planes.View, children.View, corners.View, triangles.View, owners.View);

    public void Dispose()
    {
        planes.Dispose();
        children.Dispose();
        corners.Dispose();
        triangles.Dispose();
        owners.Dispose();
    }
}
