using System.Buffers.Binary;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Output;
using SceneForge.Sensors.Lidar;

namespace SceneForge.Packaging.NuScenes;

/// <summary>A sweep's points in nuScenes' files.</summary>
internal sealed class NuScenesPoints
{
    /// <summary>A point's panoptic number is so many times its category plus the object's number within it.</summary>
    public const int PanopticClass = 1000;

    // What a point's labels follow from, by object id (0: none) and by class id.
    private readonly (byte Category, byte Class, ushort Number)[] _byObject = new (byte, byte, ushort)[ushort.MaxValue + 1];
    private readonly byte[] _byClass = new byte[byte.MaxValue + 1];

    public NuScenesPoints(NuScenesScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        for (int id = 1; id < _byClass.Length; id++)
        {
            _byClass[id] = (byte)(NuScenesScene.CategoryOf(scene.Sequence, id) is { } category ? NuScenesVocabulary.Categories.IndexOf(category) : NuScenesVocabulary.Other);
        }

        Dictionary<int, int> numbers = scene.Tracks.ToDictionary(t => t.ObjectId, t => t.Number);
        foreach (ObjectEntry entry in scene.Sequence.Tables.Objects)
        {
            int number = numbers.GetValueOrDefault(entry.Id);
            _byObject[entry.Id] = (_byClass[entry.ClassId], (byte)entry.ClassId, (ushort)(number < PanopticClass ? number : 0));
        }
    }

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
    public (byte[] Segments, ushort[] Panoptic) Labels(LidarPoint[] points, DroppedLabels dropped)
    {
        ArgumentNullException.ThrowIfNull(dropped);
        byte[] segments = new byte[points.Length];
        ushort[] panoptic = new ushort[points.Length];
        int riders = 0;
        for (int i = 0; i < points.Length; i++)
        {
            ref readonly LidarPoint p = ref points[i];
            if (p.Cause == PointCause.Surface)
            {
                (byte category, byte classId, ushort number) = p.Instance == 0 ? (_byClass[p.Class], p.Class, (ushort)0) : _byObject[p.Instance];
                riders += classId == p.Class ? 0 : 1;
                segments[i] = category;
                panoptic[i] = (ushort)(PanopticClass * category + number);
            }
        }

        dropped.Add("classes of points that differ from their object's, such as a rider's: the object's is kept", riders);
        return (segments, panoptic);
    }
}
