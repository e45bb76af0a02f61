using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SceneForge.Sensors.Lidar;

/// <summary>Points one after the other; keeps its memory.</summary>
internal sealed class PointBuffer
{
    private LidarPoint[] _points = new LidarPoint[1 << 12];
    private int _count;

    public ReadOnlySpan<LidarPoint> All => _points.AsSpan(0, _count);

    public void Clear() => _count = 0;

    /// <summary>Adds a point, by the meaning of <see cref="LidarPoint"/>'s members.</summary>
    /// <param name="place">In metres.</param>
    public void Add(Vector3 place, float intensity, in Firing firing, ushort segment, (ushort Instance, byte Class) name, int number,
        PointCause cause)
    {
        if (_count == _points.Length)
        {
            Array.Resize(ref _points, 2 * _count);
        }

        // By halves as they are stored: to copy a point just after its members were written would wait for all writes before them.
        ref byte at = ref Unsafe.As<LidarPoint, byte>(ref _points[_count++]);
        Vector128.Create(place.X, place.Y, place.Z, intensity).AsByte().StoreUnsafe(ref at);
        Vector128.Create(firing.TimeOffsetNs, firing.Ring | segment << 16, name.Instance | name.Class << 16 | number << 24, (int)cause).AsByte()
            .StoreUnsafe(ref at, LidarPoint.Bytes / 2);
    }
}
