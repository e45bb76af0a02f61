using SceneForge.Renderers.RayTracing.Building;
using SceneForge.Renderers.RayTracing.Intersection;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>
/// The trees of one deforming mesh, from key to key of its shape: each made when first met, the last ones kept. Thread-safe: two threads may make a
/// tree at once, and find the same.
/// </summary>
/// <param name="tree">Of the mesh at rest.</param>
internal sealed class DeformingTrees(WorldTimeline timeline, int instance, TriangleTree tree)
{
    // A sweep's 100 ms have 16 or 17.
    private const int Kept = 32;

    private readonly Entry<DeformingTree>?[] _trees = new Entry<DeformingTree>?[Kept];
    private readonly Entry<AlignedArray<TrianglePack>>?[] _packs = new Entry<AlignedArray<TrianglePack>>?[Kept];

    /// <summary>Improves the nearest hit of a ray in the mesh's frame, on the shape that the mesh has at a time.</summary>
    /// <param name="name">Number that the hit gets.</param>
    public void Nearest(in LocalRay ray, long timeNs, int name, ref NearestHit nearest)
    {
        long key = WorldTimeline.ShapeKeyBefore(timeNs);
        float share = (float)((double)(timeNs - key * WorldTimeline.ShapeStepNs) / WorldTimeline.ShapeStepNs);
        DeformingTraversal.Nearest(Get(_trees, key, Make), share, ray, name, ref nearest);
    }

    /// <summary>The distance of a hit in double precision; see <see cref="InstanceFrame"/>.</summary>
    public float Refine(in InstanceFrame frame, in Ray ray, long timeNs, int triangle, float t)
    {
        MeshShape shape = timeline.ShapeOf(instance, timeNs);
        return frame.Refine(ray, shape.Corner(triangle, 0), shape.Corner(triangle, 1), shape.Corner(triangle, 2), t);
    }

    /// <summary>A box around the shapes of a span of time.</summary>
    public Box3 Bounds(long fromNs, long toNs)
    {
        Box3 box = Box3.Empty;
        for (long key = WorldTimeline.ShapeKeyBefore(fromNs); key <= WorldTimeline.ShapeKeyBefore(toNs) + 1; key++)
        {
            box = box.Include(timeline.ShapeAtKey(instance, key).Bounds);
        }

        return box;
    }

    private DeformingTree Make(long key)
    {
        AlignedArray<TrianglePack> before = PacksAt(key);
        AlignedArray<TrianglePack> after = PacksAt(key + 1);
        return new DeformingTree(TreeRefit.Nodes(tree, before, after), before, after);
    }

    private AlignedArray<TrianglePack> PacksAt(long key) => Get(_packs, key, k => TreeRefit.Packs(tree, timeline.ShapeAtKey(instance, k)));

    private static T Get<T>(Entry<T>?[] kept, long key, Func<long, T> make)
    {
        ref Entry<T>? slot = ref kept[key & (Kept - 1)];
        Entry<T>? found = Volatile.Read(ref slot);
        if (found is null || found.Key != key)
        {
            found = new Entry<T>(key, make(key));
            Volatile.Write(ref slot, found);
        }

        return found.Item;
    }

    private sealed record Entry<T>(long Key, T Item);
}
