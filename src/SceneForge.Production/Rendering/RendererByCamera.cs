using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rendering;

namespace SceneForge.Production.Rendering;

/// <summary>
/// Gives each picture to the renderer that can take it: straight lenses with a global shutter to the rasterizer, all others to the ray camera.
/// </summary>
public sealed class RendererByCamera(ISensorRenderer rasterizer, ISensorRenderer rayCamera, IEnumerable<CameraSensor> cameras) : ISensorRenderer
{
    public string Description { get; } =
        $"{rasterizer.Description}; {rayCamera.Description} for "
            + $"{string.Join(", ", cameras.Where(c => !c.CanBeRasterized).Select(c => $"{c.Name} ({Reason(c)})").Distinct())}";

    public Task<Observation> RenderAsync(CameraShot shot, CancellationToken cancellation) =>
        (shot.Camera.CanBeRasterized ? rasterizer : rayCamera).RenderAsync(shot, cancellation);

    public void Dispose()
    {
        rasterizer.Dispose();
        rayCamera.Dispose();
    }

    private static string Reason(CameraSensor camera) =>
        string.Join(", ", new[] { camera.Model.Lens?.Name, camera.Shutter.IsRolling ? "rolling shutter" : null }.OfType<string>());
}
