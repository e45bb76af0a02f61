using ILGPU;
using ILGPU.Runtime;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Renderers.RayTracing.Kernels;

/// <summary>
/// Casts rays by a kernel on the device that ILGPU prefers: a GPU through CUDA or OpenCL, else the processor. Trees are built and distances refined
/// as by the <see cref="RayCaster"/>, whose hits it finds. What moves while a sensor turns is cast by that one.
/// </summary>
public sealed class KernelCaster : IRayCaster, IDisposable
{
    private readonly RayCaster _trees;
    private readonly Context _context = Context.CreateDefault();
    private readonly Accelerator _accelerator;

    /// <param name="preferCpu">Whether to take the processor even where there is a GPU.</param>
    public KernelCaster(RayCaster trees, bool preferCpu = false)
    {
        _trees = trees;
        _accelerator = _context.GetPreferredDevice(preferCpu).CreateAccelerator(_context);
    }

    /// <summary>The device and the package behind it.</summary>
    public string Description => $"{_accelerator.Name} ({_accelerator.AcceleratorType}) by {typeof(Context).Assembly.GetName().Name}";

    public IRayScene Build(WorldSnapshot snapshot, Double3 origin, int hiddenObject) =>
        OnDevice(_trees.BuildVisible(snapshot, origin, hiddenObject, _ => true));

    public ISweepScene BuildSweep(WorldTimeline timeline, long startNs, long endNs, Double3 origin, int hiddenObject) =>
        _trees.BuildSweep(timeline, startNs, endNs, origin, hiddenObject, OnDevice);

    public void Dispose()
    {
        _accelerator.Dispose();
        _context.Dispose();
    }

    private KernelScene OnDevice(RayScene scene) => new(_accelerator, scene);
}
