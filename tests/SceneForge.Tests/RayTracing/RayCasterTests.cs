using System.Numerics;
using System.Runtime.InteropServices;
using SceneForge.Renderers.RayTracing;
using SceneForge.Renderers.RayTracing.Reference;
using SceneForge.Base.Random;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Support;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;
using SceneForge.World.Models;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.RayTracing;

public sealed class RayCasterTests
{
    private const int Scenes = 20;

    // In full (SCENEFORGE_FULL=1) a million in all.
    private static readonly int RaysPerScene = Environment.GetEnvironmentVariable("SCENEFORGE_FULL") == "1" ? 52_000 : 8_000;

    [Fact]
    public void Rays_of_twenty_scenes_hit_what_the_plain_caster_says()
    {
        int[] different = new int[Scenes];
        int[] hits = new int[Scenes];
        Parallel.For(0, Scenes, new ParallelOptions { MaxDegreeOfParallelism = 2 }, scene =>
        {
            WorldTimeline world = TestWorlds.Random(300 + scene, 12);
            WorldSnapshot snapshot = world.At(scene * 45_000_000L);
            Double3 origin = new(15, 0, 3);
            Ray[] rays = AnyRays(scene, RaysPerScene);
            RayHit[] fast = new RayHit[rays.Length];
            RayHit[] plain = new RayHit[rays.Length];
            new RayCaster().Build(snapshot, origin, -1).Cast(rays, fast);
            new ReferenceCaster().Build(snapshot, origin, -1).Cast(rays, plain);
            for (int i = 0; i < rays.Length; i++)
            {
                if (fast[i].Instance != plain[i].Instance || fast[i].Triangle != plain[i].Triangle)
                {
                    Assert.True(NearEdge(snapshot, origin, rays[i], fast[i])
                        || NearEdge(snapshot, origin, rays[i], plain[i]), $"{fast[i]} instead of {plain[i]}");
                    different[scene]++;
                }
                else if (plain[i].IsHit)
                {
                    // Directions have unit length; single precision at 60 m holds 4e-6 m.
                    Assert.Equal(plain[i].T, fast[i].T, 1e-5f);
                    hits[scene]++;
                }
            }
        });

        Assert.InRange(hits.Sum(), Scenes * RaysPerScene / 3, Scenes * RaysPerScene);
        Assert.InRange(different.Sum() / (double)(Scenes * RaysPerScene), 0, 1e-5);
    }

    [Fact]
    public void Rays_through_the_edges_and_corners_of_a_closed_mesh_never_slip_through()
    {
        WorldTimeline world = TestWorlds.World(new WorldObject(1, "ball", TestWorlds.Ball("ball", 3, 40, 20),
            Track.Still(new Pose(new Double3(60, 7, -4), Rotation.FromYawPitchRoll(1, 0.4, 0.2)))));
        WorldSnapshot snapshot = world.At(0);
        IRayScene scene = new RayCaster().Build(snapshot, Double3.Zero, -1);
        Mesh mesh = world.Instances[0].Mesh;
        List<Ray> rays = [];
        for (int i = 0; i < mesh.Indices.Length; i++)
        {
            Double3 a = snapshot.WorldFromInstance[0].Apply(Double3.From(mesh.Positions[mesh.Indices[i]]));
            Double3 b = snapshot.WorldFromInstance[0].Apply(Double3.From(mesh.Positions[mesh.Indices[i % 3 == 2 ? i - 2 : i + 1]]));
            foreach (double share in new[] { 0, 0.25, 0.5 })
            {
                // Only edges on the near side: those along the outline may be missed rightly.
                Double3 point = Double3.Lerp(a, b, share);
                if ((point - new Double3(60, 7, -4)).Length > 2.5 && Double3.Dot(point - new Double3(60, 7, -4), point) < -20)
                {
                    rays.Add(new Ray(Vector3.Zero, point.ToSingle(), 0, float.PositiveInfinity));
                }
            }
        }

        RayHit[] hits = new RayHit[rays.Count];
        scene.Cast(CollectionsMarshal.AsSpan(rays), hits);
        Assert.InRange(rays.Count, 1_000, 20_000);
        // Through a point of the near surface: T = 1, within the rounding of 60 m.
        Assert.All(hits, hit => Assert.Equal(1, hit.T, 1e-5f));
    }

    [Fact]
    public void Of_hits_at_one_distance_the_lowest_instance_and_triangle_win()
    {
        Model twice = TestWorlds.Solid("road", mesh =>
        {
            for (int i = 0; i < 20; i++)
            {
                mesh.Quad(new(5, -1, -1), new(5, 1, -1), new(5, 1, 1), new(5, -1, 1));
            }
        });
        WorldTimeline world = TestWorlds.World(
            new WorldObject(1, "a", twice, Track.Still(Pose.Identity)),
            new WorldObject(2, "b", twice, Track.Still(Pose.Identity)));
        RayHit[] hits = new RayHit[1];
        new RayCaster().Build(world.At(0), Double3.Zero, -1).Cast([new Ray(Vector3.Zero, new Vector3(1, 0.01f, -0.02f), 0, 100)], hits);
        Assert.Equal(new RayHit(0, 0, 5), hits[0]);
    }

    [Fact]
    public void Distances_outside_the_limits_of_a_ray_do_not_count()
    {
        WorldTimeline world = TestWorlds.World(new WorldObject(1, "box", TestWorlds.Box("car", new Double3(2, 2, 2)),
            Track.Still(Pose.At(10, 0, 0))));
        IRayScene scene = new RayCaster().Build(world.At(0), Double3.Zero, -1);
        RayHit[] hits = new RayHit[4];
        Vector3 ahead = Vector3.UnitX;
        scene.Cast([new Ray(Vector3.Zero, ahead, 0, 8.99f), new Ray(Vector3.Zero, ahead, 0, 9.01f), new Ray(Vector3.Zero, ahead, 9.01f, 100),
            new Ray(Vector3.Zero, ahead, 11.01f, 100)], hits);
        Assert.Equal([-1, 0, 0, -1], hits.Select(h => h.Instance));
        Assert.Equal(9, hits[1].T, 1e-5f);
        Assert.Equal(11, hits[2].T, 1e-5f);
    }

    [Fact]
    public void An_object_alone_is_hit_through_what_stands_before_it_and_a_hidden_one_is_not()
    {
        WorldTimeline world = TestWorlds.World(
            new WorldObject(1, "near", TestWorlds.Box("car", new Double3(2, 2, 2)), Track.Still(Pose.At(5, 0, 0))),
            new WorldObject(2, "far", TestWorlds.Box("car", new Double3(2, 2, 2)), Track.Still(Pose.At(10, 0, 0))));
        Ray[] ray = [new Ray(Vector3.Zero, Vector3.UnitX, 0, 100)];
        RayHit[] hit = new RayHit[1];
        IRayScene scene = new RayCaster().Build(world.At(0), Double3.Zero, -1);
        scene.CastObject(1, ray, hit);
        Assert.Equal((1, 9f), (hit[0].Instance, hit[0].T));
        scene.Cast(ray, hit);
        Assert.Equal((0, 4f), (hit[0].Instance, hit[0].T));
        new RayCaster().Build(world.At(0), Double3.Zero, 0).Cast(ray, hit);
        Assert.Equal((1, 9f), (hit[0].Instance, hit[0].T));
    }

    [Fact]
    public void Empty_worlds_and_rays_along_axes_and_faces_are_no_trouble()
    {
        RayHit[] hits = new RayHit[7];
        Ray[] rays = [.. new[] { Vector3.UnitX, -Vector3.UnitX, Vector3.UnitY, -Vector3.UnitY, Vector3.UnitZ, -Vector3.UnitZ,
            new Vector3(0, 1, 1) }.Select(d => new Ray(new Vector3(1, 1, 1), d, 0, 100))];
        new RayCaster().Build(TestWorlds.World().At(0), Double3.Zero, -1).Cast(rays, hits);
        Assert.All(hits, hit => Assert.Equal(RayHit.None, hit));

        // From a corner of a box the rays run along its edges and faces.
        WorldTimeline world = TestWorlds.World(new WorldObject(1, "box", TestWorlds.Box("car", new Double3(2, 2, 2)), Track.Still(Pose.Identity)));
        new RayCaster().Build(world.At(0), Double3.Zero, -1).Cast(rays, hits);
        Assert.All(hits, hit => Assert.True(hit.IsHit ? float.IsFinite(hit.T) : float.IsInfinity(hit.T)));
    }

    private static Ray[] AnyRays(int seed, int count)
    {
        RandomStream random = new((ulong)seed, 1, "rays");
        Ray[] rays = new Ray[count];
        for (int i = 0; i < count; i++)
        {
            Double3 direction = new Double3(random.Normal(), random.Normal(), random.Normal()).Normalized();
            rays[i] = new Ray(new Vector3((float)random.Uniform(-15, 25), (float)random.Uniform(-20, 20), (float)random.Uniform(-2, 6)),
                direction.ToSingle(), 0, 200);
        }

        return rays;
    }

    /// <summary>Whether the ray passes the outline of the triangle it is said to hit within 1e-4 m.</summary>
    private static bool NearEdge(WorldSnapshot snapshot, Double3 origin, Ray ray, RayHit hit)
    {
        if (!hit.IsHit)
        {
            return false;
        }

        Mesh mesh = snapshot.Timeline.Instances[hit.Instance].Mesh;
        Pose pose = snapshot.WorldFromInstance[hit.Instance];
        Double3 point = Double3.From(ray.Origin) + Double3.From(ray.Direction) * hit.T;
        Double3[] corners = [.. Enumerable.Range(0, 3).Select(c => pose.Apply(Double3.From(mesh.Positions[mesh.Indices[3 * hit.Triangle
            + c]])) - origin)];
        return Enumerable.Range(0, 3).Any(i =>
        {
            Double3 edge = corners[(i + 1) % 3] - corners[i];
            double along = Math.Clamp(Double3.Dot(point - corners[i], edge) / edge.LengthSquared, 0, 1);
            return (corners[i] + edge * along - point).Length <= 1e-4;
        });
    }
}
