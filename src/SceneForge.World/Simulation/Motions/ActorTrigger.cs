using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;
using SceneForge.Scenarios.Values;

namespace SceneForge.World.Simulation.Motions;

/// <summary>A trigger that can be evaluated.</summary>
public abstract record ActorTrigger : Trigger
{
    /// <summary>Places that the scene has to have.</summary>
    public virtual IEnumerable<Place> Places => [];

    /// <summary>Whether the step may start now.</summary>
    internal abstract bool Fires(Situation now);
}

/// <summary>Forms of triggers by their types.</summary>
public static class TriggerForm
{
    /// <summary>The form of one trigger.</summary>
    public static BehaviourForm<Trigger> Of<T>()
        where T : ActorTrigger, IBehaviourForm<T> => new(T.Word, T.Description, T.Example, fields => T.Read(fields).Invoke);
}
