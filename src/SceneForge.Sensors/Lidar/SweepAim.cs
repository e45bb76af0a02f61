using System.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Lidar;

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
    private SweepPaths _open = new(0);
    private SweepPaths _next = new(0);

    /// <summary>Rays to cast.</summary>
    public SweepPaths Open => _open;

    /// <summary>World from sensor at a firing of the block, counted from its first.</summary>
    public ref readonly Pose PoseOf(int index) => ref _poses[_poseOf[index]];

    /// <summary>Aims the firings from <paramref name="first"/> up to <paramref name="end"/>, exclusive.</summary>
    public void Take(SweepTask task, int first, int end)
    {
        int rays = (end - first) * task.Beam.Rays.Length;
        if (_open.Room < rays)
        {
            (_open, _next) = (new SweepPaths(rays), new SweepPaths(rays));
        }

        Pose(task, first, end);
        _open.Clear();
        int column = task.Model.Pattern.ColumnLength;
        if (column == 1)
        {
            for (int i = first; i < end; i++)
            {
                Aim(task, first, i);
            }

            return;
        }

        for (int tile = first; tile < end; tile += TileColumns * column)
        {
            int tileEnd = Math.Min(end, tile + TileColumns * column);
            for (int laser = 0; laser < column; laser += TileLasers)
            {
                int lasers = Math.Min(TileLasers, column - laser);
                for (int start = tile + laser; start < tileEnd; start += column)
                {
                    for (int i = start; i < start + lasers; i++)
                    {
                        Aim(task, first, i);
                    }
                }
            }
        }
    }

    /// <summary>Lets a ray go on in the next pass.</summary>
    /// <param name="index">Of the ray among the open ones.</param>
    /// <param name="from">What lies nearer has been passed, metres.</param>
    /// <param name="weight">Of the path from there on.</param>
    public void GoOn(int index, double from, double weight) => _next.Add(_open, index, from, weight);

    /// <summary>Takes the rays that go on for the open ones.</summary>
    public void StartNextPass()
    {
        (_open, _next) = (_next, _open);
        _next.Clear();
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

    private void Aim(SweepTask task, int first, int firing)
    {
        ref readonly Firing shot = ref task.Firings.Span[firing];
        ref readonly Pose pose = ref PoseOf(firing - first);
        long time = task.Shot.TimeNs + shot.TimeOffsetNs;
        Vector3 origin = (pose.Translation - task.Origin).ToSingle();
        foreach ((double y, double z, double weight) in task.Beam.Rays)
        {
            Double3 direction = y == 0 && z == 0 ? pose.ApplyDirection(shot.Direction) : Aside(pose, shot.Direction, y, z);
            _open.Add(firing - first, origin, direction, (float)task.Model.MaxRange, time, weight);
        }
    }

    // A ray of the beam's cone beside its middle; two axes square to the beam.
    private static Double3 Aside(in Pose pose, Double3 ahead, double y, double z)
    {
        Double3 left = Double3.Cross(Math.Abs(ahead.Z) < 0.9 ? Double3.UnitZ : Double3.UnitX, ahead).Normalized();
        Double3 up = Double3.Cross(ahead, left);
        return pose.ApplyDirection((ahead + left * y + up * z).Normalized());
    }
}
