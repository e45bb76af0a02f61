using SceneForge.Renderers.RayTracing.Building;
using SceneForge.Renderers.RayTracing.Traversal;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Renderers.RayTracing;

/// <summary>
/// Two levels: a tree for each mesh, built once and kept (of what deforms refitted for each instant), and one over the instances of a snapshot. Single
/// precision around the scene's origin, distances refined in double precision. The same bytes on every machine, whatever its vector width.
/// </summary>
/// <param name="jobs">Threads that build the trees of meshes not seen before.</param>
public sealed class RayCaster(int jobs = 1) : IRayCaster
{
    private readonly MeshTreeCache _trees = new();
    private readonly StillWorldCache _still = new();

    public IRayScene Build(WorldSnapshot snapshot, Double3 origin, int hiddenObject) => BuildVisible(snapshot, origin, hiddenObject, _ => true);

    public ISweepScene BuildSweep(WorldTimeline timeline, long startNs, long endNs, Double3 origin, int hiddenObject) =>
        BuildSweep(timeline, startNs, endNs, origin, hiddenObject, still => still);

    /// <param name="cast">Makes of what stands still the scene that casts rays at it.</param>
    internal ISweepScene BuildSweep(WorldTimeline timeline, long startNs, long endNs, Double3 origin, int hiddenObject, Func<RayScene,
        IRayScene> cast)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        RayScene still = BuildVisible(timeline.At(startNs), origin, hiddenObject, i => timeline.Instances[i].IsStatic);
        int[] movers = [.. Enumerable.Range(0, timeline.Objects.Length).Where(i => i != hiddenObject && !timeline.Objects[i].Track.IsConstant)];
        return new SweepScene(timeline, origin, cast(still), movers, _trees, startNs, endNs);
    }

    /// <summary>The scene without an object (-1: none).</summary>
    /// <param name="includes">Which instances it is made of.</param>
    internal RayScene BuildVisible(WorldSnapshot snapshot, Double3 origin, int hiddenObject, Func<int, bool> includes) =>
        BuildScene(snapshot, origin, hiddenObject, includes).Without(hiddenObject);

    /// <summary>The scene with nothing hidden.</summary>
    internal RayScene BuildScene(WorldSnapshot snapshot, Double3 origin) => BuildScene(snapshot, origin, -1, _ => true);

    private RayScene BuildScene(WorldSnapshot snapshot, Double3 origin, int hiddenObject, Func<int, bool> includes)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        WorldTimeline timeline = snapshot.Timeline;
        // What is to be hidden must not be part of the still world.
        bool usesStill = hiddenObject < 0 || !StillWorld.Holds(timeline.Objects[hiddenObject]);
        bool[] isStill = [.. timeline.Instances.Select(i => usesStill && StillWorld.Holds(timeline.Objects[i.Object]))];
        StillWorld? world = usesStill && isStill.Contains(true) ? _still.Get(timeline, jobs) : null;
        Mesh[] meshes = [.. timeline.Instances.Where((_, i) => !isStill[i]).Select(i => i.Mesh).Distinct(ReferenceEqualityComparer.Instance)
            .Cast<Mesh>()];
        Parallel.ForEach(meshes, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, jobs) }, mesh => _trees.Get(mesh));
        InstanceFrame[] frames = new InstanceFrame[timeline.Instances.Length];
        List<(int, Bounds)> boxed = [];
        for (int i = 0; i < frames.Length; i++)
        {
            Mesh rest = timeline.Instances[i].Mesh;
            Mesh mesh = snapshot.MeshOf(i);
            Pose pose = snapshot.WorldFromInstance[i];
            pose = pose with { Translation = pose.Translation - origin };
            frames[i] = new InstanceFrame(mesh, isStill[i] || !ReferenceEquals(mesh, rest) && !includes(i) ? null : _trees.Get(rest, mesh), pose);
            if (!isStill[i] && includes(i) && mesh.TriangleCount > 0)
            {
                boxed.Add((i, InstanceFrame.BoundsOf(mesh, pose)));
            }
        }

        StillPart? still = world is null ? null : new StillPart(world, [.. Enumerable.Range(0, isStill.Length).Where(i => isStill[i])]);
        return new RayScene(timeline, frames, new InstanceTree(frames, [.. boxed], still, world is null ? Double3.Zero : origin - world.Origin),
            _trees);
    }
}
