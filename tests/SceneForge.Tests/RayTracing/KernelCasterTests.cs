using System.Numerics;
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
        for (int seed = 0; seed < 3; seed++)
        {
            WorldTimeline world = WithScene(seed);
            WorldSnapshot snapshot = world.At(seed * 120_000_000L);
            RandomStream random = new((ulong)seed, 2, "rays");
            Ray[] rays = [.. Enumerable.Range(0, 1000).Select(_ => new Ray(
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

        Assert.InRange(hits, 3 * 1000 / 3, 3 * 1000);
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

    [Fact]
    public void A_still_world_is_taken_to_the_device_once_for_all_sweeps()
    {
        WorldTimeline world = WithScene(4);
        using KernelCaster kernel = new(new RayCaster(), preferCpu: true);
        Ray[] rays = [new Ray(Vector3.Zero, new Vector3(0, 0, -1), 0.05f, 80)];
        RayHit[] hits = new RayHit[1];
        for (int sweep = 0; sweep < 3; sweep++)
        {
            using ISweepScene scene = kernel.BuildSweep(world, sweep * 100_000_000L, (sweep + 1) * 100_000_000L, new Double3(15, 0, 3), -1);
            scene.Cast([sweep * 100_000_000L], rays, hits);
            Assert.True(hits[0].IsHit);
        }

        Assert.Equal(1, kernel.Uploads);
        Assert.Equal(0, kernel.Borrowed);

        // More than are kept: those in use stay, and go with their scene.
        IRayScene[] open = [.. Enumerable.Range(5, 6).Select(seed => kernel.Build(WithScene(seed).At(0), new Double3(15, 0, 3), -1))];
        Assert.Equal((7, 6), (kernel.Uploads, kernel.Borrowed));
        Assert.All(open, scene => scene.Cast(rays, hits));
        Array.ForEach(open, scene => scene.Dispose());
        Assert.Equal(0, kernel.Borrowed);
    }

    // What stands still belongs to the scene; the rest are actors.
    private static WorldTimeline WithScene(int seed)
    {
        WorldTimeline random = TestWorlds.Random(700 + seed, 20);
        return TestWorlds.World([.. random.Objects.Where(o => !o.Track.IsStill), .. random.Objects.Where(o => o.Track.IsStill)
            .Select((o, i) => o with { Id = WorldObject.FirstSceneId + i })]);
    }
}
