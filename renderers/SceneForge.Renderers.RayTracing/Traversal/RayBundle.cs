using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SceneForge.Renderers.RayTracing.Intersection;

namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>
/// Those rays of a packet that run most along the same axis and the same way, sheared as in <see cref="ShearedRay"/>. Lanes of other
/// rays hold one of them, and hit nothing.
/// </summary>
internal unsafe struct RayBundle
{
    /// <summary>One bit a ray that belongs to the bundle.</summary>
    public uint Lanes;

    /// <summary>The axis along which the rays run most, and the two others.</summary>
    public int AxisX, AxisY, AxisZ;

    /// <summary>1 or -1: the way along <see cref="AxisZ"/>.</summary>
    public float Sign;

    public Vector512<float> OriginX, OriginY, OriginZ;
    public Vector512<float> ShearX, ShearY, ShearZ;
    public Vector512<float> MinT;

    /// <summary>Length of the direction along <see cref="AxisZ"/>.</summary>
    public Vector512<float> Speed;

    /// <param name="lanes">Of the rays to take: the first of them decides which others belong to it. Not 0.</param>
    public void Take(RayPacket* packet, uint lanes)
    {
        Vector512<float> x = Vector512.Abs(packet->DirectionX);
        Vector512<float> y = Vector512.Abs(packet->DirectionY);
        Vector512<float> z = Vector512.Abs(packet->DirectionZ);
        uint alongX = (uint)(Vector512.GreaterThan(x, y) & Vector512.GreaterThan(x, z)).ExtractMostSignificantBits();
        uint alongY = (uint)Vector512.GreaterThan(y, z).ExtractMostSignificantBits() & ~alongX;
        int first = BitOperations.TrailingZeroCount(lanes);
        Vector512<float> along;
        if ((alongX >> first & 1) != 0)
        {
            (AxisX, AxisY, AxisZ) = (1, 2, 0);
            (ShearX, ShearY, along, Speed) = (packet->DirectionY, packet->DirectionZ, packet->DirectionX, x);
            (OriginX, OriginY, OriginZ) = (packet->OriginY, packet->OriginZ, packet->OriginX);
            lanes &= alongX;
        }
        else if ((alongY >> first & 1) != 0)
        {
            (AxisX, AxisY, AxisZ) = (2, 0, 1);
            (ShearX, ShearY, along, Speed) = (packet->DirectionZ, packet->DirectionX, packet->DirectionY, y);
            (OriginX, OriginY, OriginZ) = (packet->OriginZ, packet->OriginX, packet->OriginY);
            lanes &= alongY;
        }
        else
        {
            (AxisX, AxisY, AxisZ) = (0, 1, 2);
            (ShearX, ShearY, along, Speed) = (packet->DirectionX, packet->DirectionY, packet->DirectionZ, z);
            (OriginX, OriginY, OriginZ) = (packet->OriginX, packet->OriginY, packet->OriginZ);
            lanes &= ~(alongX | alongY);
        }

        uint backwards = (uint)along.ExtractMostSignificantBits();
        bool isBackwards = (backwards >> first & 1) != 0;
        Sign = isBackwards ? -1 : 1;
        Lanes = lanes & (isBackwards ? backwards : ~backwards);
        MinT = packet->MinT;
        if (Lanes != 0xffff)
        {
            Vector512<float> own = LaneMask(Lanes).AsSingle();
            Fill(ref along, own, first);
            Fill(ref Speed, own, first);
            Fill(ref ShearX, own, first);
            Fill(ref ShearY, own, first);
            Fill(ref OriginX, own, first);
            Fill(ref OriginY, own, first);
            Fill(ref OriginZ, own, first);
            Fill(ref MinT, own, first);
        }

        ShearZ = Vector512<float>.One / along;
        ShearX *= ShearZ;
        ShearY *= ShearZ;
    }

    /// <summary>One of the rays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ShearedRay Alone(int ray)
    {
        ShearedRay alone = default;
        (alone.AxisX, alone.AxisY, alone.AxisZ) = (AxisX, AxisY, AxisZ);
        (alone.OriginX, alone.OriginY, alone.OriginZ) = (Lane(in OriginX, ray), Lane(in OriginY, ray), Lane(in OriginZ, ray));
        (alone.ShearX, alone.ShearY, alone.ShearZ) = (Lane(in ShearX, ray), Lane(in ShearY, ray), Lane(in ShearZ, ray));
        alone.MinT = Lane(in MinT, ray);
        return alone;
    }

    /// <summary>All bits of the lanes that a mask names.</summary>
    public static Vector512<int> LaneMask(uint lanes)
    {
        Vector512<int> bits = Vector512.Create(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768);
        return Vector512.Equals(Vector512.Create((int)lanes) & bits, bits);
    }

    private static void Fill(ref Vector512<float> values, Vector512<float> own, int lane) =>
        values = Vector512.ConditionalSelect(own, values, Vector512.Create(Lane(in values, lane)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Lane(in Vector512<float> values, int lane) =>
        Unsafe.Add(ref Unsafe.As<Vector512<float>, float>(ref Unsafe.AsRef(in values)), lane);
}
