using System.Globalization;
using SceneForge.Production.Expansion;
using SceneForge.Renderers.RayTracing;
using SceneForge.Sensors.Lidar;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Benchmarks;

/// <summary>
/// The ray caster beside Embree 3: the same triangles and rays, first compared hit by hit, then timed turn by turn. Ratios are the medians' of
/// processor time, the peer's over this project's: above 1 is faster than Embree.
/// </summary>
internal static class PeerBenchmark
{
    private const int Rounds = 11;
    private const int Chunk = 4096;
    private const int TownTriangles = 2_000_000;

    public static int Run(string specFile)
    {
        string folder = Directory.CreateTempSubdirectory("sceneforge-peer-").FullName;
        try
        {
            if (EmbreePeer.Compile(folder, out string missing) is not { } program)
            {
                Console.Error.WriteLine(missing);
                return 69;
            }

            ScenarioExpansion expansion = ScenarioExpansion.Open(specFile, new RayCaster());
            PreparedVariation variation = expansion.Prepare(0, CancellationToken.None);
            LidarModel model = LidarModelReader.Read(Path.Combine("scenarios", "rigs", "lidars", "hdl_64e.json"));
            SweepShot sweep = variation.Schedule.Sweep(new LidarSensor("LIDAR_TOP", model, Pose.At(1.1, 0, 1.8), false), 6, 1, 0);
            Pose sensor = sweep.WorldFromVehicle(sweep.TimeNs) * sweep.Lidar.VehicleFromLidar;
            CameraShot shot = variation.Schedule.Shot(variation.Rig.Cameras[0], 6);
            foreach ((string name, WorldTimeline timeline) in new[] { ("street", variation.Timeline),
                ("town", CastingCase.Town(variation.Timeline, TownTriangles)) })
            {
                RayCaster caster = new(Environment.ProcessorCount);
                CastingCase lidar = CastingCase.Of(caster, timeline, sweep.TimeNs, sensor.Translation, 0, CastingCase.Beams(model, sensor));
                Figure.Print($"casting.triangles.{name}", lidar.Triangles, "triangles");
                Compare(program, "lidar", name, lidar, [1, 16]);
                CastingCase camera = CastingCase.Of(caster, timeline, sweep.TimeNs, shot.WorldFromCamera.Translation, 0, CastingCase.Pixels(shot));
                Compare(program, "camera", name, camera, [16]);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Compare(string program, string sensor, string scene, CastingCase casting, int[] widths)
    {
        using EmbreePeer peer = EmbreePeer.Start(program, casting.Corners);
        peer.Take(casting.Rays);
        RayHit[] hits = new RayHit[casting.Rays.Length];
        casting.Scene.Cast(casting.Rays, hits);
        foreach (int width in widths)
        {
            HitAgreement.Of(casting, hits, peer.Hits(width)).Print($"{sensor}.embree_intersect{width}", scene);
        }

        foreach (int threads in new[] { 1, 2 })
        {
            List<double> own = [];
            List<double>[] others = [.. widths.Select(_ => new List<double>())];
            for (int round = 0; round <= Rounds; round++)
            {
                double time = Pass(casting, hits, threads);
                double[] peers = [.. widths.Select(width => peer.Pass(width, threads))];
                if (round > 0)
                {
                    own.Add(time);
                    for (int i = 0; i < peers.Length; i++)
                    {
                        others[i].Add(peers[i]);
                    }
                }
            }

            string of = string.Create(CultureInfo.InvariantCulture, $"{scene}.threads{threads}");
            Figure.Print($"{sensor}.mrays_per_s.{of}", hits.Length / 1e3 / Figure.Median(own), "Mrays/s");
            for (int i = 0; i < widths.Length; i++)
            {
                Figure.Print($"{sensor}.embree_intersect{widths[i]}_mrays_per_s.{of}", hits.Length / 1e3 / Figure.Median(others[i]), "Mrays/s");
                Figure.Print($"{sensor}.vs_embree_intersect{widths[i]}.{of}", Figure.Median(others[i]) / Figure.Median(own), "x");
            }
        }
    }

    // As the peer: chunks dealt out in turn, and the processor time of the thread that was busy longest.
    private static double Pass(CastingCase casting, RayHit[] hits, int threads)
    {
        double[] busy = new double[threads];
        Thread[] others = [.. Enumerable.Range(1, threads - 1).Select(i => new Thread(() => Work(i)))];
        Array.ForEach(others, t => t.Start());
        Work(0);
        Array.ForEach(others, t => t.Join());
        return busy.Max();

        void Work(int thread)
        {
            double start = ThreadClock.Milliseconds();
            for (int first = thread * Chunk; first < hits.Length; first += threads * Chunk)
            {
                int count = Math.Min(Chunk, hits.Length - first);
                casting.Scene.Cast(casting.Rays.AsSpan(first, count), hits.AsSpan(first, count));
            }

            busy[thread] = ThreadClock.Milliseconds() - start;
        }
    }
}
