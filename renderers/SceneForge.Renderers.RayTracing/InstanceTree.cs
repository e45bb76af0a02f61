using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SceneForge.Renderers.RayTracing.Building;
using SceneForge.Renderers.RayTracing.Intersection;
using SceneForge.Renderers.RayTracing.Traversal;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;

namespace SceneForge.Renderers.RayTracing;

/// <summary>All that rays of one instant can meet: the still world, and a tree over the other instances, each with a tree of its own.</summary>
internal sealed unsafe class InstanceTree
{
    // Boxes of instances are rounded once more than those of meshes, at distances of up to some kilometres.
    private const float Padding = 2e-3f;

    private readonly InstanceFrame[] _frames;
    private readonly StillPart? _still;
    private readonly Double3 _shift;
    private readonly AlignedArray<WideNode> _nodes;
    private readonly float _reach;
    private readonly int[] _boxed;

    /// <param name="frames">Of all instances, by their index.</param>
    /// <param name="boxed">Indices and boxes, in the scene's frame, of those that are not part of <paramref name="still"/>.</param>
    /// <param name="still">Or null.</param>
    /// <param name="shift">From the scene's frame to the still world's.</param>
    public InstanceTree(InstanceFrame[] frames, (int Instance, Bounds Box)[] boxed, StillPart? still, Double3 shift)
    {
        _frames = frames;
        _still = still;
        _shift = shift;
        Bounds[] boxes = [.. boxed.Select(b => b.Box.Moved(shift.ToSingle()))];
        BinaryTree tree = BinnedSah.Build(boxes, leafSize: 1);
        _nodes = new(WideTree.Fold(tree, Padding, leaf => boxed[tree.Order[leaf.First]].Instance));
        _reach = Math.Max(still?.Reach ?? 0, boxes.Aggregate(0f, (reach, box) => Math.Max(reach, box.Reach)));
        _boxed = [.. boxed.Select(b => b.Instance)];
    }

    /// <summary>Nearest hits of the rays of a packet in the scene's frame.</summary>
    /// <param name="lanes">One bit a ray to cast.</param>
    public void Nearest(PacketScratch* scratch, uint lanes, InstanceRange hidden)
    {
        scratch->Shifted = scratch->Packet.Shifted(_shift);
        while (lanes != 0)
        {
            RayBundle* bundle = &scratch->Bundle;
            BundleBounds* bounds = &scratch->Bounds;
            bundle->Take(&scratch->Shifted, lanes);
            lanes &= ~bundle->Lanes;
            // Lanes of other rays hold none of their own: nothing may come nearer than their hits.
            PacketHits others = scratch->Hits;
            scratch->Hits.Mask(bundle->Lanes);
            bounds->Surround(bundle, _reach);
            bounds->EndAt(bundle, scratch->Hits.T);
            _still?.Nearest(bundle, bounds, &scratch->Hits);
            if (_boxed.Length > 0)
            {
                InstanceLeaf leaf = new(_frames, scratch, hidden);
                bounds->EndAt(bundle, scratch->Hits.T);
                PacketTraversal.Walk(_nodes.Items, bundle, bounds, &scratch->Hits, ref leaf);
            }

            scratch->Hits.Restore(bundle->Lanes, others);
        }
    }

    /// <summary>The nearest hit of one ray.</summary>
    [SkipLocalsInit]
    public void Nearest(in Ray ray, InstanceRange hidden, ref NearestHit nearest)
    {
        LocalRay local = Shifted(ray);
        _still?.Nearest(local, ref nearest);
        BoxTest boxes = new(local);
        StackEntry* entries = stackalloc StackEntry[NodeStack.Size];
        NodeStack stack = new(entries);
        int reference = 0;
        do
        {
            while (reference >= 0)
            {
                WideNode* node = _nodes.Items + reference;
                uint mask = boxes.Test(*node, nearest.T, out Vector256<float> distances);
                if (mask == 0)
                {
                    break;
                }

                reference = stack.PushAllButNearest(mask, *node, distances);
            }

            if (reference < 0 && !hidden.Holds(~reference))
            {
                ref readonly InstanceFrame frame = ref _frames[~reference];
                MeshTraversal.Nearest(frame.Tree!, frame.ToMesh(ray), ~reference, ref nearest);
            }
        }
        while (stack.TryPop(nearest.T, out reference));
    }

    /// <summary>Whether anything stands on the ray within [MinT, MaxT].</summary>
    [SkipLocalsInit]
    public bool Any(in Ray ray, InstanceRange hidden)
    {
        LocalRay local = Shifted(ray);
        if (_still is not null && _still.Any(local, ray.MaxT))
        {
            return true;
        }

        BoxTest boxes = new(local);
        StackEntry* entries = stackalloc StackEntry[NodeStack.Size];
        NodeStack stack = new(entries);
        int reference = 0;
        do
        {
            while (reference >= 0)
            {
                WideNode* node = _nodes.Items + reference;
                uint mask = boxes.Test(*node, ray.MaxT, out Vector256<float> distances);
                if (mask == 0)
                {
                    break;
                }

                reference = stack.PushAllButNearest(mask, *node, distances);
            }

            if (reference < 0 && !hidden.Holds(~reference))
            {
                ref readonly InstanceFrame frame = ref _frames[~reference];
                if (MeshTraversal.Any(frame.Tree!, frame.ToMesh(ray), ray.MaxT))
                {
                    return true;
                }
            }
        }
        while (stack.TryPop(ray.MaxT, out reference));
        return false;
    }

    /// <summary>The still world's part, or null.</summary>
    public StillPart? Still => _still;

    /// <summary>Indices of the instances that are seen and not part of the still world.</summary>
    public IEnumerable<int> Seen(InstanceRange hidden) => _boxed.Where(i => !hidden.Holds(i));

    /// <summary>A point of the scene's frame in the still world's.</summary>
    public Vector3 Shifted(Vector3 point) => new((float)(point.X + _shift.X), (float)(point.Y + _shift.Y), (float)(point.Z + _shift.Z));

    private LocalRay Shifted(in Ray ray) => new(Shifted(ray.Origin), ray.Direction, ray.MinT);
}
