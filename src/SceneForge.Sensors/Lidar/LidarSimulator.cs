using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Lidar;

/// <summary>
/// Takes LiDAR sweeps: each firing at its own instant, from where the sensor then is, at a world that moves on meanwhile. The same shot gives
/// the same points on any machine and any number of threads. Safe to call from many threads.
/// </summary>
/// <param name="jobs">Threads of one sweep.</param>
public sealed class LidarSimulator(IRayCaster caster, int jobs = 1)
{
    // A multiple of any tile of columns, whatever the number of lasers.
    private const int BlockColumns = 32;
    private const int PartsPerJob = 4;

    private readonly ConcurrentBag<SweepWorker> _workers = [];
    private readonly ConditionalWeakTable<WorldTimeline, Dictionary<LidarModel, Optics>> _optics = [];

    public LidarSweep Take(SweepShot shot)
    {
        ArgumentNullException.ThrowIfNull(shot);
        Pose worldFromVehicle = shot.WorldFromVehicle(shot.TimeNs);
        Pose worldFromLidar = worldFromVehicle * shot.Lidar.VehicleFromLidar;
        Optics optics = OpticsOf(shot);
        using ISweepScene scene = caster.BuildSweep(shot.Timeline, shot.StartNs, shot.EndNs, worldFromLidar.Translation, shot.Carrier);
        SweepTask task = new(
            shot,
            scene,
            worldFromLidar,
            optics.Surfaces,
            optics.Air,
            SprayPlume.Of(shot.Timeline, shot.TimeNs, shot.Carrier),
            optics.Beam,
            shot.Lidar.Model.Pattern.At(shot.TimeNs));
        int column = shot.Lidar.Model.Pattern.ColumnLength;
        int blockSize = column == 1 ? 2048 : BlockColumns * column;
        int blocks = (task.Firings.Length + blockSize - 1) / blockSize;
        // Threads take some parts each, so that none waits long for the others.
        int parts = Math.Min(blocks, jobs == 1 ? 1 : PartsPerJob * jobs);
        SweepWorker[] workers = [.. Enumerable.Range(0, parts).Select(_ => _workers.TryTake(out SweepWorker? idle) ? idle : new SweepWorker())];
        if (parts == 1)
        {
            Run(0);
        }
        else
        {
            Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = jobs }, Run);
        }

        LidarPoint[] points = GC.AllocateUninitializedArray<LidarPoint>(workers.Sum(w => w.Points.Length));
        int at = 0;
        foreach (SweepWorker worker in workers)
        {
            worker.Points.CopyTo(points.AsSpan(at));
            at += worker.Points.Length;
            _workers.Add(worker);
        }

        return new LidarSweep(shot.Frame, shot.TimeNs, shot.Lidar, worldFromVehicle, worldFromLidar, points);

        void Run(int part)
        {
            workers[part].Start();
            for (int block = part * blocks / parts; block < (part + 1) * blocks / parts; block++)
            {
                workers[part].Run(task, block * blockSize, Math.Min((block + 1) * blockSize, task.Firings.Length));
            }
        }
    }

    private Optics OpticsOf(SweepShot shot)
    {
        Dictionary<LidarModel, Optics> known = _optics.GetOrCreateValue(shot.Timeline);
        LidarModel model = shot.Lidar.Model;
        lock (known)
        {
            if (!known.TryGetValue(model, out Optics? optics))
            {
                optics = new Optics(
                    new SweepSurfaces(shot.Timeline, model.Wavelength),
                    new SweepAir(model, shot.Timeline.Conditions),
                    BeamShape.Of(model.Divergence, model.SubRays));
                known.Add(model, optics);
            }

            return optics;
        }
    }

    /// <summary>What a model meets in a world, the same for every sweep.</summary>
    private sealed record Optics(SweepSurfaces Surfaces, SweepAir Air, BeamShape Beam);
}
