using ILGPU;
using ILGPU.Runtime;
using SceneForge.Sensors.Rendering;

namespace SceneForge.Renderers.RayTracing.Kernels;

/// <summary>The world of one instant in an accelerator's memory, which it frees when disposed; the still world stays there for the next.</summary>
internal sealed class KernelScene : IRayScene
{
    private readonly KernelDevice _device;
    private readonly RayScene _scene;
    private readonly KernelStillWorlds.Entry? _still;
    private readonly KernelTreeBuffers _trees;
    private readonly MemoryBuffer1D<KernelInstance, Stride1D.Dense> _instances;
    private readonly MemoryBuffer1D<int, Stride1D.Dense> _items;
    private readonly KernelWorld _world;
    private bool _isDisposed;

    public KernelScene(KernelDevice device, RayScene scene)
    {
        _device = device;
        _scene = scene;
        KernelMemory memory = new();
        KernelInstance[] instances = KernelGathering.Gather(scene, memory);
        _still = scene.Still is { } still ? device.StillWorlds.Borrow(still.World) : null;
        _trees = memory.Upload(device.Accelerator);
        _instances = KernelMemory.Upload(device.Accelerator, instances);
        _items = KernelMemory.Upload(device.Accelerator, scene.Still?.Instances ?? []);
        _world = new KernelWorld((_still?.Trees ?? _trees).View, _still is null ? 0 : 1, _items.View, _trees.View, _instances.View, instances.Length);
    }

    public void Cast(ReadOnlySpan<Ray> rays, Span<RayHit> hits)
    {
        KernelRay[] sent = new KernelRay[rays.Length];
        for (int i = 0; i < sent.Length; i++)
        {
            Ray ray = rays[i];
            sent[i] = new KernelRay(Float3.Of(ray.Origin), Float3.Of(_scene.Shifted(ray.Origin)), Float3.Of(ray.Direction), ray.MinT, ray.MaxT);
        }

        KernelHit[] found = new KernelHit[sent.Length];
        if (sent.Length > 0)
        {
            _device.Cast(_world, sent, found);
        }

        for (int i = 0; i < found.Length; i++)
        {
            hits[i] = _scene.Finish(rays[i], new(found[i].T, found[i].Instance, found[i].Triangle));
        }
    }

    public void CastObject(int objectIndex, ReadOnlySpan<Ray> rays, Span<RayHit> hits) => _scene.CastObject(objectIndex, rays, hits);

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _trees.Dispose();
        _instances.Dispose();
        _items.Dispose();
        if (_still is not null)
        {
            _device.StillWorlds.Return(_still);
        }
    }
}
