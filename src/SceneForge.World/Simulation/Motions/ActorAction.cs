using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;
using SceneForge.Scenarios.Values;

namespace SceneForge.World.Simulation.Motions;

/// <summary>An action that actors can carry out.</summary>
public abstract record ActorAction : BehaviourAction
{
    /// <summary>Whether it follows lanes, so that a scene without roads has no use for it.</summary>
    public abstract bool NeedsRoads { get; }

    /// <summary>Places that the scene has to have.</summary>
    public virtual IEnumerable<Place> Places => [];

    /// <summary>The motion that takes over; null: it changes the one under way.</summary>
    internal abstract Motion? Begin(StepStart at);
}

/// <summary>Forms of actions by their types.</summary>
public static class ActionForm
{
    /// <summary>The form of one action.</summary>
    public static BehaviourForm<BehaviourAction> Of<T>()
        where T : ActorAction, IBehaviourForm<T> => new(T.Word, T.Description, T.Example, fields => T.Read(fields).Invoke);
}
