using System.Runtime.CompilerServices;
using SceneForge.Sensors.Rendering;
using SceneForge.World.Geometry;
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

    private readonly ConditionalWeakTable<WorldTimeline, Dictionary<LidarModel, Optics>> _optics = [];

    public LidarSweep Take(SweepShot shot)
    {
        ArgumentNullException.ThrowIfNull(shot);
        Pose worldFromVehicle = shot.WorldFromVehicle(shot.TimeNs);
        Pose worldFromLidar = worldFromVehicle * shot.Lidar.VehicleFromLidar;
        Optics optics = OpticsOf(shot);
        SweepTask task = new(
            shot,
            caster.BuildSweep(shot.Timeline, shot.StartNs, shot.EndNs, worldFromLidar.Translation, shot.Carrier),
            worldFromLidar.Translation,
            shot.Timeline.At(shot.TimeNs),
            optics.Surfaces,
            optics.Air,
            SprayPlume.Of(shot.Timeline, shot.TimeNs, shot.Carrier),
            optics.Beam,
            shot.Lidar.Model.Pattern.At(shot.TimeNs));
        int column = shot.Lidar.Model.Pattern.ColumnLength;
        int blockSize = column == 1 ? 2048 : BlockColumns * column;
        int blocks = (task.Firings.Length + blockSize - 1) / blockSize;
        LidarPoint[][] points = new LidarPoint[blocks][];
        if (jobs == 1)
        {
            SweepWorker worker = new();
            for (int i = 0; i < blocks; i++)
            {
                points[i] = Run(worker, i);
            }
        }
        else
        {
            Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = jobs }, () => new SweepWorker(), (i, _, worker) =>
            {
                points[i] = Run(worker, i);
                return worker;
            }, _ => { });
        }

        return new LidarSweep(shot.Frame, shot.TimeNs, shot.Lidar, worldFromVehicle, worldFromLidar, Join(points));

        LidarPoint[] Run(SweepWorker worker, int block) => worker.Run(task, block * blockSize, Math.Min((block + 1) * blockSize, task.Firings.Length));
    }

    private static LidarPoint[] Join(LidarPoint[][] blocks)
    {
        LidarPoint[] all = new LidarPoint[blocks.Sum(b => b.Length)];
        int at = 0;
        foreach (LidarPoint[] block in blocks)
        {
            block.CopyTo(all, at);
            at += block.Length;
        }

        return all;
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
