namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>Instances as a bundle meets them: its rays are taken into the frame of the mesh and through the mesh's own tree.</summary>
internal readonly unsafe struct InstanceLeaf(InstanceFrame[] frames, PacketScratch* scratch, InstanceRange hidden) : IPacketLeaf
{
    public bool Meet(int leaf, uint rays) => !hidden.Holds(leaf) && frames[leaf].Nearest(scratch, rays, leaf);
}
