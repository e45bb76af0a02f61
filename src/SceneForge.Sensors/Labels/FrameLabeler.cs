using System.Collections.Immutable;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Labels;

/// <summary>
/// Labels the things of a picture: every object of a counted class that has a pixel in the image or would have one if it stood alone.
/// The vehicle that carries the camera and is hidden from it is not labelled.
/// </summary>
public static class FrameLabeler
{
    /// <param name="channels">Resolved from this shot.</param>
    /// <param name="caster">Tells which keypoints are visible and, where a lens or a rolling shutter bends outlines, where an object alone would
    /// show.</param>
    /// <returns>In the order of the timeline's objects.</returns>
    public static ImmutableArray<ObjectLabel> Label(CameraShot shot, Channels channels, IRayCaster caster)
    {
        ArgumentNullException.ThrowIfNull(shot);
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(caster);
        WorldTimeline timeline = shot.Timeline;
        ShotPoses poses = new(shot);
        PixelCaster pixels = new(poses, caster);
        ObjectMasks masks = new(poses, pixels);
        WorldSnapshot snapshot = poses.Frame;
        Pose cameraFromWorld = shot.WorldFromCamera.Inverse();
        VisibleExtents visible = new(channels);
        ImmutableArray<ObjectLabel>.Builder labels = ImmutableArray.CreateBuilder<ObjectLabel>();
        for (int i = 0; i < timeline.Objects.Length; i++)
        {
            WorldObject item = timeline.Objects[i];
            TaxonomyClass kind = timeline.Taxonomy[item.Model.Class];
            if (!kind.IsThing || i == shot.HiddenObject)
            {
                continue;
            }

            int visiblePixels = visible.Count(item.Id);
            if (Extent(masks.Of(i), item.Id, channels, visible.Box(item.Id)) is not { } extent)
            {
                continue;
            }

            ObjectBox box = ObjectBox.Of(snapshot, i);
            labels.Add(new ObjectLabel(
                item.Id,
                item.Name,
                kind.Id,
                visible.Box(item.Id),
                extent.Amodal,
                visiblePixels,
                extent.InImage,
                1 - (double)visiblePixels / extent.InImage,
                1 - (double)extent.InImage / extent.Total,
                cameraFromWorld * box.WorldFromBox,
                box.WorldFromBox,
                box.Size,
                box.Speed,
                KeypointLabeler.Label(poses, i, box.Size.Z, pixels)) { AmodalInImage = extent.BoxInImage });
        }

        return labels.ToImmutable();
    }

    /// <summary>The object's extent were it alone, or null where no pixel of it lies in the image.</summary>
    private static AmodalExtent? Extent(PixelMask? mask, int objectId, Channels channels, Box2? visible)
    {
        mask ??= visible is { } seen ? new PixelMask((int)seen.XMin, (int)seen.YMin, (int)seen.XMax, (int)seen.YMax) : null;
        if (mask is null)
        {
            return null;
        }

        // A renderer's rounding may give the object a pixel whose centre lies a hair outside its outline: what is seen belongs to the object.
        if (visible is { } box)
        {
            Join(mask, channels, objectId, box);
        }

        int inImage = mask.CountWithin(channels.Width, channels.Height);
        return mask.BoundsWithin(channels.Width, channels.Height) is { } boxInImage
            ? new AmodalExtent(mask.Bounds()!.Value, boxInImage, inImage, mask.Count())
            : null;
    }

    private static void Join(PixelMask mask, Channels channels, int objectId, Box2 box)
    {
        for (int y = (int)box.YMin; y < (int)box.YMax; y++)
        {
            ReadOnlySpan<ushort> row = channels.Instance.AsSpan(y * channels.Width, (int)box.XMax);
            int x = (int)box.XMin;
            while (row[x..].IndexOf((ushort)objectId) is var gap && gap >= 0)
            {
                int from = x + gap;
                int run = row[from..].IndexOfAnyExcept((ushort)objectId);
                x = run < 0 ? row.Length : from + run;
                mask.SetSpan(y, from, x);
            }
        }
    }

    /// <param name="InImage">Pixels within the image, at least 1.</param>
    /// <param name="Total">Pixels on the whole canvas.</param>
    private readonly record struct AmodalExtent(Box2 Amodal, Box2 BoxInImage, int InImage, int Total);
}
