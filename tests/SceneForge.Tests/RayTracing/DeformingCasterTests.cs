using System.Numerics;
using SceneForge.Renderers.RayTracing;
using SceneForge.Renderers.RayTracing.Reference;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Support;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.RayTracing;

/// <summary>Rays at deforming shapes: refitted trees, and trees between the keys of a sweep, against the plain caster.</summary>
public sealed class DeformingCasterTests
{
    private const int Times = 40;
    private const int RaysATime = 60;
    private const long PeriodNs = 100_000_000;
    private static readonly Double3 Origin = new(4, 1, 2);

    [Fact]
    public void Rays_of_an_instant_hit_what_the_plain_caster_says()
    {
        Tally tally = new();
        for (int seed = 0; seed < 4; seed++)
        {
            // Not at a key, so that vertices are on their ways.
            WorldSnapshot snapshot = TestWorlds.Wobbling(seed).At(seed * 71_234_567L);
            (_, Ray[] rays) = Turn(0);
            RayHit[] fast = new RayHit[rays.Length];
            RayHit[] plain = new RayHit[rays.Length];
            RayHit[] alone = new RayHit[rays.Length];
            IRayScene scene = new RayCaster().Build(snapshot, Origin, -1);
            scene.Cast(rays, fast);
            new ReferenceCaster().Build(snapshot, Origin, -1).Cast(rays, plain);
            tally.Compare(snapshot.Timeline, plain, fast);
            for (int item = 0; item < snapshot.Timeline.Objects.Length; item++)
            {
                scene.CastObject(item, rays, alone);
                for (int i = 0; i < rays.Length; i++)
                {
                    Assert.True(!alone[i].IsHit || fast[i].T <= alone[i].T);
                    Assert.True(!fast[i].IsHit || snapshot.Timeline.Instances[fast[i].Instance].Object != item || fast[i] == alone[i]);
                }
            }
        }

        tally.Check(4 * Times * RaysATime);
    }

    [Fact]
    public void Rays_of_a_sweep_hit_what_the_plain_caster_says_of_each_instant()
    {
        Tally tally = new();
        for (int seed = 0; seed < 3; seed++)
        {
            // Begins between two keys.
            long start = 302_000_000 + seed;
            WorldTimeline world = TestWorlds.Wobbling(seed);
            (long[] times, Ray[] rays) = Turn(start);
            RayHit[] fast = new RayHit[rays.Length];
            RayHit[] plain = new RayHit[rays.Length];
            new RayCaster().BuildSweep(world, start, start + PeriodNs, Origin, -1).Cast(times, rays, fast);
            new ReferenceCaster().BuildSweep(world, start, start + PeriodNs, Origin, -1).Cast(times, rays, plain);
            tally.Compare(world, plain, fast);
        }

        tally.Check(3 * Times * RaysATime);
    }

    [Fact]
    public void A_sweep_and_the_world_of_its_instant_show_the_same()
    {
        WorldTimeline world = TestWorlds.Wobbling(5);
        const long Start = 400_000_000;
        (long[] times, Ray[] rays) = Turn(Start);
        RayHit[] swept = new RayHit[rays.Length];
        RayHit[] instant = new RayHit[rays.Length];
        RayCaster caster = new();
        caster.BuildSweep(world, Start, Start + PeriodNs, Origin, -1).Cast(times, rays, swept);
        for (int first = 0; first < rays.Length; first += RaysATime)
        {
            caster.Build(world.At(times[first]), Origin, -1).Cast(rays.AsSpan(first, RaysATime), instant.AsSpan(first, RaysATime));
        }

        Assert.Equal(instant, swept);
        Assert.InRange(swept.Count(h => h.IsHit && world.Instances[h.Instance].Deforms), 200, rays.Length);
    }

    // Times after one another, each with rays all around.
    private static (long[] Times, Ray[] Rays) Turn(long startNs) =>
        ([.. Enumerable.Range(0, Times * RaysATime).Select(i => startNs + i / RaysATime * (PeriodNs / Times))],
        [.. Enumerable.Range(0, Times * RaysATime).Select(i =>
        {
            (float sin, float cos) = MathF.SinCos(i * 0.3701f);
            return new Ray(new Vector3(i * 1e-4f, 0, 0), new Vector3(cos, sin, (i % 9 - 4) * 0.07f), 0.1f, 120);
        })]);

    private sealed class Tally
    {
        private int _deforming;
        private int _different;

        public void Compare(WorldTimeline world, RayHit[] plain, RayHit[] fast)
        {
            for (int i = 0; i < plain.Length; i++)
            {
                if ((plain[i].Instance, plain[i].Triangle) != (fast[i].Instance, fast[i].Triangle))
                {
                    // On an edge, within single precision.
                    _different++;
                }
                else if (plain[i].IsHit)
                {
                    // Single precision at 60 m holds 4e-6 m.
                    Assert.Equal(plain[i].T, fast[i].T, 1e-5f);
                    _deforming += world.Instances[plain[i].Instance].Deforms ? 1 : 0;
                }
            }
        }

        public void Check(int rays)
        {
            Assert.InRange(_deforming, rays / 20, rays);
            Assert.InRange(_different, 0, 2);
        }
    }
}
