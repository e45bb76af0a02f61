using System.Globalization;
using SceneForge.Scenarios.Sampled;
using SceneForge.World.Roads;

namespace SceneForge.World.Simulation;

/// <summary>A name in a scenario that the world does not have.</summary>
/// <param name="Pointer">JSON pointer into the spec.</param>
public sealed record WorldProblem(string Pointer, string Message, string Mend);

/// <summary>Checks that the roads and lanes that a scenario names exist.</summary>
public static class WorldCheck
{
    public static IReadOnlyList<WorldProblem> Check(SampledScenario scenario, IRoadNetwork roads)
    {
        List<WorldProblem> problems = [];
        for (int i = 0; i < scenario.Actors.Length; i++)
        {
            SampledActor actor = scenario.Actors[i];
            string pointer = i == 0 ? "/ego" : string.Create(CultureInfo.InvariantCulture, $"/actors/{i - 1}");
            CheckPlace(actor.Start, $"{pointer}/start", roads, problems);
            for (int step = 0; step < actor.Steps.Length; step++)
            {
                if (actor.Steps[step].Action is BehaviourAction.FollowPath path)
                {
                    foreach (Place point in path.Points)
                    {
                        CheckPlace(point, string.Create(CultureInfo.InvariantCulture, $"{pointer}/behaviour/{step}"), roads, problems);
                    }
                }
            }
        }

        return problems;
    }

    private static void CheckPlace(Place place, string pointer, IRoadNetwork roads, List<WorldProblem> problems)
    {
        if (place is Place.OnLane lane && !roads.Contains(lane.Road, lane.Lane, lane.S))
        {
            string at = string.Create(CultureInfo.InvariantCulture, $"road \"{lane.Road}\", lane {lane.Lane}, s = {lane.S} m");
            problems.Add(new WorldProblem(pointer, $"The road network has no place at {at}.",
                "Name a road and a lane of the scene's road.xodr, and keep s within the road's length."));
        }
    }
}
