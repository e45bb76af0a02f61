using System.Globalization;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;
using SceneForge.Tests.Support;
using SceneForge.World.Scenes;
using SceneForge.Base.Geometry;
using SceneForge.World.Roads.Networks;
using SceneForge.World.Simulation;
using SceneForge.World.Timeline;
using SceneForge.World.Roads;
using Xunit;

namespace SceneForge.Tests.Scenarios;

/// <summary>The flagship scenario happens as it is meant to, in the first draw of every variation, before any frame is rendered.</summary>
public sealed class ChildDartOutTests
{
    [Fact]
    public void The_child_runs_out_in_front_of_the_ego_and_is_not_hit()
    {
        ScenarioSpec spec = ScenarioSpec.Read(Repository.PathOf("scenarios", "child_dart_out.json"), Behaviours.All);
        Taxonomy taxonomy = Taxonomy.Read(Repository.PathOf("scenes", "taxonomy.json"));
        string folder = Repository.PathOf("scenes", "residential_street");
        RoadNetwork roads = RoadNetwork.Read(Path.Combine(folder, "road.xodr"));
        Scene street = new(folder, roads, RoadGround.Of(roads, TestWorlds.Surfaces), [], [], TestWorlds.Assets);
        for (int v = 0; v < spec.VariationCount; v++)
        {
            SampledScenario scenario = spec.Sample(v);
            Assert.Empty(WorldCheck.Check(scenario, street));
            WorldTimeline world = Simulator.Run(scenario, street, taxonomy);
            long[] frames = FrameTimes(scenario, world);
            Assert.Equal(12, frames.Length);
            Assert.InRange(frames[0], 0, frames[^1]);
            Assert.InRange(frames[^1], 0, world.DurationNs);

            int child = scenario.Actors.Single(a => a.Name == "child").Id - 1;
            int van = scenario.Actors.Single(a => a.Name == "van").Id - 1;
            Assert.InRange(Encounter.TimeToCollision(world.At(world.Events["child.dart"]), 0, child), 1, 3);
            Assert.Equal(0, ShareBesideVan(world.At(frames[0]), child, van));
            Assert.True(frames.Count(t => ShareBesideVan(world.At(t), child, van) == 1) >= 4);
            Assert.All(frames, t => Assert.True(Encounter.Distance(world.At(t), 0, child) > 0.3));
            Assert.Equal("", Crash(scenario, world, frames[^1]));
        }
    }

    private static long[] FrameTimes(SampledScenario scenario, WorldTimeline world) =>
        [.. Enumerable.Range(0, scenario.Frames.Count).Select(f => world.Events[scenario.Frames.Event!] + Simulator.Nanoseconds(scenario.Frames.Offset
            + f * scenario.Frames.Period))];

    /// <summary>Share of the child's box that the ego's camera sees past the van's box (a metre over the ground, in plan).</summary>
    private static double ShareBesideVan(WorldSnapshot now, int child, int van)
    {
        const int Samples = 20;
        Double3 eye = now.States[0].WorldFromObject.Apply(new Double3(1.6, 0, 1));
        Pose vanFromWorld = now.States[van].WorldFromObject.Inverse();
        Box3 hider = now.BodyBox(van);
        Box3 body = now.BodyBox(child);
        int free = 0;
        for (int i = 0; i < Samples; i++)
        {
            double share = (i + 0.5) / Samples;
            Double3 point = now.States[child].WorldFromObject.Apply(new Double3(body.Min.X + body.Size.X * share, body.Center.Y, 1));
            Double3 from = vanFromWorld.Apply(eye);
            Double3 step = (vanFromWorld.Apply(point) - from) * (1.0 / 400);
            bool hit = Enumerable.Range(0, 400).Select(k => from + step * k)
                .Any(q => q.X > hider.Min.X && q.X < hider.Max.X && q.Y > hider.Min.Y && q.Y < hider.Max.Y);
            free += hit ? 0 : 1;
        }

        return (double)free / Samples;
    }

    /// <summary>The first two bodies that overlap, but for the ball and the child who may catch it; empty if none do.</summary>
    private static string Crash(SampledScenario scenario, WorldTimeline world, long until)
    {
        for (long t = 0; t <= until; t += 500_000_000)
        {
            WorldSnapshot now = world.At(t);
            for (int a = 0; a < scenario.Actors.Length; a++)
            {
                for (int b = a + 1; b < scenario.Actors.Length; b++)
                {
                    (string first, string second) = (scenario.Actors[a].Name, scenario.Actors[b].Name);
                    if ((first, second) != ("child", "ball") && Encounter.Distance(now, a, b) <= 0)
                    {
                        return string.Create(CultureInfo.InvariantCulture, $"variation {scenario.Variation}: {first} and {second} at {t / 1e9} s");
                    }
                }
            }
        }

        return "";
    }
}
