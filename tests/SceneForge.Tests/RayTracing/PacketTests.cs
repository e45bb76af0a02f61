using SceneForge.Renderers.RayTracing;
using SceneForge.Renderers.RayTracing.Reference;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Support;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.RayTracing;

/// <summary>Rays that are cast sixteen at once, against a scene's still things under one tree, find what each would find alone.</summary>
public sealed class PacketTests
{
    private const int Width = 96;
    private const int Height = 64;

    [Fact]
    public void Packets_find_the_same_bits_as_single_rays_and_what_the_plain_caster_says()
    {
        int hits = 0;
        int different = 0;
        int rays = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            WorldTimeline random = TestWorlds.Random(500 + seed, 40);
            // What stands still belongs to the scene; the rest are actors.
            WorldTimeline world = TestWorlds.World([.. random.Objects.Where(o => !o.Track.IsStill), .. random.Objects.Where(o => o.Track.IsStill)
                .Select((o, i) => o with { Id = WorldObject.FirstSceneId + i })]);
            WorldSnapshot snapshot = world.At(seed * 45_000_000L);
            Double3 origin = new(-5, 1, 2);
            Ray[] tiles = Tiles(seed * 0.3);
            RayCaster caster = new(jobs: 2);
            IRayScene scene = caster.Build(snapshot, origin, -1);
            RayHit[] together = new RayHit[tiles.Length];
            RayHit[] alone = new RayHit[tiles.Length];
            RayHit[] plain = new RayHit[tiles.Length];
            scene.Cast(tiles, together);
            for (int i = 0; i < tiles.Length; i++)
            {
                scene.Cast(tiles.AsSpan(i, 1), alone.AsSpan(i, 1));
            }

            new ReferenceCaster().Build(snapshot, origin, -1).Cast(tiles, plain);
            Assert.Equal(alone, together);
            hits += together.Count(h => h.IsHit);
            rays += tiles.Length;
            different += together.Zip(plain).Count(p => p.First.Instance != p.Second.Instance || p.First.Triangle != p.Second.Triangle);
        }

        Assert.InRange(hits, rays / 3, rays);
        // Edges that pass within rounding of a ray; no ray here runs exactly along one.
        Assert.InRange(different, 0, rays * 1e-5);
    }

    [Fact]
    public void Trees_built_by_many_threads_are_the_same()
    {
        WorldTimeline world = TestWorlds.World(new WorldObject(1001, "ball", TestWorlds.Ball("car", 5, 300, 200), Track.Still(Pose.At(20, 0, 0))));
        Ray[] tiles = Tiles(0);
        RayHit[] one = new RayHit[tiles.Length];
        RayHit[] many = new RayHit[tiles.Length];
        new RayCaster(jobs: 1).Build(world.At(0), Double3.Zero, -1).Cast(tiles, one);
        new RayCaster(jobs: 4).Build(world.At(0), Double3.Zero, -1).Cast(tiles, many);
        Assert.True(one.Count(h => h.IsHit) > 200);
        Assert.Equal(one, many);
    }

    // Tiles of 4 x 4 pixels, some of which lie across the planes where directions change their signs.
    private static Ray[] Tiles(double yaw)
    {
        Rotation turn = Rotation.Around(Double3.UnitZ, yaw);
        List<Ray> rays = [];
        for (int tile = 0; tile < Width * Height / 16; tile++)
        {
            for (int i = 0; i < 16; i++)
            {
                int x = tile % (Width / 4) * 4 + i % 4;
                int y = tile / (Width / 4) * 4 + i / 4;
                rays.Add(new Ray(default, turn.Apply(new Double3(1, (x - Width / 2 + 0.317) / 50, (y - Height / 2 + 0.123) / 50))
                    .ToSingle(), 0.05f, float.PositiveInfinity));
            }
        }

        return [.. rays];
    }
}
