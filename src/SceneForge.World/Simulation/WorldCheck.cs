using System.Globalization;
using SceneForge.Scenarios.Sampled;
using SceneForge.World.Scenes;
using SceneForge.World.Scenes.Building;
using SceneForge.World.Simulation.Motions;

namespace SceneForge.World.Simulation;

/// <summary>A name in a scenario that the world does not have.</summary>
/// <param name="Pointer">JSON pointer into the spec.</param>
public sealed record WorldProblem(string Pointer, string Message, string Mend)
{
    /// <summary>When it shows, nanoseconds since the scenario's start.</summary>
    public long TimeNs { get; init; }
}

/// <summary>Checks that the roads, lanes and surfaces that a scenario names exist.</summary>
public static class WorldCheck
{
    public static IReadOnlyList<WorldProblem> Check(SampledScenario scenario, Scene scene)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(scene);
        List<WorldProblem> problems = [];
        for (int i = 0; i < scenario.Actors.Length; i++)
        {
            SampledActor actor = scenario.Actors[i];
            string pointer = i == 0 ? "/ego" : string.Create(CultureInfo.InvariantCulture, $"/actors/{i - 1}");
            CheckPlace(actor.Start, $"{pointer}/start", scene, problems);
            for (int step = 0; step < actor.Steps.Length; step++)
            {
                CheckStep(actor.Steps[step], string.Create(CultureInfo.InvariantCulture, $"{pointer}/behaviour/{step}"), scene, problems);
            }
        }

        if (problems.Count == 0)
        {
            CheckTops(scenario, scene, problems);
        }

        return problems;
    }

    private static void CheckStep(BehaviourStep step, string pointer, Scene scene, List<WorldProblem> problems)
    {
        ActorAction action = (ActorAction)step.Action;
        foreach (Place point in action.Places.Concat((step.Trigger as ActorTrigger)?.Places ?? []))
        {
            CheckPlace(point, pointer, scene, problems);
        }

        if (scene.Roads is null && action.NeedsRoads)
        {
            problems.Add(new WorldProblem(pointer, "The scene has no roads, so nobody can follow a lane.",
                "Move the actor by \"follow_path\" or \"cross\"."));
        }
    }

    private static void CheckPlace(Place place, string pointer, Scene scene, List<WorldProblem> problems)
    {
        string? road = (place as Place.OnLane)?.Road ?? (place as Place.BesideRoad)?.Road;
        if (road is not null && scene.Roads is null)
        {
            problems.Add(new WorldProblem(pointer, "The scene has no roads.", "Give the place by \"x\" and \"y\", or \"on\" a thing."));
        }
        else if (place is Place.OnLane lane && !scene.Roads!.Contains(lane.Road, lane.Lane, lane.S))
        {
            string at = string.Create(CultureInfo.InvariantCulture, $"road \"{lane.Road}\", lane {lane.Lane}, s = {lane.S} m");
            problems.Add(new WorldProblem(pointer, $"The road network has no place at {at}.",
                "Name a road and a lane of the scene's road.xodr, and keep s within the road's length."));
        }
        else if (place is Place.InWorld world && scene.Ground.Height(world.X, world.Y, world.Z ?? double.NegativeInfinity) is null)
        {
            string at = string.Create(CultureInfo.InvariantCulture, $"x = {world.X} m, y = {world.Y} m");
            problems.Add(new WorldProblem(pointer, $"The scene has no ground at {at}.", "Keep places on the scene's floors and open ground."));
        }
    }

    /// <summary>Whether those who start on top of something find a surface there.</summary>
    private static void CheckTops(SampledScenario scenario, Scene scene, List<WorldProblem> problems)
    {
        if (!scenario.Actors.Any(a => a.Start is Place.OnThing))
        {
            return;
        }

        Placement placement = Simulator.Place(scenario, scene);
        for (int i = 0; i < scenario.Actors.Length; i++)
        {
            if (scenario.Actors[i].Start is Place.OnThing on && Anchors.Top(placement.Find(on.Thing), on) is null)
            {
                string pointer = i == 0 ? "/ego/start" : string.Create(CultureInfo.InvariantCulture, $"/actors/{i - 1}/start");
                problems.Add(new WorldProblem(pointer, $"\"{on.Thing}\" has no surface there to stand on.", "Change \"ahead\", \"left\" or \"up\"."));
            }
        }
    }
}
