namespace SceneForge.World.Simulation.Motions;

/// <summary>What an actor is doing: moves it by one step at a time.</summary>
internal abstract class Motion
{
    /// <summary>Whether it has come to its end, so that the next step may follow.</summary>
    public virtual bool IsOver => true;

    /// <summary>Called once, when it takes over from the motion before.</summary>
    public virtual void Begin(Mover self, Traffic traffic)
    {
    }

    public abstract void Advance(Mover self, Traffic traffic, double dt);
}
