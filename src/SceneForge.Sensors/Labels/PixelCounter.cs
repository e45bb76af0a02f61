using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rendering;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Labels;

/// <summary>Counts an object's visible pixels without a picture, for requirements that are checked before anything is rendered.</summary>
public static class PixelCounter
{
    /// <summary>
    /// Pixels of the shot whose centres see the object. Rays are cast only where it would show if it stood alone.
    /// </summary>
    public static int Count(CameraShot shot, int objectIndex, IRayCaster caster)
    {
        ArgumentNullException.ThrowIfNull(shot);
        ArgumentNullException.ThrowIfNull(caster);
        CameraModel model = shot.Camera.Model;
        WorldSnapshot snapshot = shot.Timeline.At(shot.TimeNs);
        if (objectIndex == shot.HiddenObject || Silhouette.Of(snapshot, objectIndex, model, shot.WorldFromCamera.Inverse()) is not { } mask)
        {
            return 0;
        }

        IRayScene? scene = null;
        PixelRays pixelRays = new(model, shot.WorldFromCamera.Rotation);
        Ray[] rays = new Ray[model.Width];
        RayHit[] hits = new RayHit[model.Width];
        int count = 0;
        foreach ((int y, int from, int to) in mask.Runs(model.Width, model.Height))
        {
            scene ??= caster.Build(snapshot, shot.WorldFromCamera.Translation, shot.HiddenObject);
            for (int x = from; x < to; x++)
            {
                rays[x - from] = pixelRays.Through(x + 0.5, y + 0.5);
            }

            Span<RayHit> found = hits.AsSpan(0, to - from);
            scene.Cast(rays.AsSpan(0, to - from), found);
            foreach (RayHit hit in found)
            {
                count += hit.IsHit && shot.Timeline.Instances[hit.Instance].Object == objectIndex ? 1 : 0;
            }
        }

        return count;
    }
}
