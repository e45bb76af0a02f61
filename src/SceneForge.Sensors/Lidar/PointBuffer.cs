namespace SceneForge.Sensors.Lidar;

/// <summary>Points one after the other; keeps its memory.</summary>
internal sealed class PointBuffer
{
    private LidarPoint[] _points = new LidarPoint[1 << 12];
    private int _count;

    public ReadOnlySpan<LidarPoint> All => _points.AsSpan(0, _count);

    public void Clear() => _count = 0;

    /// <summary>Room for one more.</summary>
    public ref LidarPoint Next()
    {
        if (_count == _points.Length)
        {
            Array.Resize(ref _points, 2 * _count);
        }

        return ref _points[_count++];
    }
}
