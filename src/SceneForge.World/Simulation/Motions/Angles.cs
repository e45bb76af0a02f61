namespace SceneForge.World.Simulation.Motions;

/// <summary>Angles in radians.</summary>
internal static class Angles
{
    /// <summary>The same direction within half a turn to either side.</summary>
    public static double Wrap(double angle) => angle - 2 * Math.PI * Math.Round(angle / (2 * Math.PI));

    /// <summary>From one direction towards another by <paramref name="most"/> at most.</summary>
    public static double Turn(double from, double to, double most) => from + Math.Clamp(Wrap(to - from), -most, most);
}
