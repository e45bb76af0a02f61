using Newtonsoft.Json.Linq;
using SceneForge.Scenarios.Sampled;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Simulation;

/// <summary>
/// Every action and every trigger that exists is in the schema, is written into scenario.json, and is carried out: whoever adds one and forgets
/// a piece finds out here.
/// </summary>
public sealed class BehaviourVocabularyTests
{
    private static readonly BehaviourAction[] Actions =
    [
        new BehaviourAction.Stand(),
        new BehaviourAction.FollowLane(8, 1.5, 2, 1.4, 2),
        new BehaviourAction.DriveProfile([new ProfilePoint(0, 5), new ProfilePoint(1, 6)]),
        new BehaviourAction.ChangeLane(1, 2),
        new BehaviourAction.Brake(0.1, 5),
        new BehaviourAction.FollowPath([new Place.InWorld(30, 2, 0)], 2, 2),
        new BehaviourAction.Cross(90, 3, 1.4, 2),
    ];

    private static readonly Trigger[] Triggers =
    [
        new Trigger.Immediately(),
        new Trigger.AtTime(0.2),
        new Trigger.Distance("car", "other", 50),
        new Trigger.TimeToCollision("car", "other", 60),
        new Trigger.Reach("car", new Place.InWorld(20, 0, 0), 100),
    ];

    [Fact]
    public void Every_action_is_in_the_schema_written_and_carried_out()
    {
        Assert.Equal(KindsOf(typeof(BehaviourAction)), Actions.Select(a => a.GetType().Name).Order(StringComparer.Ordinal));
        string[] written = [.. Actions.Select(a => NameOf(Carry(a, new Trigger.Immediately()), "do"))];
        Assert.Equal(InSchema("action"), written.Order(StringComparer.Ordinal));
        Assert.Equal(7, written.Length);
    }

    [Fact]
    public void Every_trigger_is_in_the_schema_written_and_fires()
    {
        Assert.Equal(KindsOf(typeof(Trigger)), Triggers.Select(t => t.GetType().Name).Order(StringComparer.Ordinal));
        JObject[] steps = [.. Triggers.Select(t => Carry(new BehaviourAction.Stand(), t))];
        Assert.Null(steps[0]["when"]);
        string[] written = [.. steps.Skip(1).Select(s => NameOf(s, "when"))];
        Assert.Equal(InSchema("trigger"), written.Order(StringComparer.Ordinal));
        Assert.Equal(4, written.Length);
    }

    // The step as scenario.json has it, after it has been simulated.
    private static JObject Carry(BehaviourAction action, Trigger trigger)
    {
        SampledScenario scenario = Support.Scenarios.Of(0.5,
            Support.Scenarios.Car(1, "car", 20, 8, -1, Support.Scenarios.Step("act", action, trigger)),
            Support.Scenarios.Car(2, "other", 60, 0));
        WorldTimeline world = Support.Scenarios.Run(scenario);
        Assert.True(world.Events.ContainsKey("car.act"), $"{trigger.GetType().Name} did not fire");
        return (JObject)JObject.Parse(SampledScenarioWriter.Write(scenario))["actors"]![0]!["behaviour"]![0]!;
    }

    private static string NameOf(JObject step, string member) => Assert.Single(((JObject)step[member]!).Properties()).Name;

    private static IEnumerable<string> KindsOf(Type type) =>
        type.GetNestedTypes().Where(t => t.IsSubclassOf(type)).Select(t => t.Name).Order(StringComparer.Ordinal);

    private static IEnumerable<string> InSchema(string definition)
    {
        JObject schema = JObject.Parse(File.ReadAllText(Repository.PathOf("scenarios", "scenario.schema.json")));
        return ((JObject)schema["$defs"]![definition]!["properties"]!).Properties().Select(p => p.Name).Order(StringComparer.Ordinal);
    }
}
