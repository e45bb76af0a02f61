using System.Numerics;
using System.Runtime.Intrinsics;
using SceneForge.Renderers.RayTracing.Building;

namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>Tests the rays of a packet, whatever way they run, against one box by slabs (Kay and Kajiya 1986).</summary>
internal readonly struct SlabTest
{
    // Directions of less are taken for this: finite, so that nothing becomes a NaN.
    private const float Least = 1e-20f;

    private readonly RayPacket _packet;
    private readonly Vector512<float> _inverseX, _inverseY, _inverseZ;

    public SlabTest(in RayPacket packet)
    {
        _packet = packet;
        _inverseX = Inverse(packet.DirectionX);
        _inverseY = Inverse(packet.DirectionY);
        _inverseZ = Inverse(packet.DirectionZ);
    }

    /// <returns>One bit a ray that enters the box between its start and its end.</returns>
    public uint Meeting(in Bounds box, Vector512<float> end)
    {
        Vector3 min = box.Min;
        Vector3 max = box.Max;
        Vector512<float> x0 = (Vector512.Create(min.X) - _packet.OriginX) * _inverseX, x1 = (Vector512.Create(max.X) - _packet.OriginX) * _inverseX;
        Vector512<float> y0 = (Vector512.Create(min.Y) - _packet.OriginY) * _inverseY, y1 = (Vector512.Create(max.Y) - _packet.OriginY) * _inverseY;
        Vector512<float> z0 = (Vector512.Create(min.Z) - _packet.OriginZ) * _inverseZ, z1 = (Vector512.Create(max.Z) - _packet.OriginZ) * _inverseZ;
        Vector512<float> enter = Vector512.MaxNative(Vector512.MaxNative(Vector512.MinNative(x0, x1), Vector512.MinNative(y0, y1)),
            Vector512.MaxNative(Vector512.MinNative(z0, z1), _packet.MinT));
        Vector512<float> leave = Vector512.MinNative(Vector512.MinNative(Vector512.MaxNative(x0, x1), Vector512.MaxNative(y0, y1)),
            Vector512.MinNative(Vector512.MaxNative(z0, z1), end));
        return (uint)Vector512.LessThanOrEqual(enter, leave).ExtractMostSignificantBits();
    }

    private static Vector512<float> Inverse(Vector512<float> direction) =>
        Vector512<float>.One / Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(direction), Vector512.Create(Least)),
            Vector512.Create(Least), direction);
}
