using System.Numerics;
using System.Runtime.Intrinsics;
using SceneForge.Renderers.RayTracing.Building;
using SceneForge.Renderers.RayTracing.Intersection;
using SceneForge.Renderers.RayTracing.Traversal;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Renderers.RayTracing;

/// <summary>
/// A world over an interval of time: what stands still is one scene; what moves is posed for each ray's own instant, but only for rays that
/// meet the box that it sweeps over meanwhile.
/// </summary>
internal sealed class SweepScene : ISweepScene
{
    // Boxes are taken at the ends of short slices; between them limbs, at 100 m/s2, bulge out by half a millimetre.
    private const long SliceNs = 6_250_000;
    private const float Margin = 0.02f;

    // Rays that are held against what moves together, before they are packet by packet.
    private const int Group = 16 * RayPacket.Width;

    private readonly WorldTimeline _timeline;
    private readonly Double3 _origin;
    private readonly IRayScene _still;
    private readonly MoverNode[][] _trees;
    private readonly int[] _movers;

    // Of each mover: its nodes' boxes, slice after slice, and of each slice what takes all of them in.
    private readonly Bounds[][] _nodeBoxes;
    private readonly Bounds[][] _boxes;

    private readonly long _startNs;
    private readonly int _slices;

    /// <param name="still">Everything that stands still.</param>
    /// <param name="movers">Indices of the objects that move and are seen.</param>
    public SweepScene(WorldTimeline timeline, Double3 origin, IRayScene still, int[] movers, MeshTreeCache trees, long startNs, long endNs)
    {
        _timeline = timeline;
        _origin = origin;
        _still = still;
        _movers = movers;
        _startNs = startNs;
        _slices = (int)Math.Max(1, (endNs - startNs + SliceNs - 1) / SliceNs);
        _trees = [.. movers.Select(m => Enumerable.Range(timeline.FirstInstance(m), timeline.Objects[m].Model.Nodes.Length)
            .Select(i => MoverNode.Of(timeline, i, trees)).ToArray())];
        _nodeBoxes = [.. _trees.Select((nodes, mover) => NodeBoxes(mover, nodes.Length))];
        _boxes = [.. _nodeBoxes.Select(boxes =>
            Enumerable.Range(0, _slices).Select(slice => Around(boxes.AsSpan(slice * (boxes.Length / _slices), boxes.Length / _slices))).ToArray())];
    }

    public void Cast(ReadOnlySpan<long> timesNs, ReadOnlySpan<Ray> rays, Span<RayHit> hits)
    {
        _still.Cast(rays, hits);
        if (_movers.Length == 0)
        {
            return;
        }

        PosedMovers posed = new(this);
        for (int first = 0; first < rays.Length; first += Group)
        {
            int count = Math.Min(Group, rays.Length - first);
            CastMovers(posed, timesNs.Slice(first, count), rays.Slice(first, count), hits.Slice(first, count));
        }
    }

    private void CastMovers(PosedMovers posed, ReadOnlySpan<long> timesNs, ReadOnlySpan<Ray> rays, Span<RayHit> hits)
    {
        ReadOnlySpan<(int Mover, Bounds Box)> near = posed.Near(timesNs, rays);
        Span<float> ends = stackalloc float[RayPacket.Width];
        for (int first = 0; first < rays.Length && near.Length > 0; first += RayPacket.Width)
        {
            int count = Math.Min(RayPacket.Width, rays.Length - first);
            uint lanes = RayPacket.Load(rays.Slice(first, count), out RayPacket packet, out _);
            SlabTest slabs = new(packet);
            // A copy of the last hit stands for those that are missing.
            for (int i = 0; i < ends.Length; i++)
            {
                ends[i] = hits[first + Math.Min(i, count - 1)].T;
            }

            Vector512<float> end = Vector512.Create<float>(ends);
            foreach ((int mover, Bounds box) in near)
            {
                uint met = lanes & slabs.Meeting(box, end);
                if (met == 0)
                {
                    continue;
                }

                Span<uint> nodes = posed.Masks(mover);
                uint any = 0;
                for (int node = 0; node < nodes.Length; node++)
                {
                    nodes[node] = met & slabs.Meeting(posed.BoxOf(mover, node), end);
                    any |= nodes[node];
                }

                for (; any != 0; any &= any - 1)
                {
                    int lane = BitOperations.TrailingZeroCount(any);
                    int i = first + lane;
                    hits[i] = Nearer(hits[i], CastMover(posed, mover, timesNs[i], rays[i], nodes, lane));
                }
            }
        }
    }

    public void Dispose() => _still.Dispose();

    public void CastObject(int objectIndex, ReadOnlySpan<long> timesNs, ReadOnlySpan<Ray> rays, Span<RayHit> hits)
    {
        int mover = Array.IndexOf(_movers, objectIndex);
        if (mover < 0)
        {
            _still.CastObject(objectIndex, rays, hits);
            return;
        }

        PosedMovers posed = new(this);
        Span<uint> all = posed.Masks(mover);
        all.Fill(uint.MaxValue);
        for (int i = 0; i < rays.Length; i++)
        {
            hits[i] = CastMover(posed, mover, timesNs[i], rays[i], all, 0);
        }
    }

    // Against those nodes whose mask has the bit of the ray's lane.
    private RayHit CastMover(PosedMovers posed, int mover, long timeNs, in Ray ray, ReadOnlySpan<uint> masks, int lane)
    {
        InstanceFrame[] frames = posed.At(mover, timeNs);
        NearestHit nearest = new(ray.MaxT);
        int first = _timeline.FirstInstance(_movers[mover]);
        for (int node = 0; node < frames.Length; node++)
        {
            if ((masks[node] >> lane & 1) == 0)
            {
                continue;
            }

            if (_trees[mover][node].Deforming is { } deforming)
            {
                deforming.Nearest(frames[node].ToMesh(ray), timeNs, first + node, ref nearest);
            }
            else
            {
                MeshTraversal.Nearest(frames[node].Tree!, frames[node].ToMesh(ray), first + node, ref nearest);
            }
        }

        if (!nearest.IsHit)
        {
            return RayHit.None;
        }

        int met = nearest.Instance - first;
        float t = _trees[mover][met].Deforming is { } moved
            ? moved.Refine(frames[met], ray, timeNs, nearest.Triangle, nearest.T)
            : frames[met].Refine(ray, nearest.Triangle, nearest.T);
        return new RayHit(nearest.Instance, nearest.Triangle, t);
    }

    private static RayHit Nearer(RayHit a, RayHit b) => !b.IsHit || a.IsHit && (a.T < b.T || a.T == b.T && a.Instance < b.Instance) ? a : b;

    private (int First, int Last) SlicesOf(ReadOnlySpan<long> timesNs)
    {
        long first = timesNs[0];
        long last = first;
        foreach (long time in timesNs)
        {
            (first, last) = (Math.Min(first, time), Math.Max(last, time));
        }

        return (SliceOf(first), SliceOf(last));
    }

    private int SliceOf(long timeNs) => (int)Math.Clamp((timeNs - _startNs) / SliceNs, 0, _slices - 1);

    private Bounds[] NodeBoxes(int mover, int nodes)
    {
        Bounds[] boxes = new Bounds[_slices * nodes];
        Pose[] poses = new Pose[nodes];
        Bounds[] before = new Bounds[nodes];
        for (int slice = -1; slice < _slices; slice++)
        {
            PoseAt(mover, _startNs + (slice + 1) * SliceNs, poses);
            for (int node = 0; node < nodes; node++)
            {
                Bounds after = InstanceFrame.BoundsOf(_trees[mover][node].Bounds(_startNs + slice * SliceNs, 2 * SliceNs), poses[node]);
                if (slice >= 0)
                {
                    boxes[slice * nodes + node] = before[node].Include(after).Padded(Margin);
                }

                before[node] = after;
            }
        }

        return boxes;
    }

    private static Bounds Around(ReadOnlySpan<Bounds> boxes)
    {
        Bounds sum = Bounds.Empty;
        foreach (Bounds box in boxes)
        {
            sum = sum.Include(box);
        }

        return sum;
    }

    // In the scene's frame.
    private Span<Pose> PoseAt(int mover, long timeNs, Span<Pose> nodes)
    {
        _timeline.PoseObject(_movers[mover], timeNs, nodes);
        foreach (ref Pose node in nodes)
        {
            node = node with { Translation = node.Translation - _origin };
        }

        return nodes;
    }

    /// <summary>
    /// What one call works with, such as the last pose of each mover: rays of one firing, and of lasers that fire together, share it.
    /// </summary>
    private sealed class PosedMovers(SweepScene scene)
    {
        private readonly (int, Bounds)[] _near = new (int, Bounds)[scene._movers.Length];
        private readonly InstanceFrame[]?[] _frames = new InstanceFrame[scene._movers.Length][];
        private readonly long[] _timesNs = new long[scene._movers.Length];
        private Pose[] _nodes = [];
        private uint[] _masks = [];
        private int _slice;
        private int _lastSlice;

        /// <summary>The movers that any of some rays may meet, each with the box that it sweeps over meanwhile.</summary>
        public ReadOnlySpan<(int Mover, Bounds Box)> Near(ReadOnlySpan<long> timesNs, ReadOnlySpan<Ray> rays)
        {
            (_slice, _lastSlice) = scene.SlicesOf(timesNs);
            RayRegion region = new(rays);
            int near = 0;
            for (int m = 0; m < _near.Length; m++)
            {
                Bounds box = Around(scene._boxes[m].AsSpan(_slice, _lastSlice + 1 - _slice));
                if (region.MayMeet(box))
                {
                    _near[near++] = (m, box);
                }
            }

            return _near.AsSpan(0, near);
        }

        /// <summary>What a mover's node sweeps over while the rays of the last <see cref="Near"/> are shot.</summary>
        public Bounds BoxOf(int mover, int node)
        {
            int nodes = scene._trees[mover].Length;
            Bounds box = Bounds.Empty;
            for (int slice = _slice; slice <= _lastSlice; slice++)
            {
                box = box.Include(scene._nodeBoxes[mover][slice * nodes + node]);
            }

            return box;
        }

        /// <summary>Room for one mask of rays a node.</summary>
        public Span<uint> Masks(int mover)
        {
            int nodes = scene._trees[mover].Length;
            _masks = _masks.Length < nodes ? new uint[nodes] : _masks;
            return _masks.AsSpan(0, nodes);
        }

        public InstanceFrame[] At(int mover, long timeNs)
        {
            if (_frames[mover] is { } last && _timesNs[mover] == timeNs)
            {
                return last;
            }

            MoverNode[] trees = scene._trees[mover];
            _nodes = _nodes.Length < trees.Length ? new Pose[trees.Length] : _nodes;
            Span<Pose> nodes = scene.PoseAt(mover, timeNs, _nodes.AsSpan(0, trees.Length));
            InstanceFrame[] frames = _frames[mover] ??= new InstanceFrame[trees.Length];
            for (int i = 0; i < frames.Length; i++)
            {
                frames[i] = new InstanceFrame(trees[i].Mesh, trees[i].Tree, nodes[i]);
            }

            _timesNs[mover] = timeNs;
            return frames;
        }
    }
}
