using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;
using SceneForge.Scenarios.Values;
using SceneForge.World.Simulation.Motions;

namespace SceneForge.World.Simulation.Actions;

/// <summary>Stays where it is.</summary>
public sealed record Stand : ActorAction, IBehaviourForm<Stand>
{
    public static string Word => "stand";

    public static string Description => "Stays where it is.";

    public static string Example => "{}";

    public override bool NeedsRoads => false;

    public static Drawn<Stand> Read(BehaviourFields fields) => _ => new Stand();

    public override void Write(JsonMembers json) => json.Numbers(Word);

    internal override Motion Begin(StepStart at) => new StandMotion();
}
