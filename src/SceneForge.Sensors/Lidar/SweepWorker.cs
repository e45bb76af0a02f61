using SceneForge.Base.Numerics;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Lidar;

/// <summary>Takes blocks of firings through casting, air and receiver; its buffers are used again, so one thread at a time.</summary>
internal sealed class SweepWorker
{
    // Panes behind panes, then the inside of a car: more than three light passes hardly comes back.
    public const int MostPasses = 4;
    private const double PastSurface = 1e-3;

    private readonly SweepAim _aim = new();
    private readonly PointBuffer _points = new();
    private Pose[] _nodes = [];
    private (int Object, long TimeNs) _posed;
    private RotationMatrix _turned;
    private readonly EchoTable _echoes = new();
    private RayHit[] _hits = [];

    /// <summary>Forgets the points of earlier blocks.</summary>
    public void Start()
    {
        _points.Clear();
        _posed = (-1, 0);
    }

    /// <summary>The points of all blocks since <see cref="Start"/>.</summary>
    public ReadOnlySpan<LidarPoint> Points => _points.All;

    /// <summary>Adds the points of the firings from <paramref name="first"/> up to <paramref name="end"/>, exclusive.</summary>
    public void Run(SweepTask task, int first, int end)
    {
        int rays = (end - first) * task.Beam.Rays.Length;
        if (_hits.Length < rays)
        {
            _hits = new RayHit[rays];
        }

        _echoes.Clear(end - first, task.EchoesPerFiring);
        _aim.Take(task, first, end);
        for (int pass = 0; pass < MostPasses && _aim.Open.Count > 0; pass++)
        {
            task.Scene.Cast(_aim.Open.TimesNs, _aim.Open.Rays, _hits.AsSpan(0, _aim.Open.Count));
            Meet(task, _aim.Open, _hits);
            _aim.StartNextPass();
        }

        Receive(task, first, end);
    }

    // Turns hits into echoes, and keeps what passes through glass for the next pass.
    private void Meet(SweepTask task, SweepPaths paths, ReadOnlySpan<RayHit> hits)
    {
        SweepSurfaces surfaces = task.Surfaces;
        SnowCover? snow = surfaces.Snow;
        double extinction = -2 * task.Air.Extinction;
        ReadOnlySpan<int> firings = paths.Firings;
        ReadOnlySpan<Double3> directions = paths.Directions;
        ReadOnlySpan<double> weights = paths.Weights;
        for (int i = 0; i < firings.Length; i++)
        {
            int instance = hits[i].Instance;
            if (instance < 0)
            {
                continue;
            }

            MetMesh mesh = surfaces[instance];
            ref readonly Facet facet = ref mesh.Facets[hits[i].Triangle];
            ref readonly MetPart part = ref mesh.Parts[facet.Part];
            ref readonly RotationMatrix worldFromMesh = ref mesh.IsStatic ? ref mesh.WorldFromMesh : ref RotationOf(task, instance, paths.TimesNs[i]);
            Double3 normal = worldFromMesh.Apply(mesh.Deforms
                ? task.Shot.Timeline.ShapeOf(instance, paths.TimesNs[i]).FlatNormal(hits[i].Triangle)
                : facet.Normal);
            double along = Double3.Dot(normal, directions[i]);
            InfraredSurface surface = part.Surface;
            if (snow is not null)
            {
                // The side that the beam meets is the one that may face upwards.
                surface = snow.Over(surface, along > 0 ? -normal.Z : normal.Z);
            }

            double range = hits[i].T;
            double signal = weights[i] * surface.Response(Math.Min(1, Math.Abs(along))) / task.Model.SpreadAt(range);
            if (extinction != 0)
            {
                signal *= StrictMath.Exp(extinction * range);
            }

            _echoes.Add(firings[i], range, signal, part.Segment);
            if (surface.Transmission > 0)
            {
                _aim.GoOn(i, range + PastSurface, weights[i] * surface.Transmission * surface.Transmission);
            }
        }
    }

    private void Receive(SweepTask task, int first, int end)
    {
        ReadOnlySpan<Firing> firings = task.Firings.Span[first..end];
        WideReceiver receiver = new(task.Model, task.RandomKey);
        Span<double> ranges = stackalloc double[WideReceiver.Lanes];
        Span<double> signals = stackalloc double[WideReceiver.Lanes];
        for (int i = 0; i < firings.Length; i += WideReceiver.Lanes)
        {
            // What the air adds goes one by one.
            (uint returned, uint silent) = task.HasAir ? default : receiver.Receive(_echoes, i, first + i, ranges, signals);
            int lanes = Math.Min(WideReceiver.Lanes, firings.Length - i);
            for (int lane = 0; lane < lanes; lane++)
            {
                if ((returned >> lane & 1) != 0)
                {
                    Echo echo = new(ranges[lane], signals[lane], _echoes.Segments[i + lane], PointCause.Surface);
                    AddPoint(task, firings[i + lane], _aim.PoseOf(i + lane), echo, 1);
                }
                else if ((silent >> lane & 1) == 0)
                {
                    ReceiveOne(task, firings[i + lane], first, i + lane);
                }
            }
        }
    }

    private void ReceiveOne(SweepTask task, in Firing firing, int first, int index)
    {
        LidarModel model = task.Model;
        Span<Echo> room = _echoes.Row(index);
        int count = _echoes.Counts[index];
        FiringRandom random = new(task.RandomKey, first + index);
        ref readonly Pose pose = ref _aim.PoseOf(index);
        if (task.HasAir)
        {
            count = AddAir(task, pose, firing, room, count, ref random);
        }

        int returns = count == 0 ? 0 : new EchoReceiver(model).Receive(room[..count], ref random);
        if (returns == 0 && model.FalseAlarmRate > 0 && random.NextDouble() < model.FalseAlarmRate)
        {
            double range = model.MinRange + (model.MaxRange - model.MinRange) * random.NextDouble();
            room[0] = new Echo(range, model.Threshold, 0, PointCause.Noise);
            returns = 1;
        }

        for (int k = 0; k < returns; k++)
        {
            AddPoint(task, firing, pose, room[k], k + 1);
        }
    }

    // Echoes of fog, drops, flakes and spray; spray also dims what lies behind it.
    private static int AddAir(SweepTask task, in Pose pose, in Firing firing, Span<Echo> echoes, int count, ref FiringRandom random)
    {
        SweepAir air = task.Air;
        LidarModel model = task.Model;
        double nearest = model.MaxRange;
        for (int i = 0; i < count; i++)
        {
            nearest = Math.Min(nearest, echoes[i].Range);
        }

        int surfaces = count;
        foreach (SprayPlume plume in task.Plumes)
        {
            (double enter, double leave) = plume.Within(pose.Translation, pose.ApplyDirection(firing.Direction));
            if (leave <= enter)
            {
                continue;
            }

            for (int i = 0; i < surfaces; i++)
            {
                double depth = Math.Clamp(echoes[i].Range - enter, 0, leave - enter);
                echoes[i].Signal *= StrictExp(-2 * plume.Extinction * depth);
            }

            double range = enter + plume.Depth(random.NextDouble());
            if (range < Math.Min(leave, nearest) && range > model.MinRange)
            {
                double signal = plume.Signal(model, range, range - enter) * StrictExp(-2 * air.Extinction * range);
                echoes[count++] = new Echo(range, signal, 0, PointCause.Spray);
            }
        }

        if (air.Fog is { } fog && fog.Peak(nearest) > 0.2 * model.Threshold)
        {
            double range = fog.Draw(nearest, random.NextDouble());
            echoes[count++] = new Echo(range, fog.Signal(range), 0, PointCause.Fog);
        }

        foreach (FallingParticles falling in air.Falling)
        {
            int met = Math.Min(random.Poisson(falling.MeanCount(nearest)), echoes.Length - count);
            for (int i = 0; i < met; i++)
            {
                (double range, double signal) = falling.Draw(nearest, ref random);
                echoes[count++] = new Echo(range, signal, 0, falling.Cause);
            }
        }

        return count;
    }

    private void AddPoint(SweepTask task, in Firing firing, in Pose worldFromLidar, in Echo echo, int number)
    {
        Double3 point = firing.Direction * echo.Range;
        if (task.StampFromWorld is { } stampFromWorld)
        {
            point = stampFromWorld.Apply(worldFromLidar.Apply(point));
        }

        _points.Add(point.ToSingle(), (float)task.Model.IntensityOf(echo.Signal, echo.Range), firing, echo.Segment, task.Surfaces.Names(echo.Segment),
            number, echo.Cause);
    }

    // Of a mesh that moves; rays that follow each other often meet the same object at the same time.
    private ref readonly RotationMatrix RotationOf(SweepTask task, int instance, long timeNs)
    {
        WorldTimeline timeline = task.Shot.Timeline;
        MeshInstance placed = timeline.Instances[instance];
        if (_posed != (placed.Object, timeNs))
        {
            int nodes = timeline.Objects[placed.Object].Model.Nodes.Length;
            _nodes = _nodes.Length < nodes ? new Pose[nodes] : _nodes;
            timeline.PoseObject(placed.Object, timeNs, _nodes.AsSpan(0, nodes));
            _posed = (placed.Object, timeNs);
        }

        _turned = RotationMatrix.Of(_nodes[placed.Node].Rotation);
        return ref _turned;
    }

    private static double StrictExp(double x) => x == 0 ? 1 : StrictMath.Exp(x);
}
