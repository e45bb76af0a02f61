using System.Buffers.Binary;
using SceneForge.Packaging.Output;
using SceneForge.Sensors.Lidar;

namespace SceneForge.Packaging.NuScenes;

/// <summary>A sweep's points in nuScenes' files.</summary>
internal static class NuScenesPoints
{
    private const int PanopticClass = 1000;

    /// <summary>float32 x, y, z, intensity, ring of each point.</summary>
    public static byte[] Cloud(LidarPoint[] points)
    {
        byte[] bytes = new byte[20 * points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            Span<byte> record = bytes.AsSpan(20 * i, 20);
            BinaryPrimitives.WriteSingleLittleEndian(record, points[i].X);
            BinaryPrimitives.WriteSingleLittleEndian(record[4..], points[i].Y);
            BinaryPrimitives.WriteSingleLittleEndian(record[8..], points[i].Z);
            BinaryPrimitives.WriteSingleLittleEndian(record[12..], points[i].Intensity);
            BinaryPrimitives.WriteSingleLittleEndian(record[16..], points[i].Ring);
        }

        return bytes;
    }

    /// <summary>
    /// nuScenes-lidarseg's index and nuScenes-panoptic's number (1000 x index + number of the object within its category) of each point. A point of a thing has its object's
    /// category, so a rider's points are the bicycle's, as in nuScenes; what no surface threw back is noise.
    /// </summary>
    public static (byte[] Segments, ushort[] Panoptic) Labels(LidarPoint[] points, NuScenesScene scene, DroppedLabels dropped)
    {
        Dictionary<int, int> classOf = scene.Sequence.Tables.Objects.ToDictionary(o => o.Id, o => o.ClassId);
        Dictionary<int, int> numberOf = scene.Tracks.ToDictionary(t => t.ObjectId, t => t.Number);
        byte[] segments = new byte[points.Length];
        ushort[] panoptic = new ushort[points.Length];
        int riders = 0;
        int unnumbered = 0;
        for (int i = 0; i < points.Length; i++)
        {
            LidarPoint p = points[i];
            if (p.Cause != PointCause.Surface)
            {
                continue;
            }

            int classId = p.Instance != 0 ? classOf[p.Instance] : p.Class;
            riders += classId == p.Class ? 0 : 1;
            int index = NuScenesScene.CategoryOf(scene.Sequence, classId) is { } category ? NuScenesVocabulary.Categories.IndexOf(category) : p.Class == 0 ? NuScenesVocabulary.Noise : NuScenesVocabulary.Other;
            int number = p.Instance == 0 ? 0 : numberOf.GetValueOrDefault(p.Instance);
            unnumbered += number >= PanopticClass ? 1 : 0;
            segments[i] = (byte)index;
            panoptic[i] = (ushort)(PanopticClass * index + (number < PanopticClass ? number : 0));
        }

        dropped.Add("classes of points that differ from their object's, such as a rider's: the object's is kept", riders);
        dropped.Add("numbers of objects beyond the 999th of a category", unnumbered);
        return (segments, panoptic);
    }
}
