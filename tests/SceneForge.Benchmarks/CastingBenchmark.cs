using System.Diagnostics;
using SceneForge.Production.Expansion;
using SceneForge.Renderers.RayTracing;
using SceneForge.Sensors.Lidar;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;

namespace SceneForge.Benchmarks;

/// <summary>Ray casting and LiDAR sweeps over the scenario's street, on one core, by the processor time of its thread.</summary>
internal static class CastingBenchmark
{
    private const int Rounds = 15;

    public static void Run(string specFile)
    {
        ScenarioExpansion expansion = ScenarioExpansion.Open(specFile, new RayCaster());
        PreparedVariation variation = expansion.Prepare(0, CancellationToken.None);
        RayCaster caster = new(Environment.ProcessorCount);
        LidarModel model = LidarModelReader.Read(Path.Combine("scenarios", "rigs", "lidars", "hdl_64e.json"));
        SweepShot shot = variation.Schedule.Sweep(new LidarSensor("LIDAR_TOP", model, Pose.At(1.1, 0, 1.8), false), 6, 1, 0);
        Pose sensor = shot.WorldFromVehicle(shot.TimeNs) * shot.Lidar.VehicleFromLidar;

        long start = Stopwatch.GetTimestamp();
        IRayScene scene = caster.Build(variation.Timeline.At(shot.TimeNs), sensor.Translation, 0);
        Figure.Print("casting.first_build_ms", Stopwatch.GetElapsedTime(start).TotalMilliseconds, "ms");
        Figure.Print("casting.build_ms", Best(() => caster.Build(variation.Timeline.At(shot.TimeNs), sensor.Translation, 0)), "ms");

        Ray[] lidar = CastingCase.Beams(model, sensor);
        RayHit[] hits = new RayHit[Math.Max(lidar.Length, 1280 * 720)];
        Figure.Print("casting.lidar_mrays_per_s", lidar.Length / 1e3 / Best(() => scene.Cast(lidar, hits.AsSpan(0, lidar.Length))), "Mrays/s");

        CameraShot picture = variation.Schedule.Shot(variation.Rig.Cameras[0], 6);
        IRayScene seen = caster.Build(variation.Timeline.At(shot.TimeNs), picture.WorldFromCamera.Translation, 0);
        Ray[] tiles = CastingCase.Pixels(picture);
        Figure.Print("casting.camera_mrays_per_s", tiles.Length / 1e3 / Best(() => seen.Cast(tiles, hits.AsSpan(0, tiles.Length))), "Mrays/s");

        LidarSimulator simulator = new(caster);
        int points = 0;
        Figure.Print("lidar.hdl64_sweep_ms", Best(() => points = simulator.Take(shot).Points.Length), "ms");
        Figure.Print("lidar.hdl64_points", points, "points");
        ScalingBenchmark.Run(variation.Timeline, model, sensor, shot.TimeNs);
    }

    private static double Best(Action action) => ThreadClock.Best(Rounds, action);
}
