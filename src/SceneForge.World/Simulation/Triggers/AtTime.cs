using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;
using SceneForge.Scenarios.Values;
using SceneForge.World.Simulation.Motions;

namespace SceneForge.World.Simulation.Triggers;

/// <summary><paramref name="Seconds"/> after the scenario's start.</summary>
public sealed record AtTime(double Seconds) : ActorTrigger, IBehaviourForm<AtTime>
{
    public static string Word => "time";

    public static string Description => "Seconds after the scenario's start.";

    public static string Example => "0.2";

    public static Drawn<AtTime> Read(BehaviourFields fields)
    {
        Drawn<double> seconds = fields.Value(0, 86_400);
        return draw => new AtTime(seconds(draw));
    }

    public override void Write(JsonMembers json) => json.Number(Word, Seconds);

    internal override bool Fires(Situation now) => now.Time >= Seconds - 1e-9;
}
