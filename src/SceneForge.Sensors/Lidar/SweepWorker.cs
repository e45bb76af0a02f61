using SceneForge.Scenarios.Numerics;
using SceneForge.Sensors.Rendering;
using SceneForge.World.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Lidar;

/// <summary>What a sweep's blocks share.</summary>
internal sealed record SweepTask(SweepShot Shot, ISweepScene Scene, Double3 Origin, WorldSnapshot AtStamp, SweepSurfaces Surfaces, SweepAir Air, SprayPlume[] Plumes, BeamShape Beam, ReadOnlyMemory<Firing> Firings);

/// <summary>Takes blocks of firings through casting, air and receiver; one for each thread, its buffers are used again.</summary>
internal sealed class SweepWorker
{
    // Panes behind panes, then the inside of a car: more than three light passes hardly comes back.
    private const int MostPasses = 4;
    private const double PastSurface = 1e-3;
    private const int TileColumns = 4;
    private const int TileLasers = 4;

    private readonly List<LidarPoint> _points = [];
    private Pose[] _poses = [];
    private Pose[] _nodes = [];
    private (int Object, long TimeNs) _posed = (-1, 0);
    private Path[] _paths = [];
    private Path[] _next = [];
    private Ray[] _rays = [];
    private long[] _times = [];
    private RayHit[] _hits = [];
    private Echo[] _echoes = [];
    private int[] _counts = [];

    /// <summary>The points of the firings from <paramref name="first"/> up to <paramref name="end"/>, exclusive.</summary>
    public LidarPoint[] Run(SweepTask task, int first, int end)
    {
        LidarModel model = task.Shot.Lidar.Model;
        int rays = task.Beam.Rays.Length;
        int perFiring = rays * MostPasses + 2 * task.Plumes.Length + 64;
        Reserve((end - first) * rays, end - first, perFiring);
        _points.Clear();
        _posed = (-1, 0);
        Aim(task, first, end);
        for (int pass = 0, count = (end - first) * rays; pass < MostPasses && count > 0; pass++)
        {
            count = Cast(task, first, count, perFiring, model);
        }

        (uint, uint) key = FiringRandom.KeyOf(task.Shot.Seed, task.Shot.Variation, task.Shot.Lidar.Name, task.Shot.Frame);
        EchoReceiver receiver = new(model);
        for (int i = first; i < end; i++)
        {
            Span<Echo> room = _echoes.AsSpan((i - first) * perFiring, perFiring);
            FiringRandom random = new(key, i);
            int count = AddAir(task, i - first, task.Firings.Span[i], room, _counts[i - first], ref random);
            int returns = receiver.Receive(room[..count], ref random);
            if (returns == 0 && model.FalseAlarmRate > 0 && random.NextDouble() < model.FalseAlarmRate)
            {
                double range = model.MinRange + (model.MaxRange - model.MinRange) * random.NextDouble();
                room[0] = new Echo(range, model.Threshold, 0, PointCause.Noise);
                returns = 1;
            }

            for (int k = 0; k < returns; k++)
            {
                _points.Add(Point(task, task.Firings.Span[i], _poses[i - first], room[k], k + 1));
            }
        }

        return [.. _points];
    }

    // Every firing from where the sensor then is; in tiles of few columns and lasers, so that rays that are cast together run alike.
    private void Aim(SweepTask task, int first, int end)
    {
        ReadOnlySpan<Firing> firings = task.Firings.Span;
        long known = long.MinValue;
        Pose pose = default;
        for (int i = first; i < end; i++)
        {
            long time = task.Shot.TimeNs + firings[i].TimeOffsetNs;
            if (time != known)
            {
                pose = task.Shot.WorldFromVehicle(time) * task.Shot.Lidar.VehicleFromLidar;
                known = time;
            }

            _poses[i - first] = pose;
        }

        int column = task.Shot.Lidar.Model.Pattern.ColumnLength;
        int at = 0;
        if (column == 1)
        {
            for (int i = first; i < end; i++)
            {
                Aim(task, first, i, ref at);
            }

            return;
        }

        for (int tile = first; tile < end; tile += TileColumns * column)
        {
            for (int laser = 0; laser < column; laser += TileLasers)
            {
                for (int i = 0; i < TileColumns * TileLasers; i++)
                {
                    int firing = tile + i / TileLasers * column + laser + i % TileLasers;
                    if (laser + i % TileLasers < column && firing < end)
                    {
                        Aim(task, first, firing, ref at);
                    }
                }
            }
        }
    }

    private void Aim(SweepTask task, int first, int firing, ref int at)
    {
        Firing shot = task.Firings.Span[firing];
        Pose pose = _poses[firing - first];
        long time = task.Shot.TimeNs + shot.TimeOffsetNs;
        Double3 origin = pose.Translation - task.Origin;
        foreach ((double y, double z, double weight) in task.Beam.Rays)
        {
            Double3 direction = y == 0 && z == 0 ? pose.ApplyDirection(shot.Direction) : Aside(pose, shot.Direction, y, z);
            _paths[at++] = new Path(firing, time, origin, direction, 0, weight);
        }
    }

    // Casts all open paths, turns hits into echoes, and keeps what passes through glass for the next pass.
    private int Cast(SweepTask task, int first, int count, int perFiring, LidarModel model)
    {
        for (int i = 0; i < count; i++)
        {
            ref Path path = ref _paths[i];
            _rays[i] = new Ray(path.Origin.ToSingle(), path.Direction.ToSingle(), (float)path.From, (float)model.MaxRange);
            _times[i] = path.TimeNs;
        }

        task.Scene.Cast(_times.AsSpan(0, count), _rays.AsSpan(0, count), _hits.AsSpan(0, count));
        int open = 0;
        for (int i = 0; i < count; i++)
        {
            RayHit hit = _hits[i];
            if (!hit.IsHit)
            {
                continue;
            }

            ref Path path = ref _paths[i];
            (InfraredSurface surface, ushort segment) = task.Surfaces.At(hit.Instance, hit.Triangle);
            double cosine = task.Surfaces.Cosine(hit.Instance, hit.Triangle, PoseOf(task, hit.Instance, path.TimeNs), path.Direction);
            double range = hit.T;
            double signal = path.Weight * surface.Response(cosine) / (range * range) * StrictExp(-2 * task.Air.Extinction * range);
            _echoes[(path.Firing - first) * perFiring + _counts[path.Firing - first]++] = new Echo(range, signal, segment, PointCause.Surface);
            if (surface.Transmission > 0)
            {
                _next[open++] = path with { From = range + PastSurface, Weight = path.Weight * surface.Transmission * surface.Transmission };
            }
        }

        (_paths, _next) = (_next, _paths);
        return open;
    }

    // Echoes of fog, drops and spray; spray also dims what lies behind it.
    private int AddAir(SweepTask task, int index, in Firing firing, Span<Echo> echoes, int count, ref FiringRandom random)
    {
        SweepAir air = task.Air;
        LidarModel model = task.Shot.Lidar.Model;
        double nearest = model.MaxRange;
        for (int i = 0; i < count; i++)
        {
            nearest = Math.Min(nearest, echoes[i].Range);
        }

        int surfaces = count;
        foreach (SprayPlume plume in task.Plumes)
        {
            Pose pose = _poses[index];
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

        if (air.Rain is { } rain)
        {
            double reach = Math.Min(rain.Reach, nearest);
            int drops = Math.Min(random.Poisson(rain.MeanCount(model, reach)), echoes.Length - count);
            for (int i = 0; i < drops; i++)
            {
                double range = RainMedium.Range(model, reach, ref random);
                double signal = RainMedium.Signal(model, range, rain.Diameter(random.NextDouble())) * StrictExp(-2 * air.Extinction * range);
                echoes[count++] = new Echo(range, signal, 0, PointCause.Rain);
            }
        }

        return count;
    }

    private static LidarPoint Point(SweepTask task, in Firing firing, in Pose worldFromLidar, Echo echo, int number)
    {
        Double3 point = firing.Direction * echo.Range;
        if (task.Shot.Lidar.Compensate)
        {
            Pose stamped = task.Shot.WorldFromVehicle(task.Shot.TimeNs) * task.Shot.Lidar.VehicleFromLidar;
            point = stamped.Inverse().Apply(worldFromLidar.Apply(point));
        }

        (ushort instance, byte kind) = echo.Segment == 0 ? ((ushort)0, (byte)0) : task.Surfaces.Names(echo.Segment);
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

    private Pose PoseOf(SweepTask task, int instance, long timeNs)
    {
        WorldTimeline timeline = task.Shot.Timeline;
        MeshInstance placed = timeline.Instances[instance];
        if (placed.IsStatic)
        {
            return task.AtStamp.WorldFromInstance[instance];
        }

        if (_posed != (placed.Object, timeNs))
        {
            int nodes = timeline.Objects[placed.Object].Model.Nodes.Length;
            _nodes = _nodes.Length < nodes ? new Pose[nodes] : _nodes;
            timeline.PoseObject(placed.Object, timeNs, _nodes.AsSpan(0, nodes));
            _posed = (placed.Object, timeNs);
        }

        return _nodes[placed.Node];
    }

    // A ray of the beam's cone beside its middle; two axes square to the beam.
    private static Double3 Aside(in Pose pose, Double3 ahead, double y, double z)
    {
        Double3 left = Double3.Cross(Math.Abs(ahead.Z) < 0.9 ? Double3.UnitZ : Double3.UnitX, ahead).Normalized();
        Double3 up = Double3.Cross(ahead, left);
        return pose.ApplyDirection((ahead + left * y + up * z).Normalized());
    }

    private static double StrictExp(double x) => x == 0 ? 1 : StrictMath.Exp(x);

    private void Reserve(int rays, int firings, int perFiring)
    {
        if (_rays.Length < rays)
        {
            _paths = new Path[rays];
            _next = new Path[rays];
            _rays = new Ray[rays];
            _times = new long[rays];
            _hits = new RayHit[rays];
        }

        if (_poses.Length < firings)
        {
            _poses = new Pose[firings];
            _counts = new int[firings];
        }

        if (_echoes.Length < firings * perFiring)
        {
            _echoes = new Echo[firings * perFiring];
        }

        Array.Clear(_counts);
    }

    /// <summary>A ray of a beam under way.</summary>
    /// <param name="Origin">Relative to the scene's origin.</param>
    /// <param name="From">What lies nearer has been passed, metres.</param>
    /// <param name="Weight">Share of the beam's power, both ways through all glass passed.</param>
    private record struct Path(int Firing, long TimeNs, Double3 Origin, Double3 Direction, double From, double Weight);
}
