namespace SceneForge.World.Simulation.Motions;

/// <summary>Time of the simulation.</summary>
internal static class SimulatedTime
{
    /// <summary>Seconds as whole nanoseconds.</summary>
    public static long Nanoseconds(double seconds) => (long)Math.Round(seconds * 1e9);
}
