using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;

namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>
/// Refines the hits of a packet as <see cref="InstanceFrame.Refine"/> refines one: the same operations in the same order, lane by lane.
/// </summary>
internal static class PacketRefinement
{
    /// <param name="frames">Of all instances.</param>
    /// <param name="found">One entry a ray.</param>
    [SkipLocalsInit]
    public static void Finish(InstanceFrame[] frames, in RayPacket packet, ref PacketHits nearest, Span<RayHit> found)
    {
        ReadOnlySpan<int> instances = Lanes<int>(ref nearest.Instance);
        ReadOnlySpan<int> triangles = Lanes<int>(ref nearest.Triangle);
        uint open = ~(uint)Vector512.Equals(nearest.Instance, Vector512.Create(PacketHits.None)).ExtractMostSignificantBits() & 0xffff;
        uint hits = open;
        while (open != 0)
        {
            int instance = instances[BitOperations.TrailingZeroCount(open)];
            Vector512<int> same = Vector512.Equals(nearest.Instance, Vector512.Create(instance));
            uint lanes = (uint)same.ExtractMostSignificantBits();
            open &= ~lanes;
            ref readonly InstanceFrame frame = ref frames[instance];
            Gather(frame.Mesh, nearest.Triangle, triangles, lanes, out WideFloat3 a, out WideFloat3 b, out WideFloat3 c);
            nearest.T = Vector512.ConditionalSelect(same.AsSingle(), Refined(frame.MeshFromScene, packet, lanes, a, b, c, nearest.T), nearest.T);
        }

        ReadOnlySpan<float> t = Lanes<float>(ref nearest.T);
        for (int i = 0; i < found.Length; i++)
        {
            found[i] = (hits >> i & 1) != 0 ? new RayHit(instances[i], triangles[i], t[i]) : RayHit.None;
        }
    }

    // Triangle by triangle, since several rays often meet the same.
    private static void Gather(Mesh mesh, Vector512<int> triangles, ReadOnlySpan<int> each, uint lanes, out WideFloat3 a, out WideFloat3 b,
        out WideFloat3 c)
    {
        (a, b, c) = (default, default, default);
        while (lanes != 0)
        {
            int triangle = each[BitOperations.TrailingZeroCount(lanes)];
            Vector512<int> same = Vector512.Equals(triangles, Vector512.Create(triangle));
            lanes &= ~(uint)same.ExtractMostSignificantBits();
            ReadOnlySpan<int> indices = mesh.Indices.AsSpan(3 * triangle, 3);
            a.Set(same.AsSingle(), mesh.Positions[indices[0]]);
            b.Set(same.AsSingle(), mesh.Positions[indices[1]]);
            c.Set(same.AsSingle(), mesh.Positions[indices[2]]);
        }
    }

    private static Vector512<float> Refined(in Pose meshFromScene, in RayPacket packet, uint lanes, in WideFloat3 a, in WideFloat3 b, in WideFloat3 c,
        Vector512<float> t)
    {
        Vector512<double> low = default;
        Vector512<double> high = default;
        uint inside = 0;
        if ((lanes & 0xff) != 0)
        {
            (low, Vector512<double> lowInside) = Refined(
                meshFromScene,
                new(Vector512.WidenLower(packet.OriginX), Vector512.WidenLower(packet.OriginY), Vector512.WidenLower(packet.OriginZ)),
                new(Vector512.WidenLower(packet.DirectionX), Vector512.WidenLower(packet.DirectionY), Vector512.WidenLower(packet.DirectionZ)),
                a.Lower(),
                b.Lower(),
                c.Lower());
            inside = (uint)lowInside.ExtractMostSignificantBits();
        }

        if ((lanes & 0xff00) != 0)
        {
            (high, Vector512<double> highInside) = Refined(
                meshFromScene,
                new(Vector512.WidenUpper(packet.OriginX), Vector512.WidenUpper(packet.OriginY), Vector512.WidenUpper(packet.OriginZ)),
                new(Vector512.WidenUpper(packet.DirectionX), Vector512.WidenUpper(packet.DirectionY), Vector512.WidenUpper(packet.DirectionZ)),
                a.Upper(),
                b.Upper(),
                c.Upper());
            inside |= (uint)highInside.ExtractMostSignificantBits() << 8;
        }

        return Vector512.ConditionalSelect(RayBundle.LaneMask(inside).AsSingle(), Vector512.Narrow(low, high), t);
    }

    private static (Vector512<double> Exact, Vector512<double> Inside) Refined(in Pose meshFromScene, WideDouble3 from, WideDouble3 along,
        WideDouble3 cornerA, WideDouble3 cornerB, WideDouble3 cornerC)
    {
        WideDouble3 origin = WideDouble3.Apply(meshFromScene.Rotation, from) + WideDouble3.Of(meshFromScene.Translation);
        WideDouble3 direction = WideDouble3.Apply(meshFromScene.Rotation, along);
        WideDouble3 a = cornerA - origin;
        WideDouble3 b = cornerB - origin;
        WideDouble3 c = cornerC - origin;
        WideDouble3 normal = WideDouble3.Cross(b - a, c - a);
        Vector512<double> exact = WideDouble3.Dot(normal, a) / WideDouble3.Dot(normal, direction);
        Vector512<double> squared = WideDouble3.Dot(direction, direction);
        Vector512<double> ta = WideDouble3.Dot(a, direction);
        Vector512<double> tb = WideDouble3.Dot(b, direction);
        Vector512<double> tc = WideDouble3.Dot(c, direction);
        // Division by one positive number keeps the order.
        Vector512<double> least = Vector512.MinNative(ta, Vector512.MinNative(tb, tc)) / squared;
        Vector512<double> greatest = Vector512.MaxNative(ta, Vector512.MaxNative(tb, tc)) / squared;
        return (exact, Vector512.GreaterThanOrEqual(exact, least) & Vector512.LessThanOrEqual(exact, greatest));
    }

    private static ReadOnlySpan<T> Lanes<T>(ref Vector512<T> vector) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Vector512<T>, T>(ref vector), RayPacket.Width);

    // Sixteen points.
    private struct WideFloat3
    {
        private Vector512<float> _x, _y, _z;

        public void Set(Vector512<float> lanes, Vector3 point)
        {
            _x = Vector512.ConditionalSelect(lanes, Vector512.Create(point.X), _x);
            _y = Vector512.ConditionalSelect(lanes, Vector512.Create(point.Y), _y);
            _z = Vector512.ConditionalSelect(lanes, Vector512.Create(point.Z), _z);
        }

        public readonly WideDouble3 Lower() => new(Vector512.WidenLower(_x), Vector512.WidenLower(_y), Vector512.WidenLower(_z));

        public readonly WideDouble3 Upper() => new(Vector512.WidenUpper(_x), Vector512.WidenUpper(_y), Vector512.WidenUpper(_z));
    }
}
