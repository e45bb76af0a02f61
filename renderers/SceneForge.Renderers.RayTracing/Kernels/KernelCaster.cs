using ILGPU;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Renderers.RayTracing.Kernels;

/// <summary>
/// Casts rays by a kernel on the device that ILGPU prefers: a GPU through CUDA or OpenCL, else the processor. Trees are built and distances refined
/// as by the <see cref="RayCaster"/>, whose hits it finds. What moves while a sensor turns is cast by that one. Scenes hold memory of the device
/// until they are disposed.
/// </summary>
/// <param name="preferCpu">Whether to take the processor even where there is a GPU.</param>
public sealed class KernelCaster(RayCaster trees, bool preferCpu = false) : IRayCaster, IDisposable
{
    private readonly KernelDevice _device = new(preferCpu);

    /// <summary>The device and the package behind it.</summary>
    public string Description =>
        $"{_device.Accelerator.Name} ({_device.Accelerator.AcceleratorType}) by {typeof(Context).Assembly.GetName().Name}";

    /// <summary>How often a still world was taken to the device.</summary>
    internal int Uploads => _device.StillWorlds.Uploads;

    public IRayScene Build(WorldSnapshot snapshot, Double3 origin, int hiddenObject) =>
        OnDevice(trees.BuildVisible(snapshot, origin, hiddenObject, _ => true));

    public ISweepScene BuildSweep(WorldTimeline timeline, long startNs, long endNs, Double3 origin, int hiddenObject) =>
        trees.BuildSweep(timeline, startNs, endNs, origin, hiddenObject, OnDevice);

    public void Dispose() => _device.Dispose();

    private KernelScene OnDevice(RayScene scene) => new(_device, scene);
}
