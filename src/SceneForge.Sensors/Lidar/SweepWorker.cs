using SceneForge.Scenarios.Numerics;
using SceneForge.Sensors.Rendering;
using SceneForge.World.Geometry;
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
    private RayHit[] _hits = [];
    private Echo[] _echoes = [];
    private int[] _counts = [];

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
        int perFiring = task.EchoesPerFiring;
        Reserve((end - first) * task.Beam.Rays.Length, end - first, perFiring);
        _aim.Take(task, first, end);
        for (int pass = 0; pass < MostPasses && _aim.Count > 0; pass++)
        {
            Cast(task, first, perFiring);
        }

        ReadOnlySpan<Firing> firings = task.Firings.Span[first..end];
        LidarModel model = task.Model;
        EchoReceiver receiver = new(model);
        for (int i = 0; i < firings.Length; i++)
        {
            Span<Echo> room = _echoes.AsSpan(i * perFiring, perFiring);
            FiringRandom random = new(task.RandomKey, first + i);
            int count = task.HasAir ? AddAir(task, _aim.PoseOf(i), firings[i], room, _counts[i], ref random) : _counts[i];
            int returns = count == 0 ? 0 : receiver.Receive(room[..count], ref random);
            if (returns == 0 && model.FalseAlarmRate > 0 && random.NextDouble() < model.FalseAlarmRate)
            {
                double range = model.MinRange + (model.MaxRange - model.MinRange) * random.NextDouble();
                room[0] = new Echo(range, model.Threshold, 0, PointCause.Noise);
                returns = 1;
            }

            for (int k = 0; k < returns; k++)
            {
                _points.Next() = Point(task, firings[i], _aim.PoseOf(i), room[k], k + 1);
            }
        }
    }

    // Casts all open paths, turns hits into echoes, and keeps what passes through glass for the next pass.
    private void Cast(SweepTask task, int first, int perFiring)
    {
        ReadOnlySpan<BeamPath> paths = _aim.Paths;
        task.Scene.Cast(_aim.TimesNs, _aim.Rays, _hits.AsSpan(0, paths.Length));
        int known = -1;
        MetMesh? mesh = null;
        bool isStatic = false;
        Rotation rotation = default;
        for (int i = 0; i < paths.Length; i++)
        {
            RayHit hit = _hits[i];
            if (!hit.IsHit)
            {
                continue;
            }

            if (hit.Instance != known)
            {
                known = hit.Instance;
                mesh = task.Surfaces[known];
                isStatic = task.Shot.Timeline.Instances[known].IsStatic;
                rotation = task.AtStamp.WorldFromInstance[known].Rotation;
            }

            ref readonly BeamPath path = ref paths[i];
            (InfraredSurface surface, ushort segment, double cosine) = mesh!.At(hit.Triangle, isStatic ? rotation : RotationOf(task, known, _aim.TimesNs[i]), path.Direction);
            double range = hit.T;
            double signal = path.Weight * surface.Response(cosine) / (range * range) * StrictExp(-2 * task.Air.Extinction * range);
            int firing = path.Firing - first;
            _echoes[firing * perFiring + _counts[firing]++] = new Echo(range, signal, segment, PointCause.Surface);
            if (surface.Transmission > 0)
            {
                _aim.GoOn(i, range + PastSurface, path.Weight * surface.Transmission * surface.Transmission);
            }
        }

        _aim.StartNextPass();
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
                echoes[count++] = new Echo(range, plume.Signal(model, range) * StrictExp(-2 * air.Extinction * range), 0, PointCause.Spray);
            }
        }

        if (air.Fog is { } fog && fog.Peak(nearest) > 0.2 * model.Threshold)
        {
            echoes[count++] = new Echo(fog.Draw(nearest, random.NextDouble()), fog.Peak(nearest), 0, PointCause.Fog);
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

    private static LidarPoint Point(SweepTask task, in Firing firing, in Pose worldFromLidar, in Echo echo, int number)
    {
        Double3 point = firing.Direction * echo.Range;
        if (task.StampFromWorld is { } stampFromWorld)
        {
            point = stampFromWorld.Apply(worldFromLidar.Apply(point));
        }

        (ushort instance, byte kind) = task.Surfaces.Names(echo.Segment);
        return new LidarPoint
        {
            X = (float)point.X,
            Y = (float)point.Y,
            Z = (float)point.Z,
            Intensity = (float)(echo.Signal * echo.Range * echo.Range),
            TimeOffsetNs = firing.TimeOffsetNs,
            Ring = firing.Ring,
            Segment = echo.Segment,
            Instance = instance,
            Class = kind,
            Return = (byte)number,
            Cause = echo.Cause,
        };
    }

    private Rotation RotationOf(SweepTask task, int instance, long timeNs)
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

        return _nodes[placed.Node].Rotation;
    }

    private static double StrictExp(double x) => x == 0 ? 1 : StrictMath.Exp(x);

    private void Reserve(int rays, int firings, int perFiring)
    {
        if (_hits.Length < rays)
        {
            _hits = new RayHit[rays];
        }

        if (_counts.Length < firings)
        {
            _counts = new int[firings];
        }

        if (_echoes.Length < firings * perFiring)
        {
            _echoes = new Echo[firings * perFiring];
        }

        Array.Clear(_counts);
    }
}
