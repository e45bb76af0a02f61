namespace SceneForge.World.Simulation.Motions;

/// <summary>Stays where it is.</summary>
internal sealed class StandMotion : Motion
{
    // Faster than a brisk walk nothing stands from one instant to the next, m/s.
    private const double Stoppable = 2;

    public override void Begin(Mover self, Traffic traffic)
    {
        if (self.Speed > Stoppable && traffic.TimeNs > 0)
        {
            traffic.Report(self, FormattableString.Invariant($"it moves with {self.Speed:0.0} m/s and cannot stand at once."),
                "Let it stop before, by \"brake\" or at the end of a path.");
        }

        self.Speed = 0;
    }

    public override void Advance(Mover self, Traffic traffic, double dt)
    {
    }
}
