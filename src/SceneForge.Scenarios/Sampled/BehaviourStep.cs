namespace SceneForge.Scenarios.Sampled;

/// <summary>One step of a behaviour: when the trigger fires, the action takes over.</summary>
/// <param name="Name">Name of the step; the event of its start is called <c>actor.step</c>.</param>
/// <param name="Trigger">What starts it; null: as soon as the step before it has started and, for actions that end, ended.</param>
public sealed record BehaviourStep(string Name, Trigger? Trigger, BehaviourAction Action);

/// <summary>Condition that starts a step. Each kind says in a file of its own, where the world is known, how it is read, written and evaluated.
/// </summary>
public abstract record Trigger
{
    /// <summary>Writes it as the one member of an object, in the words of the spec.</summary>
    public abstract void Write(JsonMembers json);
}

/// <summary>What an actor does. Each kind says in a file of its own, where the world is known, how it is read, written and carried out.</summary>
public abstract record BehaviourAction
{
    /// <summary>Writes it as the one member of an object, in the words of the spec.</summary>
    public abstract void Write(JsonMembers json);
}
