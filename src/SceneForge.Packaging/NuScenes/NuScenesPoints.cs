using System.Buffers.Binary;
using SceneForge.Frames.Storage;
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
            _byClass[id] = (byte)(NuScenesScene.CategoryOf(scene.Sequence, id) is { } category ? NuScenesVocabulary.Categories.IndexOf(category)
                : NuScenesVocabulary.Other);
        }

        Dictionary<int, int> numbers = scene.Tracks.ToDictionary(t => t.ObjectId, t => t.Number);
        foreach (ObjectEntry entry in scene.Sequence.Tables.Objects)
        {
            int number = numbers.GetValueOrDefault(entry.Id);
            _byObject[entry.Id] = (_byClass[entry.ClassId], (byte)entry.ClassId, (ushort)(number < PanopticClass ? number : 0));
        }
    }

    /// <summary>Bytes of a point in a .pcd.bin file.</summary>
    public const int CloudBytes = 20;

    /// <summary>float32 x, y, z, intensity, ring of each point.</summary>
    public static void WriteCloud(ReadOnlySpan<LidarPoint> points, Span<byte> bytes)
    {
        for (int i = 0; i < points.Length; i++)
        {
            Span<byte> record = bytes.Slice(CloudBytes * i, CloudBytes);
            BinaryPrimitives.WriteSingleLittleEndian(record, points[i].X);
            BinaryPrimitives.WriteSingleLittleEndian(record[4..], points[i].Y);
            BinaryPrimitives.WriteSingleLittleEndian(record[8..], points[i].Z);
            BinaryPrimitives.WriteSingleLittleEndian(record[12..], points[i].Intensity);
            BinaryPrimitives.WriteSingleLittleEndian(record[16..], points[i].Ring);
        }
    }

    /// <summary>
    /// nuScenes-lidarseg's index and nuScenes-panoptic's number (1000 x index + number of the object within its category) of each point. A point
    /// of a thing has its object's category, so a rider's points are the bicycle's, as in nuScenes; what no surface threw back is noise.
    /// </summary>
    /// <returns>Points whose class is not their object's.</returns>
    public int WriteLabels(ReadOnlySpan<LidarPoint> points, Span<byte> segments, Span<ushort> panoptic)
    {
        segments.Clear();
        panoptic.Clear();
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

        return riders;
    }
}
