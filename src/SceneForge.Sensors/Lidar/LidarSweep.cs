using System.Buffers;
using System.Collections.Immutable;
using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Lidar;

/// <summary>One sweep of a LiDAR.</summary>
/// <param name="Frame">Number of the frame within its variation, from 0.</param>
/// <param name="TimeNs">Time stamp: the middle of the sweep, when it looks straight ahead.</param>
/// <param name="WorldFromVehicle">At the time stamp.</param>
/// <param name="WorldFromLidar">At the time stamp.</param>
/// <param name="Points">In the order of the firings; returns of one firing follow each other.</param>
public sealed record LidarSweep(int Frame, long TimeNs, LidarSensor Lidar, Pose WorldFromVehicle, Pose WorldFromLidar, LidarPoint[] Points)
{
    /// <summary>Points of each thing, by its object id.</summary>
    public ImmutableSortedDictionary<int, int> PointsByObject { get; } = Count(Points);

    private static ImmutableSortedDictionary<int, int> Count(LidarPoint[] points)
    {
        int[] counts = ArrayPool<int>.Shared.Rent(ushort.MaxValue + 1);
        Array.Clear(counts);
        foreach (ref readonly LidarPoint point in points.AsSpan())
        {
            counts[point.Instance]++;
        }

        ImmutableSortedDictionary<int, int>.Builder things = ImmutableSortedDictionary.CreateBuilder<int, int>();
        for (int id = 1; id <= ushort.MaxValue; id++)
        {
            if (counts[id] > 0)
            {
                things.Add(id, counts[id]);
            }
        }

        ArrayPool<int>.Shared.Return(counts);
        return things.ToImmutable();
    }
}
