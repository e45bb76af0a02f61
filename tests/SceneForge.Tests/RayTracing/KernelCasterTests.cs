using SceneForge.Renderers.RayTracing;
using SceneForge.Renderers.RayTracing.Kernels;
using SceneForge.Base.Random;
using SceneForge.Sensors.Lidar;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Lidar;
using SceneForge.Tests.Support;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.RayTracing;

/// <summary>The kernel that is written for GPUs finds what the processor's own caster finds.</summary>
public sealed class KernelCasterTests
{
    [Fact]
    public void The_kernel_finds_the_same_hits()
    {
        int hits = 0;
        for (int seed = 0; seed < 6; seed++)
        {
            WorldTimeline world = WithScene(seed);
            WorldSnapshot snapshot = world.At(seed * 120_000_000L);
            RandomStream random = new((ulong)seed, 2, "rays");
            Ray[] rays = [.. Enumerable.Range(0, 4000).Select(_ => new Ray(
                new Double3(random.Uniform(-15, 25), random.Uniform(-20, 20), random.Uniform(-2, 6)).ToSingle(),
                new Double3(random.Normal(), random.Normal(), random.Normal()).Normalized().ToSingle(),
                0.05f,
                80))];
            RayHit[] expected = new RayHit[rays.Length];
            RayHit[] found = new RayHit[rays.Length];
            RayCaster caster = new();
            using KernelCaster kernel = new(new RayCaster(), preferCpu: true);
            caster.Build(snapshot, new Double3(15, 0, 3), hiddenObject: 1).Cast(rays, expected);
            using IRayScene scene = kernel.Build(snapshot, new Double3(15, 0, 3), hiddenObject: 1);
            scene.Cast(rays, found);
            Assert.Equal(expected, found);
            hits += expected.Count(h => h.IsHit);
        }

        Assert.InRange(hits, 6 * 4000 / 3, 6 * 4000);
    }

    [Fact]
    public void Sweeps_by_the_kernel_have_the_same_points()
    {
        WorldTimeline world = WithScene(3);
        LidarModel model = LidarWorlds.Ideal(LidarWorlds.Turn(900, -0.2, -0.1, 0, 0.1));
        SweepShot shot = new(world, new LidarSensor("LIDAR", model, Pose.At(0, 0, 2), false), 0, 500_000_000, 0, 1, 0);
        using KernelCaster kernel = new(new RayCaster(), preferCpu: true);
        LidarPoint[] expected = new LidarSimulator(new RayCaster()).Take(shot).Points;
        Assert.True(expected.Length > 500);
        Assert.Equal(expected, new LidarSimulator(kernel).Take(shot).Points);
    }

    // What stands still belongs to the scene; the rest are actors.
    private static WorldTimeline WithScene(int seed)
    {
        WorldTimeline random = TestWorlds.Random(700 + seed, 20);
        return TestWorlds.World([.. random.Objects.Where(o => !o.Track.IsStill), .. random.Objects.Where(o => o.Track.IsStill)
            .Select((o, i) => o with { Id = WorldObject.FirstSceneId + i })]);
    }
}
