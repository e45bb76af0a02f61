using System.Globalization;
using SceneForge.Scenarios.Sampled;
using SceneForge.World.Simulation.Motions;

namespace SceneForge.World.Simulation;

/// <summary>From what went wrong in a simulation to its place in the spec.</summary>
internal static class MotionFaults
{
    /// <summary>The fault at its step, with its time.</summary>
    public static WorldProblem ToProblem(this MotionFault fault, SampledScenario scenario)
    {
        int index = scenario.Actors.IndexOf(fault.Self.Actor);
        string actor = PointerOf(index);
        string pointer = fault.Step < 0 ? actor : string.Create(CultureInfo.InvariantCulture, $"{actor}/behaviour/{fault.Step}");
        return new WorldProblem(pointer,
            string.Create(CultureInfo.InvariantCulture, $"At {fault.TimeNs * 1e-9:0.00} s ")
                + $"\"{fault.Self.Actor.Name}\" cannot do this: {fault.Message}",
            fault.Mend) { TimeNs = fault.TimeNs };
    }

    /// <summary>JSON pointer of an actor.</summary>
    public static string PointerOf(int index) => index == 0 ? "/ego" : string.Create(CultureInfo.InvariantCulture, $"/actors/{index - 1}");
}
