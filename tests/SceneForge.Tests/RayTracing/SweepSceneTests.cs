using System.Numerics;
using SceneForge.Renderers.RayTracing;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Support;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.RayTracing;

/// <summary>Of what moves, rays are held only against what they may meet; that leaves nothing out.</summary>
public sealed class SweepSceneTests
{
    private const int Rays = 3000;
    private static readonly Double3 Origin = new(4, 1, 2);

    [Theory]
    [InlineData(100_000_000)]
    [InlineData(1_000_000_000)]
    public void A_sweep_finds_the_nearest_of_what_each_object_alone_gives(long periodNs)
    {
        int ofMovers = 0;
        for (int seed = 0; seed < 4; seed++)
        {
            WorldTimeline world = TestWorlds.Random(900 + seed, 40);
            (long[] times, Ray[] rays) = Turn(periodNs, jumbled: seed % 2 == 1);
            ISweepScene scene = new RayCaster().BuildSweep(world, 0, periodNs, Origin, -1);
            RayHit[] together = new RayHit[Rays];
            scene.Cast(times, rays, together);
            RayHit[] nearest = [.. Enumerable.Repeat(RayHit.None, Rays)];
            RayHit[] alone = new RayHit[Rays];
            for (int item = 0; item < world.Objects.Length; item++)
            {
                scene.CastObject(item, times, rays, alone);
                for (int i = 0; i < Rays; i++)
                {
                    nearest[i] = alone[i].IsHit && alone[i].T < nearest[i].T ? alone[i] : nearest[i];
                }
            }

            Assert.Equal(nearest, together);
            ofMovers += together.Count(h => h.IsHit && !world.Instances[h.Instance].IsStatic);
        }

        Assert.True(ofMovers > 200, $"{ofMovers} rays met what moves");
    }

    // Once around at four elevations, from a place that moves a little; jumbled: in no order, so that rays that stand together have nothing in
    // common.
    private static (long[] Times, Ray[] Rays) Turn(long periodNs, bool jumbled)
    {
        int[] order = [.. Enumerable.Range(0, Rays)];
        if (jumbled)
        {
            new Random(3).Shuffle(order);
        }

        return ([.. order.Select(i => i * periodNs / Rays)], [.. order.Select(i =>
        {
            (float sin, float cos) = MathF.SinCos(i * (2 * MathF.PI / Rays));
            return new Ray(new Vector3(i * 1e-4f, 0, 0), new Vector3(cos, sin, (i % 4 - 2) * 0.07f), 0.1f, 120);
        })]);
    }
}
