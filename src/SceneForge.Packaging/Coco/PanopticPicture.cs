using SceneForge.Frames.Png;
using SceneForge.Packaging.Pictures;

namespace SceneForge.Packaging.Coco;

/// <summary>A segment of a panoptic picture.</summary>
/// <param name="Id">Stands in the picture as R + 256 G + 65536 B.</param>
/// <param name="ObjectId">Of a thing; 0 for the pixels of a class.</param>
/// <param name="ClassId">Of the pixels of a class; 0 for a thing.</param>
public sealed record PanopticSegment(int Id, int ObjectId, int ClassId, RunLengthMask Mask);

/// <summary>
/// COCO's panoptic picture: each pixel names one segment. A thing's segment has its object id (R + 256 G, B = 0); the pixels of a class that
/// belong to no thing are one segment with 65536 times the class id (B alone). The sky is void, 0.
/// </summary>
public static class PanopticPicture
{
    private const int ClassUnit = 1 << 16;

    /// <param name="instance">Object ids of things, 0 elsewhere.</param>
    /// <param name="semantic">Class ids.</param>
    /// <param name="things">The masks of <paramref name="instance"/>.</param>
    /// <returns>The picture's file, and its segments by id.</returns>
    public static (byte[] Png, List<PanopticSegment> Segments) Encode(
        ushort[] instance, byte[] semantic, int width, int height, IReadOnlyDictionary<int, RunLengthMask> things)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(semantic);
        ArgumentNullException.ThrowIfNull(things);
        byte[] colors = new byte[3 * instance.Length];
        ushort[] rest = new ushort[instance.Length];
        for (int p = 0; p < instance.Length; p++)
        {
            colors[3 * p] = (byte)instance[p];
            colors[3 * p + 1] = (byte)(instance[p] >> 8);
            if (instance[p] == 0)
            {
                colors[3 * p + 2] = semantic[p];
                rest[p] = semantic[p];
            }
        }

        byte[] file = PictureEncoder.Rgb8(colors, width, height, PngContent.Ids);
        List<PanopticSegment> segments = [.. things.Select(t => new PanopticSegment(t.Key, t.Key, 0, t.Value))];
        segments.AddRange(RunLengthMask.OfAll(rest, width, height).Select(c => new PanopticSegment(c.Key * ClassUnit, 0, c.Key, c.Value)));
        return (file, segments);
    }
}
