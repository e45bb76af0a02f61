using SceneForge.Scenarios.Specs;
using SceneForge.Scenarios.Values;

namespace SceneForge.World.Simulation.Motions;

/// <summary>How specs say an action or a trigger; every one states it itself.</summary>
public interface IBehaviourForm<TSelf>
    where TSelf : IBehaviourForm<TSelf>
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
