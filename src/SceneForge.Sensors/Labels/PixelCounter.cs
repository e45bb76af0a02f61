using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rendering;

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
        ShotPoses poses = new(shot);
        PixelCaster pixels = new(poses, caster);
        if (objectIndex == shot.HiddenObject || new ObjectMasks(poses, pixels).Of(objectIndex) is not { } mask)
        {
            return 0;
        }

        RayHit[] hits = new RayHit[model.Width];
        int count = 0;
        foreach ((int y, int from, int to) in mask.Runs(model.Width, model.Height))
        {
            Span<RayHit> found = hits.AsSpan(0, to - from);
            pixels.CastRow(from, y, found);
            foreach (RayHit hit in found)
            {
                count += hit.IsHit && shot.Timeline.Instances[hit.Instance].Object == objectIndex ? 1 : 0;
            }
        }

        return count;
    }
}
