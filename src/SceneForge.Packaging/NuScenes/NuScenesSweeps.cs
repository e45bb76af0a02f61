using System.Buffers;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Output;
using SceneForge.Packaging.Points;
using SceneForge.Sensors.Lidar;
using SceneForge.Base.Geometry;

namespace SceneForge.Packaging.NuScenes;

/// <summary>Writes a scene's sweeps, motion-compensated as nuScenes' are, and counts the points in the boxes of samples. Threads may share it.</summary>
internal sealed class NuScenesSweeps(NuScenesScene scene, PackageOutput output)
{
    private readonly NuScenesPoints _labels = new(scene);
    private readonly MotionCompensation _motion = new(scene.Sequence.Carrier);

    public static string LidarsegPath(string token) => $"lidarseg/{NuScenesWriter.Version}/{token}_lidarseg.bin";

    public static string PanopticPath(string token) => $"panoptic/{NuScenesWriter.Version}/{token}_panoptic.npz";

    /// <summary>Writes a sweep's points and, where it belongs to a sample, their labels, and counts them into the sample's boxes.</summary>
    /// <param name="frame">Number of the frame.</param>
    /// <param name="token">Of the sample's data, or null.</param>
    public void Write(int frame, StoredSweep sweep, string path, string? token)
    {
        int count = sweep.Points;
        LidarPoint[] rented = ArrayPool<LidarPoint>.Shared.Rent(count);
        byte[] bytes = ArrayPool<byte>.Shared.Rent(NuScenesPoints.CloudBytes * count);
        Span<LidarPoint> points = rented.AsSpan(0, count);
        scene.Sequence.ReadPoints(sweep, points);
        _motion.Apply(scene.Sequence.Tables.Lidars.First(l => l.Name == sweep.Lidar), sweep, points);
        NuScenesPoints.WriteCloud(points, bytes);
        output.WriteHere(path, bytes.AsSpan(0, NuScenesPoints.CloudBytes * count));
        if (token is not null)
        {
            CountInBoxes(frame, sweep, points);
            WriteLabels(token, points, bytes.AsSpan(0, count));
        }

        ArrayPool<LidarPoint>.Shared.Return(rented);
        ArrayPool<byte>.Shared.Return(bytes);
    }

    private void CountInBoxes(int frame, StoredSweep sweep, ReadOnlySpan<LidarPoint> points)
    {
        Pose lidarFromWorld = sweep.WorldFromLidar.Inverse();
        var boxes = scene.BoxesAt(frame);
        int[] inside = new PointsInBoxes([.. boxes.Select(b => new SensorBox(lidarFromWorld * b.Box.WorldFromBox, b.Box.Size))]).Count(points);
        for (int i = 0; i < inside.Length; i++)
        {
            boxes[i].AddInside(inside[i]);
        }
    }

    private void WriteLabels(string token, ReadOnlySpan<LidarPoint> points, Span<byte> segments)
    {
        ushort[] panoptic = ArrayPool<ushort>.Shared.Rent(points.Length);
        int riders = _labels.WriteLabels(points, segments, panoptic.AsSpan(0, points.Length));
        output.Dropped.Add("classes of points that differ from their object's, such as a rider's: the object's is kept", riders);
        output.WriteHere(LidarsegPath(token), segments);
        output.WriteHere(PanopticPath(token), NpzFile.Write("data", panoptic.AsSpan(0, points.Length)));
        ArrayPool<ushort>.Shared.Return(panoptic);
    }
}
