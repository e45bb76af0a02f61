using SceneForge.Renderers.RayTracing.Building;
using SceneForge.Renderers.RayTracing.Traversal;
using SceneForge.Sensors.Rendering;
using SceneForge.World.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Renderers.RayTracing;

/// <summary>
/// Two levels: a tree for each mesh, built once and kept, and one over the instances of a snapshot. Single precision around the
/// scene's origin, distances refined in double precision. The same bytes on every machine, whatever its vector width.
/// </summary>
/// <param name="jobs">Threads that build the trees of meshes not seen before.</param>
public sealed class RayCaster(int jobs = 1) : IRayCaster
{
    private readonly MeshTreeCache _trees = new();

    public IRayScene Build(WorldSnapshot snapshot, Double3 origin, int hiddenObject) => BuildScene(snapshot, origin).Without(hiddenObject);

    public ISweepScene BuildSweep(WorldTimeline timeline, long startNs, long endNs, Double3 origin, int hiddenObject)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        RayScene still = BuildScene(timeline.At(startNs), origin, i => timeline.Instances[i].IsStatic).Without(hiddenObject);
        int[] movers = [.. Enumerable.Range(0, timeline.Objects.Length).Where(i => i != hiddenObject && !timeline.Objects[i].Track.IsStill)];
        return new SweepScene(timeline, origin, still, movers, _trees, startNs, endNs);
    }

    /// <summary>The scene with nothing hidden.</summary>
    internal RayScene BuildScene(WorldSnapshot snapshot, Double3 origin) => BuildScene(snapshot, origin, _ => true);

    private RayScene BuildScene(WorldSnapshot snapshot, Double3 origin, Func<int, bool> includes)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        WorldTimeline timeline = snapshot.Timeline;
        Mesh[] meshes = [.. timeline.Instances.Select(i => i.Mesh).Distinct(ReferenceEqualityComparer.Instance).Cast<Mesh>()];
        Parallel.ForEach(meshes, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, jobs) }, mesh => _trees.Get(mesh));
        InstanceFrame[] frames = new InstanceFrame[timeline.Instances.Length];
        Bounds[] boxes = new Bounds[frames.Length];
        for (int i = 0; i < frames.Length; i++)
        {
            Pose world = snapshot.WorldFromInstance[i];
            frames[i] = new InstanceFrame(_trees.Get(timeline.Instances[i].Mesh), world with { Translation = world.Translation - origin });
            boxes[i] = frames[i].Bounds;
        }

        return new RayScene(timeline, frames, SceneTree(boxes, includes));
    }

    private static WideNode[] SceneTree(Bounds[] boxes, Func<int, bool> includes)
    {
        int[] filled = [.. Enumerable.Range(0, boxes.Length).Where(i => boxes[i].Min.X <= boxes[i].Max.X && includes(i))];
        BinaryTree tree = BinnedSah.Build([.. filled.Select(i => boxes[i])], leafSize: 1);
        // Boxes of instances are rounded once more than those of meshes, at distances of up to some kilometres.
        return WideTree.Fold(tree, 1e-3f, leaf => filled[tree.Order[leaf.First]]);
    }
}
