using System.Globalization;
using SceneForge.Base.Geometry;
using SceneForge.Scenarios.Sampled;
using SceneForge.World.Simulation.Motions;
using SceneForge.World.Simulation.Solids;
using SceneForge.World.Timeline;

namespace SceneForge.World.Simulation;

/// <summary>Finds actors in each other, in parked things, and in walls and houses, from a simulation's start to its end.</summary>
internal static class SolidCheck
{
    // No body that a spec can ask for passes through another between two looks.
    private const long StepNs = 50_000_000;

    /// <summary>The first time of each pair.</summary>
    public static IEnumerable<WorldProblem> Of(SampledScenario scenario, WorldTimeline world)
    {
        int count = scenario.Actors.Length;
        SolidBody[] bodies = [.. world.Objects.Select(o => new SolidBody(o, world.Taxonomy[o.Model.Class].Traits.Support))];
        bool[] moves = [.. world.Objects.Select(o => !o.Track.IsStill)];
        HashSet<(int, int)> met = [];
        for (long time = 0; time <= world.DurationNs; time += StepNs)
        {
            for (int a = 0; a < count; a++)
            {
                if (time > 0 && !moves.Take(count).Any(m => m))
                {
                    yield break;
                }

                bodies[a].MoveTo(time);
            }

            for (int a = 0; a < count; a++)
            {
                for (int b = a + 1; b < bodies.Length; b++)
                {
                    if ((time == 0 || moves[a] || moves[b]) && bodies[a].Near(bodies[b]) && !Belong(scenario, world, a, b)
                        && bodies[a].Meets(bodies[b]) && met.Add((a, b)))
                    {
                        yield return Problem(world, a, b, count, time);
                    }
                }
            }
        }
    }

    // What one of them stands on, and what rolls about its feet.
    private static bool Belong(SampledScenario scenario, WorldTimeline world, int a, int b)
    {
        return StandsOn(a, b) || StandsOn(b, a);

        bool StandsOn(int first, int second) => first < scenario.Actors.Length
            && scenario.Actors[first].Start is Place.OnThing on && on.Thing == world.Objects[second].Name;
    }

    private static WorldProblem Problem(WorldTimeline world, int a, int b, int actors, long timeNs)
    {
        string first = world.Objects[a].Name;
        string second = world.Objects[b].Name;
        int later = b < actors ? b : a;
        return new WorldProblem(MotionFaults.PointerOf(later),
            string.Create(CultureInfo.InvariantCulture, $"At {timeNs * 1e-9:0.00} s \"{first}\" and \"{second}\" are in each other."),
            "Change where they start, their ways, or when they go.") { TimeNs = timeNs };
    }
}
