using ILGPU;
using ILGPU.Runtime;

namespace SceneForge.Renderers.RayTracing.Kernels;

/// <summary>An accelerator with the compiled kernel, the still worlds that were taken to it, and room for rays and hits. Thread-safe.</summary>
internal sealed class KernelDevice : IDisposable
{
    private readonly Context _context;
    private readonly Action<Index1D, KernelWorld, ArrayView<KernelRay>, ArrayView<KernelHit>> _cast;
    private readonly Lock _running = new();
    private MemoryBuffer1D<KernelRay, Stride1D.Dense>? _rays;
    private MemoryBuffer1D<KernelHit, Stride1D.Dense>? _hits;

    /// <param name="preferCpu">Whether to take the processor even where there is a GPU.</param>
    public KernelDevice(bool preferCpu)
    {
        _context = Context.CreateDefault();
        try
        {
            Accelerator = _context.GetPreferredDevice(preferCpu).CreateAccelerator(_context);
            StillWorlds = new KernelStillWorlds(Accelerator);
            _cast = Accelerator.LoadAutoGroupedStreamKernel<Index1D, KernelWorld, ArrayView<KernelRay>, ArrayView<KernelHit>>(CastingKernel.Cast);
        }
        catch
        {
            Accelerator?.Dispose();
            _context.Dispose();
            throw;
        }
    }

    public Accelerator Accelerator { get; }

    public KernelStillWorlds StillWorlds { get; }

    /// <summary>Nearest hits; both arrays have the same length.</summary>
    public void Cast(in KernelWorld world, KernelRay[] rays, KernelHit[] hits)
    {
        lock (_running)
        {
            if (_rays is null || _rays.Length < rays.Length)
            {
                _rays?.Dispose();
                _hits?.Dispose();
                _rays = Accelerator.Allocate1D<KernelRay>(rays.Length);
                _hits = Accelerator.Allocate1D<KernelHit>(rays.Length);
            }

            ArrayView1D<KernelRay, Stride1D.Dense> sent = _rays.View.SubView(0, rays.Length);
            ArrayView1D<KernelHit, Stride1D.Dense> found = _hits!.View.SubView(0, rays.Length);
            sent.CopyFromCPU(rays);
            _cast(rays.Length, world, sent, found);
            Accelerator.Synchronize();
            found.CopyToCPU(hits);
        }
    }

    public void Dispose()
    {
        _rays?.Dispose();
        _hits?.Dispose();
        StillWorlds.Dispose();
        Accelerator.Dispose();
        _context.Dispose();
    }
}
