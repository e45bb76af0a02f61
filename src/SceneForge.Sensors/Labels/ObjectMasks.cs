using SceneForge.Sensors.Rendering;

namespace SceneForge.Sensors.Labels;

/// <summary>
/// The mask of each object of a shot as if it stood alone: filled where triangles can be projected, cast where the lens or the shutter bends
/// them.
/// </summary>
internal sealed class ObjectMasks(ShotPoses poses, PixelCaster caster)
{
    private readonly CastSilhouette? _cast = poses.Shot.Camera.CanBeRasterized ? null : new CastSilhouette(poses, caster);

    /// <summary>Over the canvas of one image size more on every side; null where the image does not show it.</summary>
    public PixelMask? Of(int objectIndex) => _cast is null
        ? Silhouette.Of(poses.Frame, objectIndex, poses.Shot.Camera.Model, poses.WorldFromCamera(0).Inverse())
        : _cast.Of(objectIndex);
}
