using System.Numerics;
using System.Runtime.Intrinsics;
using SceneForge.Renderers.RayTracing.Building;
using SceneForge.Renderers.RayTracing.Intersection;
using SceneForge.Renderers.RayTracing.Traversal;

namespace SceneForge.Renderers.RayTracing;

/// <summary>The still world as a timeline numbers its meshes. Rays come in the still world's own frame. Thread-safe.</summary>
/// <param name="instances">Index into the timeline's instances of each of the still meshes.</param>
internal sealed class StillPart(StillWorld world, int[] instances)
{
    // Stands for the instance until the bundle is through; not below any real one, so that ties go by the triangle's number alone.
    private const int Unnamed = PacketHits.None - 1;

    public StillWorld World => world;

    /// <summary>Index into the timeline's instances of each of the still meshes.</summary>
    public int[] Instances => instances;

    public float Reach => world.Tree.Reach;

    /// <summary>Improves the hits of a bundle's rays, of which there are none yet.</summary>
    public unsafe void Nearest(RayBundle* bundle, BundleBounds* bounds, PacketHits* hits)
    {
        TriangleLeaf leaf = new(world.Tree.Packs.Items, bundle, bounds, hits, Unnamed);
        PacketTraversal.Walk(world.Tree.Nodes.Items, bundle, bounds, hits, ref leaf);
        uint found = (uint)Vector512.Equals(hits->Instance, Vector512.Create(Unnamed)).ExtractMostSignificantBits();
        int* names = (int*)&hits->Instance;
        int* triangles = (int*)&hits->Triangle;
        for (; found != 0; found &= found - 1)
        {
            int lane = BitOperations.TrailingZeroCount(found);
            (int item, int ofMesh) = world.Triangles[triangles[lane]];
            names[lane] = instances[item];
            triangles[lane] = ofMesh;
        }
    }

    public void Nearest(in LocalRay ray, ref NearestHit nearest)
    {
        NearestHit hit = new(nearest.T);
        MeshTraversal.Nearest(world.Tree, ray, Unnamed, ref hit);
        if (hit.IsHit)
        {
            (int item, int ofMesh) = world.Triangles[hit.Triangle];
            nearest.Offer(hit.T, instances[item], ofMesh);
        }
    }

    /// <summary>Whether anything stands on the ray up to maxT.</summary>
    public bool Any(in LocalRay ray, float maxT) => MeshTraversal.Any(world.Tree, ray, maxT);
}
