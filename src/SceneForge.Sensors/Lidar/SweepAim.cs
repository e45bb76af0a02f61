using System.Numerics;
using SceneForge.Sensors.Rendering;
using SceneForge.World.Geometry;

namespace SceneForge.Sensors.Lidar;

/// <summary>A ray of a beam under way.</summary>
/// <param name="Firing">Its number in the sweep.</param>
/// <param name="Direction">In the world.</param>
/// <param name="Weight">Share of the beam's power, both ways through all glass passed.</param>
internal readonly record struct BeamPath(int Firing, Double3 Direction, double Weight);

/// <summary>
/// The rays of a block of firings: first those that leave the sensor, from where it is at each firing's instant, then pass by pass those that go on
/// through glass.
/// </summary>
internal sealed class SweepAim
{
    // Rays that are cast together run alike if they come from few columns and lasers.
    private const int TileColumns = 4;
    private const int TileLasers = 4;

    private Pose[] _poses = [];
    private int[] _poseOf = [];
    private Batch _open = new(0);
    private Batch _next = new(0);
    private int _first;

    public int Count => _open.Count;

    public ReadOnlySpan<BeamPath> Paths => _open.Paths.AsSpan(0, Count);

    public ReadOnlySpan<Ray> Rays => _open.Rays.AsSpan(0, Count);

    public ReadOnlySpan<long> TimesNs => _open.TimesNs.AsSpan(0, Count);

    /// <summary>World from sensor at a firing of the block, counted from its first.</summary>
    public ref readonly Pose PoseOf(int index) => ref _poses[_poseOf[index]];

    /// <summary>Aims the firings from <paramref name="first"/> up to <paramref name="end"/>, exclusive.</summary>
    public void Take(SweepTask task, int first, int end)
    {
        int rays = (end - first) * task.Beam.Rays.Length;
        if (_open.Paths.Length < rays)
        {
            (_open, _next) = (new Batch(rays), new Batch(rays));
        }

        _first = first;
        Pose(task, first, end);
        _open.Count = 0;
        int column = task.Model.Pattern.ColumnLength;
        if (column == 1)
        {
            for (int i = first; i < end; i++)
            {
                Aim(task, i);
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
                        Aim(task, firing);
                    }
                }
            }
        }
    }

    /// <summary>Lets a ray go on in the next pass.</summary>
    /// <param name="index">Of the ray among the open ones.</param>
    /// <param name="from">What lies nearer has been passed, metres.</param>
    /// <param name="weight">Of the path from there on.</param>
    public void GoOn(int index, double from, double weight) =>
        _next.Add(_open.Paths[index] with { Weight = weight }, _open.Rays[index] with { MinT = (float)from }, _open.TimesNs[index]);

    /// <summary>Takes the rays that go on for the open ones.</summary>
    public void StartNextPass()
    {
        (_open, _next) = (_next, _open);
        _next.Count = 0;
    }

    // Lasers that fire together share a pose.
    private void Pose(SweepTask task, int first, int end)
    {
        if (_poseOf.Length < end - first)
        {
            _poses = new Pose[end - first];
            _poseOf = new int[end - first];
        }

        ReadOnlySpan<Firing> firings = task.Firings.Span;
        ReadOnlySpan<int> alike = task.FiresWith.Span;
        int poses = 0;
        for (int i = first; i < end; i++)
        {
            int other = i - i % alike.Length + alike[i % alike.Length];
            if (other < i && other >= first && firings[other].TimeOffsetNs == firings[i].TimeOffsetNs)
            {
                _poseOf[i - first] = _poseOf[other - first];
                continue;
            }

            _poseOf[i - first] = poses;
            _poses[poses++] = task.Shot.WorldFromVehicle(task.Shot.TimeNs + firings[i].TimeOffsetNs) * task.Shot.Lidar.VehicleFromLidar;
        }
    }

    private void Aim(SweepTask task, int firing)
    {
        ref readonly Firing shot = ref task.Firings.Span[firing];
        ref readonly Pose pose = ref PoseOf(firing - _first);
        long time = task.Shot.TimeNs + shot.TimeOffsetNs;
        Vector3 origin = (pose.Translation - task.Origin).ToSingle();
        foreach ((double y, double z, double weight) in task.Beam.Rays)
        {
            Double3 direction = y == 0 && z == 0 ? pose.ApplyDirection(shot.Direction) : Aside(pose, shot.Direction, y, z);
            _open.Add(new BeamPath(firing, direction, weight), new Ray(origin, direction.ToSingle(), 0, (float)task.Model.MaxRange), time);
        }
    }

    // A ray of the beam's cone beside its middle; two axes square to the beam.
    private static Double3 Aside(in Pose pose, Double3 ahead, double y, double z)
    {
        Double3 left = Double3.Cross(Math.Abs(ahead.Z) < 0.9 ? Double3.UnitZ : Double3.UnitX, ahead).Normalized();
        Double3 up = Double3.Cross(ahead, left);
        return pose.ApplyDirection((ahead + left * y + up * z).Normalized());
    }

    private sealed class Batch(int room)
    {
        public readonly BeamPath[] Paths = new BeamPath[room];
        public readonly Ray[] Rays = new Ray[room];
        public readonly long[] TimesNs = new long[room];
        public int Count;

        public void Add(in BeamPath path, in Ray ray, long timeNs)
        {
            Paths[Count] = path;
            Rays[Count] = ray;
            TimesNs[Count++] = timeNs;
        }
    }
}
