using ILGPU;
using ILGPU.Runtime;
using SceneForge.Sensors.Rendering;

namespace SceneForge.Renderers.RayTracing.Kernels;

/// <summary>The world of one instant in an accelerator's memory.</summary>
internal sealed class KernelScene : IRayScene
{
    private readonly Accelerator _accelerator;
    private readonly RayScene _scene;
    private readonly KernelTrees _trees;
    private readonly ArrayView<KernelInstance> _instances;
    private readonly Action<Index1D, KernelTrees, ArrayView<KernelInstance>, ArrayView<KernelRay>, ArrayView<KernelHit>> _cast;
    private readonly Lock _running = new();

    public KernelScene(Accelerator accelerator, RayScene scene)
    {
        _accelerator = accelerator;
        _scene = scene;
        KernelMemory memory = new();
        KernelInstance[] instances = KernelGathering.Gather(scene, memory);
        _trees = memory.Upload(accelerator);
        _instances = KernelMemory.Upload(accelerator, instances).View;
        _cast = accelerator.LoadAutoGroupedStreamKernel<Index1D, KernelTrees, ArrayView<KernelInstance>, ArrayView<KernelRay>,
            ArrayView<KernelHit>>(CastingKernel.Cast);
    }

    public void Cast(ReadOnlySpan<Ray> rays, Span<RayHit> hits)
    {
        KernelRay[] sent = new KernelRay[rays.Length];
        for (int i = 0; i < sent.Length; i++)
        {
            Ray ray = rays[i];
            sent[i] = new KernelRay(Float3.Of(ray.Origin), Float3.Of(_scene.Shifted(ray.Origin)), Float3.Of(ray.Direction), ray.MinT, ray.MaxT);
        }

        KernelHit[] found = Run(sent);
        for (int i = 0; i < found.Length; i++)
        {
            hits[i] = _scene.Finish(rays[i], new(found[i].T, found[i].Instance, found[i].Triangle));
        }
    }

    public void CastObject(int objectIndex, ReadOnlySpan<Ray> rays, Span<RayHit> hits) => _scene.CastObject(objectIndex, rays, hits);

    private KernelHit[] Run(KernelRay[] rays)
    {
        lock (_running)
        {
            using MemoryBuffer1D<KernelRay, Stride1D.Dense> sent = KernelMemory.Upload(_accelerator, rays);
            using MemoryBuffer1D<KernelHit, Stride1D.Dense> found = _accelerator.Allocate1D<KernelHit>(rays.Length);
            _cast(rays.Length, _trees, _instances, sent.View, found.View);
            _accelerator.Synchronize();
            return found.GetAsArray1D();
        }
    }
}
