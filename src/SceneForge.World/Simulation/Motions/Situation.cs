using SceneForge.Base.Geometry;

namespace SceneForge.World.Simulation.Motions;

/// <summary>What a trigger may look at: everybody at one instant of the simulation.</summary>
/// <param name="Time">Seconds since the scenario's start.</param>
internal sealed record Situation(IReadOnlyList<Mover> Movers, Placement Placement, double Time)
{
    public Mover Find(string actor) => Movers.First(m => m.Actor.Name == actor);

    /// <summary>Metres in the ground plane.</summary>
    public static double GroundDistance(Double3 a, Double3 b) => ((a - b) with { Z = 0 }).Length;
}
