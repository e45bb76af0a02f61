namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>All that a packet needs on its way, on whole cache lines of the stack.</summary>
internal unsafe struct PacketScratch
{
    private const int CacheLine = 64;

    /// <summary>Bytes to reserve for one.</summary>
    public static int Room => sizeof(PacketScratch) + CacheLine;

    /// <summary>In the scene's frame.</summary>
    public RayPacket Packet;
    public PacketHits Hits;

    /// <summary>In the frame of the still world.</summary>
    public RayPacket Shifted;
    public RayBundle Bundle;
    public BundleBounds Bounds;

    /// <summary>In the frame of a mesh.</summary>
    public RayPacket Local;
    public RayBundle LocalBundle;
    public BundleBounds LocalBounds;

    /// <param name="room"><see cref="Room"/> bytes.</param>
    public static PacketScratch* In(byte* room) => (PacketScratch*)(((nint)room + CacheLine - 1) / CacheLine * CacheLine);
}
