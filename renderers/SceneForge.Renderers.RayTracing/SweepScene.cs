using System.Numerics;
using SceneForge.Renderers.RayTracing.Building;
using SceneForge.Renderers.RayTracing.Intersection;
using SceneForge.Renderers.RayTracing.Traversal;
using SceneForge.Sensors.Rendering;
using SceneForge.World.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Renderers.RayTracing;

/// <summary>
/// A world over an interval of time: what stands still is one scene; what moves is posed for each ray's own instant, but only for rays that
/// meet the box that it sweeps over meanwhile.
/// </summary>
internal sealed class SweepScene : ISweepScene
{
    // Boxes are taken at the ends of short slices; between them limbs and wheels may bulge out by millimetres.
    private const int Slices = 32;
    private const float Margin = 0.02f;

    private readonly WorldTimeline _timeline;
    private readonly Double3 _origin;
    private readonly RayScene _still;
    private readonly (Mesh Mesh, TriangleTree Tree)[][] _trees;
    private readonly int[] _movers;
    private readonly Bounds[] _boxes;
    private readonly long _startNs;
    private readonly long _sliceNs;

    /// <param name="still">Everything that stands still.</param>
    /// <param name="movers">Indices of the objects that move and are seen.</param>
    public SweepScene(WorldTimeline timeline, Double3 origin, RayScene still, int[] movers, MeshTreeCache trees, long startNs, long endNs)
    {
        _timeline = timeline;
        _origin = origin;
        _still = still;
        _movers = movers;
        _startNs = startNs;
        _sliceNs = Math.Max(1, (endNs - startNs + Slices - 1) / Slices);
        _trees = [.. movers.Select(m => timeline.Objects[m].Model.Nodes.Select(n => (n.Mesh, trees.Get(n.Mesh).Tree)).ToArray())];
        _boxes = new Bounds[Slices * movers.Length];
        for (int m = 0; m < movers.Length; m++)
        {
            Bounds before = BoxAt(m, startNs);
            for (int slice = 0; slice < Slices; slice++)
            {
                Bounds after = BoxAt(m, startNs + (slice + 1) * _sliceNs);
                _boxes[slice * movers.Length + m] = before.Include(after).Padded(Margin);
                before = after;
            }
        }
    }

    public void Cast(ReadOnlySpan<long> timesNs, ReadOnlySpan<Ray> rays, Span<RayHit> hits)
    {
        _still.Cast(rays, hits);
        if (_movers.Length == 0)
        {
            return;
        }

        PosedMovers posed = new(this);
        for (int i = 0; i < rays.Length; i++)
        {
            int slice = (int)Math.Clamp((timesNs[i] - _startNs) / _sliceNs, 0, Slices - 1);
            ReadOnlySpan<Bounds> boxes = _boxes.AsSpan(slice * _movers.Length, _movers.Length);
            for (int m = 0; m < boxes.Length; m++)
            {
                float limit = hits[i].IsHit ? hits[i].T : rays[i].MaxT;
                if (Meets(boxes[m], rays[i], limit))
                {
                    hits[i] = Nearer(hits[i], CastMover(posed.At(m, timesNs[i]), m, rays[i]));
                }
            }
        }
    }

    public void CastObject(int objectIndex, ReadOnlySpan<long> timesNs, ReadOnlySpan<Ray> rays, Span<RayHit> hits)
    {
        int mover = Array.IndexOf(_movers, objectIndex);
        if (mover < 0)
        {
            _still.CastObject(objectIndex, rays, hits);
            return;
        }

        PosedMovers posed = new(this);
        for (int i = 0; i < rays.Length; i++)
        {
            hits[i] = CastMover(posed.At(mover, timesNs[i]), mover, rays[i]);
        }
    }

    private RayHit CastMover(InstanceFrame[] frames, int mover, in Ray ray)
    {
        NearestHit nearest = new(ray.MaxT);
        int first = _timeline.FirstInstance(_movers[mover]);
        for (int node = 0; node < frames.Length; node++)
        {
            MeshTraversal.Nearest(frames[node].Tree!, frames[node].ToMesh(ray), first + node, ref nearest);
        }

        return nearest.IsHit ? new RayHit(nearest.Instance, nearest.Triangle, frames[nearest.Instance - first].Refine(ray, nearest.Triangle, nearest.T)) : RayHit.None;
    }

    private static RayHit Nearer(RayHit a, RayHit b) => !b.IsHit || a.IsHit && (a.T < b.T || a.T == b.T && a.Instance < b.Instance) ? a : b;

    private static bool Meets(in Bounds box, in Ray ray, float limit)
    {
        float enter = ray.MinT;
        float leave = limit;
        for (int axis = 0; axis < 3; axis++)
        {
            float inverse = 1 / (Math.Abs(ray.Direction[axis]) > 1e-20f ? ray.Direction[axis] : 1e-20f);
            float a = (box.Min[axis] - ray.Origin[axis]) * inverse;
            float b = (box.Max[axis] - ray.Origin[axis]) * inverse;
            enter = Math.Max(enter, Math.Min(a, b));
            leave = Math.Min(leave, Math.Max(a, b));
        }

        return enter <= leave;
    }

    private Bounds BoxAt(int mover, long timeNs)
    {
        Bounds box = Bounds.Empty;
        foreach (InstanceFrame frame in FramesAt(mover, timeNs))
        {
            box = box.Include(frame.Bounds);
        }

        return box;
    }

    private InstanceFrame[] FramesAt(int mover, long timeNs)
    {
        (Mesh Mesh, TriangleTree Tree)[] trees = _trees[mover];
        Pose[] nodes = new Pose[trees.Length];
        _timeline.PoseObject(_movers[mover], timeNs, nodes);
        InstanceFrame[] frames = new InstanceFrame[trees.Length];
        for (int i = 0; i < frames.Length; i++)
        {
            frames[i] = new InstanceFrame(trees[i].Mesh, trees[i].Tree, nodes[i] with { Translation = nodes[i].Translation - _origin });
        }

        return frames;
    }

    /// <summary>The last pose of each mover: rays of one firing, and of lasers that fire together, share it.</summary>
    private sealed class PosedMovers(SweepScene scene)
    {
        private readonly (long TimeNs, InstanceFrame[] Frames)[] _last = Enumerable.Repeat((long.MinValue, Array.Empty<InstanceFrame>()), scene._movers.Length).ToArray();

        public InstanceFrame[] At(int mover, long timeNs)
        {
            if (_last[mover].TimeNs != timeNs)
            {
                _last[mover] = (timeNs, scene.FramesAt(mover, timeNs));
            }

            return _last[mover].Frames;
        }
    }
}
