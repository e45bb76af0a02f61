using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SceneForge.Renderers.RayTracing.Building;
using SceneForge.Renderers.RayTracing.Intersection;
using SceneForge.Renderers.RayTracing.Traversal;
using SceneForge.Sensors.Rendering;
using SceneForge.World.Timeline;

namespace SceneForge.Renderers.RayTracing;

/// <summary>The world of one instant, ready for rays.</summary>
/// <param name="frames">Of all instances.</param>
/// <param name="trees">For instances that have no tree in their frame.</param>
internal sealed class RayScene(WorldTimeline timeline, InstanceFrame[] frames, InstanceTree tree, MeshTreeCache trees, InstanceRange hidden = default)
    : IRayScene
{
    /// <summary>The same scene with one object left out (-1: none); shares everything with this one.</summary>
    public RayScene Without(int objectIndex) => objectIndex < 0 ? this : new RayScene(timeline, frames, tree, trees, Instances(objectIndex));

    [SkipLocalsInit]
    public unsafe void Cast(ReadOnlySpan<Ray> rays, Span<RayHit> hits)
    {
        if (rays.Length == 1)
        {
            NearestHit nearest = new(rays[0].MaxT);
            tree.Nearest(rays[0], hidden, ref nearest);
            hits[0] = Finish(rays[0], nearest);
            return;
        }

        byte* room = stackalloc byte[PacketScratch.Room];
        PacketScratch* scratch = PacketScratch.In(room);
        for (int first = 0; first < rays.Length; first += RayPacket.Width)
        {
            int count = Math.Min(RayPacket.Width, rays.Length - first);
            uint lanes = RayPacket.Load(rays.Slice(first, count), out scratch->Packet, out Vector512<float> maxT);
            scratch->Hits = new PacketHits(maxT);
            tree.Nearest(scratch, lanes, hidden);
            PacketRefinement.Finish(frames, scratch->Packet, ref scratch->Hits, hits.Slice(first, count));
        }
    }

    public void CastObject(int objectIndex, ReadOnlySpan<Ray> rays, Span<RayHit> hits)
    {
        InstanceRange seen = Instances(objectIndex);
        for (int i = 0; i < rays.Length; i++)
        {
            NearestHit nearest = new(rays[i].MaxT);
            for (int instance = seen.First; instance < seen.End; instance++)
            {
                ref readonly InstanceFrame frame = ref frames[instance];
                TriangleTree mesh = frame.Tree ?? trees.Get(timeline.Instances[instance].Mesh, frame.Mesh);
                MeshTraversal.Nearest(mesh, frame.ToMesh(rays[i]), instance, ref nearest);
            }

            hits[i] = Finish(rays[i], nearest);
        }
    }

    public void Dispose()
    {
        // Trees belong to caches, all in managed memory.
    }

    /// <summary>Whether anything stands on the ray within [MinT, MaxT].</summary>
    public bool Occluded(in Ray ray) => tree.Any(ray, hidden);

    /// <summary>The still world's part, or null.</summary>
    public StillPart? Still => tree.Still;

    /// <summary>The instances that are seen and not part of the still world, each with a tree in its frame.</summary>
    public IEnumerable<(int Instance, InstanceFrame Frame)> Seen => tree.Seen(hidden).Select(i => (i, frames[i]));

    /// <summary>A point in the still world's frame.</summary>
    public Vector3 Shifted(Vector3 point) => tree.Shifted(point);

    /// <summary>A hit with its distance in full precision.</summary>
    public RayHit Finish(in Ray ray, NearestHit nearest) =>
        nearest.IsHit
            ? new RayHit(nearest.Instance, nearest.Triangle, frames[nearest.Instance].Refine(ray, nearest.Triangle, nearest.T))
            : RayHit.None;

    private InstanceRange Instances(int objectIndex)
    {
        int first = timeline.FirstInstance(objectIndex);
        return new InstanceRange(first, first + timeline.Objects[objectIndex].Model.Nodes.Length);
    }
}
