using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SceneForge.Sensors.Rendering;
using SceneForge.World.Geometry;
using SceneForge.World.Models;

namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>Refines the hits of a packet as <see cref="InstanceFrame.Refine"/> refines one: the same operations in the same order, lane by lane.</summary>
internal static class PacketRefinement
{
    private const int Corners = 9;

    /// <param name="frames">Of all instances.</param>
    /// <param name="found">One entry a ray.</param>
    [SkipLocalsInit]
    public static void Finish(InstanceFrame[] frames, in RayPacket packet, ref PacketHits nearest, Span<RayHit> found)
    {
        ReadOnlySpan<int> instances = Lanes<int>(ref nearest.Instance);
        ReadOnlySpan<int> triangles = Lanes<int>(ref nearest.Triangle);
        Span<float> corners = stackalloc float[Corners * RayPacket.Width];
        uint open = ~(uint)Vector512.Equals(nearest.Instance, Vector512.Create(PacketHits.None)).ExtractMostSignificantBits() & 0xffff;
        uint hits = open;
        while (open != 0)
        {
            int instance = instances[BitOperations.TrailingZeroCount(open)];
            Vector512<int> same = Vector512.Equals(nearest.Instance, Vector512.Create(instance));
            uint lanes = (uint)same.ExtractMostSignificantBits();
            open &= ~lanes;
            ref readonly InstanceFrame frame = ref frames[instance];
            Gather(frame.Mesh, triangles, lanes, corners);
            nearest.T = Vector512.ConditionalSelect(same.AsSingle(), Refined(frame.MeshFromScene, packet, corners, nearest.T), nearest.T);
        }

        ReadOnlySpan<float> t = Lanes<float>(ref nearest.T);
        for (int i = 0; i < found.Length; i++)
        {
            found[i] = (hits >> i & 1) != 0 ? new RayHit(instances[i], triangles[i], t[i]) : RayHit.None;
        }
    }

    // Corners of the lanes' triangles, coordinate by coordinate.
    private static void Gather(Mesh mesh, ReadOnlySpan<int> triangles, uint lanes, Span<float> corners)
    {
        for (; lanes != 0; lanes &= lanes - 1)
        {
            int lane = BitOperations.TrailingZeroCount(lanes);
            ReadOnlySpan<int> indices = mesh.Indices.AsSpan(3 * triangles[lane], 3);
            for (int corner = 0; corner < 3; corner++)
            {
                Vector3 v = mesh.Positions[indices[corner]];
                corners[48 * corner + lane] = v.X;
                corners[48 * corner + 16 + lane] = v.Y;
                corners[48 * corner + 32 + lane] = v.Z;
            }
        }
    }

    private static Vector512<float> Refined(in Pose meshFromScene, in RayPacket packet, ReadOnlySpan<float> corners, Vector512<float> t)
    {
        (Vector512<double> low, Vector512<double> lowInside) = Refined(
            meshFromScene,
            new(Vector512.WidenLower(packet.OriginX), Vector512.WidenLower(packet.OriginY), Vector512.WidenLower(packet.OriginZ)),
            new(Vector512.WidenLower(packet.DirectionX), Vector512.WidenLower(packet.DirectionY), Vector512.WidenLower(packet.DirectionZ)),
            corners);
        (Vector512<double> high, Vector512<double> highInside) = Refined(
            meshFromScene,
            new(Vector512.WidenUpper(packet.OriginX), Vector512.WidenUpper(packet.OriginY), Vector512.WidenUpper(packet.OriginZ)),
            new(Vector512.WidenUpper(packet.DirectionX), Vector512.WidenUpper(packet.DirectionY), Vector512.WidenUpper(packet.DirectionZ)),
            corners[8..]);
        uint inside = (uint)lowInside.ExtractMostSignificantBits() | (uint)highInside.ExtractMostSignificantBits() << 8;
        return Vector512.ConditionalSelect(RayBundle.LaneMask(inside).AsSingle(), Vector512.Narrow(low, high), t);
    }

    private static (Vector512<double> Exact, Vector512<double> Inside) Refined(in Pose meshFromScene, WideDouble3 from, WideDouble3 along, ReadOnlySpan<float> corners)
    {
        WideDouble3 origin = WideDouble3.Apply(meshFromScene.Rotation, from) + WideDouble3.Of(meshFromScene.Translation);
        WideDouble3 direction = WideDouble3.Apply(meshFromScene.Rotation, along);
        WideDouble3 a = Corner(corners) - origin;
        WideDouble3 b = Corner(corners[48..]) - origin;
        WideDouble3 c = Corner(corners[96..]) - origin;
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

    private static WideDouble3 Corner(ReadOnlySpan<float> corners) => new(Eight(corners), Eight(corners[16..]), Eight(corners[32..]));

    private static Vector512<double> Eight(ReadOnlySpan<float> values)
    {
        (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Create(values));
        return Vector512.Create(low, high);
    }

    private static ReadOnlySpan<T> Lanes<T>(ref Vector512<T> vector) => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Vector512<T>, T>(ref vector), RayPacket.Width);
}
