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

/// <summary>How specs say a trigger; every trigger states it itself.</summary>
public interface ITriggerForm<TSelf>
    where TSelf : ActorTrigger, ITriggerForm<TSelf>
{
    /// <summary>The member that names it.</summary>
    static abstract string Word { get; }

    /// <summary>One sentence for the schema.</summary>
    static abstract string Description { get; }

    /// <summary>What the member may hold, with everything that may be given, as JSON.</summary>
    static abstract string Example { get; }

    /// <summary>Asks a spec for its values.</summary>
    static abstract Drawn<TSelf> Read(BehaviourFields fields);
}

/// <summary>Forms of triggers by their types.</summary>
public static class TriggerForm
{
    /// <summary>The form of one trigger.</summary>
    public static BehaviourForm<Trigger> Of<T>()
        where T : ActorTrigger, ITriggerForm<T> => new(T.Word, T.Description, T.Example, fields => T.Read(fields).Invoke);
}
