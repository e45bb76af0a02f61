namespace SceneForge.World.Simulation.Motions;

/// <summary>What an actor was told to do and cannot.</summary>
/// <param name="Step">Index of the step that it belongs to; -1: before the first.</param>
/// <param name="TimeNs">Since the scenario's start, nanoseconds.</param>
internal sealed record MotionFault(Mover Self, int Step, long TimeNs, string Message, string Mend);
