namespace SceneForge.World.Simulation.Motions;

/// <summary>What an action finds when its step begins.</summary>
/// <param name="TimeNs">Since the scenario's start, nanoseconds.</param>
internal sealed record StepStart(Mover Self, Traffic Traffic, Placement Placement, long TimeNs);
