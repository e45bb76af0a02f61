using Newtonsoft.Json.Linq;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;
using SceneForge.Scenarios.Values;
using SceneForge.Tests.Scenarios;
using SceneForge.World.Simulation;
using SceneForge.World.Simulation.Motions;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Simulation;

/// <summary>
/// Every action and every trigger that the registry names is in the schema, is read, is written into scenario.json, and is carried out: whoever
/// adds one and forgets a piece finds out here.
/// </summary>
public sealed class BehaviourVocabularyTests : IDisposable
{
    private readonly SpecFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_action_is_in_the_schema_read_written_and_carried_out()
    {
        Assert.True(Behaviours.All.Actions.Count >= 7);
        Assert.All(Behaviours.All.Actions, form =>
        {
            JObject step = Carry(Behaviours.All, $$"""{ "name": "act", "do": { "{{form.Word}}": {{form.Example}} } }""");
            Assert.True(JToken.DeepEquals(Plain(JToken.Parse(form.Example)), Plain(step["do"]![form.Word]!)), step.ToString());
        });
    }

    [Fact]
    public void Every_trigger_is_in_the_schema_read_written_and_fires()
    {
        Assert.True(Behaviours.All.Triggers.Count >= 4);
        Assert.All(Behaviours.All.Triggers, form =>
        {
            JObject step = Carry(Behaviours.All,
                $$"""{ "name": "act", "when": { "{{form.Word}}": {{form.Example}} }, "do": { "follow_lane": {} } }""");
            Assert.True(JToken.DeepEquals(Plain(JToken.Parse(form.Example)), Plain(step["when"]![form.Word]!)), step.ToString());
        });
        Assert.Null(Carry(Behaviours.All, """{ "name": "act", "do": { "follow_lane": {} } }""")["when"]);
    }

    [Fact]
    public void The_schema_says_what_actions_and_triggers_ask_for()
    {
        JObject definitions = (JObject)JObject.Parse(File.ReadAllText(Repository.PathOf("scenarios", "scenario.schema.json")))["$defs"]!;
        Compare((JObject)definitions["action"]!["properties"]!, Behaviours.All.Actions.Select(f => (f.Word, f.Schema())));
        Compare((JObject)definitions["trigger"]!["properties"]!, Behaviours.All.Triggers.Select(f => (f.Word, f.Schema())));
    }

    [Fact]
    public void An_action_of_one_file_and_one_line_is_read_written_and_carried_out()
    {
        BehaviourVocabulary more = Behaviours.All with { Actions = [.. Behaviours.All.Actions, ActionForm.Of<Hop>()] };
        JObject step = Carry(more, """{ "name": "act", "do": { "hop": { "height": 0.5 } } }""", world =>
            Assert.Equal(0.5, world.At(world.DurationNs).States[0].WorldFromObject.Translation.Z, 1e-12));
        Assert.Equal(0.5, (double)step["do"]!["hop"]!["height"]!);
        Assert.Equal("number", (string?)more.Actions[^1].Schema()["properties"]!["height"]!["anyOf"]![0]!["type"]);

        // Without the line it is unknown, and what is wrong in it is said with its place.
        Assert.Contains("follow_lane", _folder.ErrorsOf(SpecOf("""{ "name": "act", "do": { "hop": { "height": 0.5 } } }"""))[0].Mend,
            StringComparison.Ordinal);
        _folder.Write("spec.json", SpecOf("""{ "name": "act", "do": { "hop": { "height": 9 } } }"""));
        Assert.Equal("/ego/behaviour/0/do/hop/height",
            Assert.Single(Assert.Throws<SceneForge.Base.Input.InputException>(() => ScenarioSpec.Read(_folder.SpecFile, more)).Errors).Pointer);
    }

    private static void Compare(JObject schema, IEnumerable<(string Word, JObject Schema)> forms)
    {
        (string Word, JObject Schema)[] all = [.. forms];
        foreach ((string word, JObject expected) in all)
        {
            Assert.True(JToken.DeepEquals(expected, schema[word]),
                $"scenario.schema.json does not say what \"{word}\" is. Write there:\n\"{word}\": {expected}");
        }

        Assert.Equal(all.Select(f => f.Word).Order(StringComparer.Ordinal), schema.Properties().Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    // The step as scenario.json has it, after it has been read and simulated.
    private JObject Carry(BehaviourVocabulary vocabulary, string step, Action<WorldTimeline>? look = null)
    {
        _folder.Write("spec.json", SpecOf(step));
        SampledScenario scenario = ScenarioSpec.Read(_folder.SpecFile, vocabulary).Sample(0);
        WorldTimeline world = Support.Scenarios.Run(scenario);
        Assert.True(world.Events.ContainsKey("ego.act"), $"{step} did not begin");
        look?.Invoke(world);
        return (JObject)JObject.Parse(SampledScenarioWriter.Write(scenario))["actors"]![0]!["behaviour"]![0]!;
    }

    private static string SpecOf(string step) => SpecFolder.Spec(
        ego: $$"""{ "asset": "car.hatchback", "start": { "road": "main", "lane": -2, "s": 20 }, "speed": 8, "behaviour": [{{step}}] }""",
        actors: """[{ "name": "other", "asset": "car.hatchback", "start": { "road": "main", "lane": 1, "s": 60 } }]""");

    // Numbers as doubles; without headings of 0, which places say in scenario.json.
    private static JToken Plain(JToken token) => token switch
    {
        JObject o => new JObject(o.Properties().Where(p => p.Name != "heading" || (double)p.Value != 0 || o["x"] is null)
            .Select(p => new JProperty(p.Name, Plain(p.Value)))),
        JArray a => new JArray(a.Select(Plain)),
        { Type: JTokenType.Integer } => new JValue((double)token),
        _ => token.DeepClone(),
    };

    /// <summary>Lifts an actor: an action of the test's own.</summary>
    private sealed record Hop(double Height) : ActorAction, IBehaviourForm<Hop>
    {
        public static string Word => "hop";

        public static string Description => "Lifts itself.";

        public static string Example => """{ "height": 0.5 }""";

        public override bool NeedsRoads => false;

        public static Drawn<Hop> Read(BehaviourFields fields)
        {
            Drawn<double> height = fields.Number("height", "Metres.", 0, 1);
            return draw => new Hop(height(draw));
        }

        public override void Write(JsonMembers json) => json.Numbers(Word, ("height", Height));

        internal override Motion Begin(StepStart at) => new Lift(Height);

        private sealed class Lift(double height) : Motion
        {
            public override void Advance(Mover self, Traffic traffic, double dt) =>
                self.Pose = self.Pose with { Translation = self.Pose.Translation with { Z = height } };
        }
    }
}
