using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SceneForge.Renderers.RayTracing.Building;
using SceneForge.Renderers.RayTracing.Intersection;
using SceneForge.Renderers.RayTracing.Traversal;
using SceneForge.Sensors.Rendering;
using SceneForge.World.Timeline;

namespace SceneForge.Renderers.RayTracing;

/// <summary>The world of one instant, ready for rays.</summary>
internal sealed class RayScene : IRayScene
{
    private readonly WorldTimeline _timeline;
    private readonly InstanceFrame[] _frames;
    private readonly WideNode[] _nodes;
    private readonly StillPart? _still;
    private readonly MeshTreeCache _trees;
    private readonly int _hiddenFirst;
    private readonly int _hiddenEnd;

    /// <param name="nodes">Tree over the instances that are not part of <paramref name="still"/>.</param>
    /// <param name="trees">For instances that have no tree in their frame.</param>
    public RayScene(WorldTimeline timeline, InstanceFrame[] frames, WideNode[] nodes, StillPart? still, MeshTreeCache trees)
        : this(timeline, frames, nodes, still, trees, 0, 0)
    {
    }

    private RayScene(WorldTimeline timeline, InstanceFrame[] frames, WideNode[] nodes, StillPart? still, MeshTreeCache trees, int hiddenFirst, int hiddenEnd)
    {
        _timeline = timeline;
        _frames = frames;
        _nodes = nodes;
        _still = still;
        _trees = trees;
        _hiddenFirst = hiddenFirst;
        _hiddenEnd = hiddenEnd;
    }

    /// <summary>The same scene with one object left out (-1: none); shares everything with this one.</summary>
    public RayScene Without(int objectIndex)
    {
        if (objectIndex < 0)
        {
            return this;
        }

        (int first, int end) = Instances(objectIndex);
        return new RayScene(_timeline, _frames, _nodes, _still, _trees, first, end);
    }

    public void Cast(ReadOnlySpan<Ray> rays, Span<RayHit> hits)
    {
        Span<NearestHit> nearest = stackalloc NearestHit[RayPacket.Width];
        for (int first = 0; first < rays.Length; first += RayPacket.Width)
        {
            ReadOnlySpan<Ray> group = rays.Slice(first, Math.Min(RayPacket.Width, rays.Length - first));
            bool isOpen = _still?.Cast(group, nearest) ?? true;
            for (int i = 0; i < group.Length; i++)
            {
                NearestHit best = _still is null ? new NearestHit(group[i].MaxT) : nearest[i];
                if (isOpen)
                {
                    Improve(group[i], ref best);
                }

                hits[first + i] = Finish(group[i], best);
            }
        }
    }

    public void CastObject(int objectIndex, ReadOnlySpan<Ray> rays, Span<RayHit> hits)
    {
        (int first, int end) = Instances(objectIndex);
        for (int i = 0; i < rays.Length; i++)
        {
            NearestHit nearest = new(rays[i].MaxT);
            for (int instance = first; instance < end; instance++)
            {
                ref readonly InstanceFrame frame = ref _frames[instance];
                MeshTraversal.Nearest(frame.Tree ?? _trees.Get(_timeline.Instances[instance].Mesh).Tree, frame.ToMesh(rays[i]), instance, ref nearest);
            }

            hits[i] = Finish(rays[i], nearest);
        }
    }

    /// <summary>Whether anything stands on the ray within [MinT, MaxT].</summary>
    [SkipLocalsInit]
    public bool Occluded(in Ray ray)
    {
        if (_still is not null && _still.Any(ray))
        {
            return true;
        }

        LocalRay local = new(ray.Origin, ray.Direction, ray.MinT);
        BoxTest boxes = new(local);
        NodeStack stack = new(stackalloc StackEntry[NodeStack.Size]);
        stack.Push(0, ray.MinT);
        while (stack.TryPop(out StackEntry entry))
        {
            if (entry.Reference >= 0)
            {
                ref readonly WideNode node = ref _nodes[entry.Reference];
                uint mask = boxes.Test(node, ray.MaxT, out Vector256<float> distances);
                stack.PushHits(mask, node, distances);
                continue;
            }

            int instance = ~entry.Reference;
            ref readonly InstanceFrame frame = ref _frames[instance];
            if (!IsHidden(instance) && MeshTraversal.Any(frame.Tree!, frame.ToMesh(ray), ray.MaxT))
            {
                return true;
            }
        }

        return false;
    }

    [SkipLocalsInit]
    private void Improve(in Ray ray, ref NearestHit nearest)
    {
        LocalRay local = new(ray.Origin, ray.Direction, ray.MinT);
        BoxTest boxes = new(local);
        NodeStack stack = new(stackalloc StackEntry[NodeStack.Size]);
        stack.Push(0, ray.MinT);
        while (stack.TryPop(out StackEntry entry))
        {
            if (entry.Entry > nearest.T)
            {
                continue;
            }

            if (entry.Reference >= 0)
            {
                ref readonly WideNode node = ref _nodes[entry.Reference];
                uint mask = boxes.Test(node, nearest.T, out Vector256<float> distances);
                stack.PushHits(mask, node, distances);
                continue;
            }

            int instance = ~entry.Reference;
            if (!IsHidden(instance))
            {
                ref readonly InstanceFrame frame = ref _frames[instance];
                MeshTraversal.Nearest(frame.Tree!, frame.ToMesh(ray), instance, ref nearest);
            }
        }
    }

    private RayHit Finish(in Ray ray, NearestHit nearest) =>
        nearest.IsHit ? new RayHit(nearest.Instance, nearest.Triangle, _frames[nearest.Instance].Refine(ray, nearest.Triangle, nearest.T)) : RayHit.None;

    private bool IsHidden(int instance) => instance >= _hiddenFirst && instance < _hiddenEnd;

    private (int First, int End) Instances(int objectIndex)
    {
        int first = _timeline.FirstInstance(objectIndex);
        return (first, first + _timeline.Objects[objectIndex].Model.Nodes.Length);
    }
}
