using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Lidar;

/// <summary>What a sweep's blocks share.</summary>
internal sealed record SweepTask(SweepShot Shot, ISweepScene Scene, Pose WorldFromLidar, SweepSurfaces Surfaces, SweepAir Air, SprayPlume[] Plumes,
    BeamShape Beam, ReadOnlyMemory<Firing> Firings)
{
    // Drops and flakes that a beam may meet.
    private const int MostDrops = 64;

    public LidarModel Model { get; } = Shot.Lidar.Model;

    /// <summary>From the sensor frame's place at the stamp; null where points stay in the frame of their firing.</summary>
    public Pose? StampFromWorld { get; } = Shot.Lidar.Compensate ? WorldFromLidar.Inverse() : null;

    /// <summary>Of each firing of the first column, the first one that has its time: the same lasers fire together in every column.</summary>
    public ReadOnlyMemory<int> FiresWith { get; } = Alike(Shot, Firings.Span);

    public bool HasAir { get; } = Plumes.Length > 0 || Air.Fog is not null || Air.Falling.Length > 0;

    public (uint, uint) RandomKey { get; } = FiringRandom.KeyOf(Shot.Seed, Shot.Variation, Shot.Lidar.Name, Shot.Frame);

    /// <summary>The scene's origin in the world.</summary>
    public Double3 Origin => WorldFromLidar.Translation;

    /// <summary>The most echoes that a firing can have.</summary>
    public int EchoesPerFiring => Beam.Rays.Length * SweepWorker.MostPasses + 2 * Plumes.Length + (Air.Falling.Length == 0 ? 2 : MostDrops);

    private static int[] Alike(SweepShot shot, ReadOnlySpan<Firing> firings)
    {
        int[] alike = new int[shot.Lidar.Model.Pattern.ColumnLength];
        for (int i = 0; i < alike.Length; i++)
        {
            while (firings[alike[i]].TimeOffsetNs != firings[i].TimeOffsetNs)
            {
                alike[i]++;
            }
        }

        return alike;
    }
}
