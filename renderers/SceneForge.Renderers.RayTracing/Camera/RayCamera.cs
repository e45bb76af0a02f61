using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Lighting;
using SceneForge.Sensors.Rendering;

namespace SceneForge.Renderers.RayTracing.Camera;

/// <summary>
/// A camera by ray casting, for machines without OpenGL: exact visibility through pixel centres, and a picture with sun, sky, lamps and fog.
/// Pictures are taken one after the other, each by all threads.
/// </summary>
/// <param name="caster">Shared with whoever else casts rays, so that meshes are indexed once.</param>
/// <param name="jobs">Threads.</param>
public sealed class RayCamera(RayCaster caster, int jobs) : ISensorRenderer
{
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;

    // Of the picture before: pictures of one variation follow one another, and its sky takes longer than a picture.
    private (Conditions Conditions, SkyLight Light)? _light;

    public string Description => "ray camera";

    public Task<Observation> RenderAsync(CameraShot shot, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(shot);
        lock (_gate)
        {
            Task<Observation> picture = _last.ContinueWith(_ => Take(shot, cancellation), cancellation, TaskContinuationOptions.LazyCancellation,
                TaskScheduler.Default);
            _last = picture;
            return picture;
        }
    }

    public void Dispose()
    {
    }

    private Observation Take(CameraShot shot, CancellationToken cancellation)
    {
        Conditions conditions = shot.Timeline.Conditions;
        if (_light is not { } kept || kept.Conditions != conditions)
        {
            kept = (conditions, SkyLight.For(conditions));
            _light = kept;
        }

        return new Picture(new PictureScene(shot, caster, kept.Light), jobs).Take(cancellation);
    }
}
