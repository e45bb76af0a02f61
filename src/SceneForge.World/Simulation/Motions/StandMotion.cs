namespace SceneForge.World.Simulation.Motions;

/// <summary>Stays where it is.</summary>
internal sealed class StandMotion : Motion
{
    public override void Begin(Mover self, Traffic traffic) => self.Speed = 0;

    public override void Advance(Mover self, Traffic traffic, double dt)
    {
    }
}
