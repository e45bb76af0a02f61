using System.Runtime.CompilerServices;
using SceneForge.Sensors.Lighting;
using SceneForge.Sensors.Rendering;
using SceneForge.World.Timeline;

namespace SceneForge.Renderers.RayTracing.Camera;

/// <summary>
/// A camera by ray casting, for machines without OpenGL: exact visibility through pixel centres, and a picture with sun, sky, lamps and fog.
/// Pictures are taken one after the other, each by all threads.
/// </summary>
/// <param name="caster">Shared with whoever else casts rays, so that meshes are indexed once.</param>
/// <param name="jobs">Threads.</param>
public sealed class RayCamera(RayCaster caster, int jobs) : ISensorRenderer
{
    private readonly ConditionalWeakTable<WorldTimeline, SkyLight> _lights = [];
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;

    public string Description => $"ray camera, {jobs} {(jobs == 1 ? "thread" : "threads")}";

    public Task<Observation> RenderAsync(CameraShot shot, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(shot);
        lock (_gate)
        {
            Task<Observation> picture = _last.ContinueWith(_ => Take(shot, cancellation), cancellation, TaskContinuationOptions.LazyCancellation, TaskScheduler.Default);
            _last = picture;
            return picture;
        }
    }

    public void Dispose()
    {
    }

    private Observation Take(CameraShot shot, CancellationToken cancellation)
    {
        SkyLight light = _lights.GetValue(shot.Timeline, timeline => SkyLight.For(timeline.Conditions));
        return new Picture(new PictureScene(shot, caster, light), jobs).Take(cancellation);
    }
}
