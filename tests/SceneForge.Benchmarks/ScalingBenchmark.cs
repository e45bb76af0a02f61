using System.Globalization;
using SceneForge.Renderers.RayTracing;
using SceneForge.Sensors.Lidar;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Benchmarks;

/// <summary>How the cost of a turn of beams grows with the number of triangles, and what moving actors cost against casting; on one core.</summary>
internal static class ScalingBenchmark
{
    private const int Balls = 32;
    private const int Actors = 200;
    private const int Rounds = 7;

    public static void Run(WorldTimeline street, LidarModel model, Pose sensor, long timeNs)
    {
        Ray[] rays = CastingCase.Beams(model, sensor);
        RayHit[] hits = new RayHit[rays.Length];
        double fewest = 0;
        foreach (int triangles in new[] { 10_000, 100_000, 1_000_000, 2_000_000 })
        {
            WorldTimeline world = Around(street, sensor.Translation, triangles);
            IRayScene scene = new RayCaster(Environment.ProcessorCount).Build(world.At(0), sensor.Translation, -1);
            double time = ThreadClock.Best(Rounds, () => scene.Cast(rays, hits));
            fewest = fewest == 0 ? time : fewest;
            string count = world.Instances.Sum(i => i.Mesh.TriangleCount).ToString(CultureInfo.InvariantCulture);
            Figure.Print($"casting.turn_ms.triangles_{count}", time, "ms");
            Figure.Print($"casting.growth.triangles_{count}", time / fewest, "x");
        }

        WorldTimeline crowded = Crowded(street);
        RayCaster caster = new(Environment.ProcessorCount);
        IRayScene crowd = caster.Build(crowded.At(timeNs), sensor.Translation, 0);
        double building = ThreadClock.Best(Rounds, () => crowd = caster.Build(crowded.At(timeNs), sensor.Translation, 0));
        double casting = ThreadClock.Best(Rounds, () => crowd.Cast(rays, hits));
        Figure.Print($"casting.rebuild_ms.actors_{Actors}", building, "ms");
        Figure.Print($"casting.turn_ms.actors_{Actors}", casting, "ms");
        Figure.Print($"casting.rebuild_share.actors_{Actors}", building / casting, "x");
    }

    // The same balls around the sensor, more finely cut.
    private static WorldTimeline Around(WorldTimeline street, Double3 center, int triangles)
    {
        // An ellipsoid of 2 n segments and n rings has 4 n (n - 1) triangles.
        int rings = (int)Math.Ceiling(0.5 + Math.Sqrt(0.25 + triangles / (4.0 * Balls)));
        List<WorldObject> objects = [];
        for (int i = 0; i < Balls; i++)
        {
            MeshBuilder mesh = new();
            mesh.Part("surface", new Material { Name = "grey", BaseColor = new(0.4f) });
            mesh.Ellipsoid(Double3.Zero, new Double3(3, 3, 3), 2 * rings, rings);
            Model ball = new() { Name = "ball", Class = "car", Nodes = [mesh.BuildNode("body")], Articulation = RigidArticulation.Single };
            double turn = 2 * Math.PI * i / Balls;
            Double3 place = center + new Double3(Math.Cos(turn), Math.Sin(turn), -0.05) * (15 + i % 4 * 10);
            objects.Add(new WorldObject(WorldObject.FirstSceneId + i, "ball", ball, Track.Still(new Pose(place, Rotation.Identity))));
        }

        return new WorldTimeline(street.Taxonomy, street.Conditions, [.. objects], street.DurationNs, street.Events);
    }

    // The street with its actors' models driving and walking all over it.
    private static WorldTimeline Crowded(WorldTimeline street)
    {
        WorldObject[] models = [.. street.Objects.Where(o => o.Id < WorldObject.FirstSceneId)];
        ObjectState ego = models[0].Track.At(0);
        List<WorldObject> objects = [models[0]];
        for (int i = 1; i <= Actors; i++)
        {
            Pose start = ego.WorldFromObject with { Translation = ego.WorldFromObject.Translation
                + new Double3(i % 20 * 6 - 60, i / 20 * 5 - 25, 0) };
            Pose to = start with { Translation = start.Translation + new Double3(5, 0, 0) };
            Track track = new([new ObjectState(start, new MotionState(5, 0, 0, 0)), new ObjectState(to, new MotionState(5, 5, 3, 0))], 1_000_000_000);
            objects.Add(new WorldObject(i + 1, $"actor{i}", models[i % models.Length].Model, track));
        }

        return new WorldTimeline(street.Taxonomy, street.Conditions, [.. objects, .. street.Objects.Where(o => o.Id >= WorldObject.FirstSceneId)],
            street.DurationNs, street.Events);
    }
}
